// Steps 1 to 3 of Verification: what is shown, as far as its own bytes tell.

import { Malformed } from './bytes.js';
import { OBJECT_PREFIX, decodeBase41, hasPrefix } from './base41.js';
import { GREATEST_ADDITION, GREATEST_PASS, parsePass, parsePresentation } from './pass.js';
import { PASS, PRESENTATION, STATUS_DELTA } from './signature.js';

const LEAST_LIMIT = 256; // the least size limit that a policy can set

/** Either { pass, presentation } with null for a bare pass, or { reason }. */
export function openShowing(input, isText, sizeLimit) {
  if (isText && !hasPrefix(input, OBJECT_PREFIX)) return { reason: 'unsupported-version' }; // TEXT-1
  try {
    const bytes = isText ? decodeBase41(input) : input;
    return openBytes(bytes, sizeLimit);
  } catch (error) {
    if (error instanceof Malformed) return { reason: 'malformed' };
    throw error;
  }
}

function openBytes(bytes, sizeLimit) {
  if (bytes.length === 0) return { reason: 'malformed' }; // PASS-1
  const [first] = bytes;
  if (first < PASS || first > STATUS_DELTA) return { reason: 'unsupported-version' }; // VERIFY-5
  const addition = first === PRESENTATION ? GREATEST_ADDITION : 0;
  const limit = Math.min(Math.max(sizeLimit, LEAST_LIMIT), GREATEST_PASS);
  const { length } = bytes;
  if (length > limit + addition && length <= GREATEST_PASS + addition) {
    return { reason: 'device-limit' }; // VERIFY-6
  }
  if (first === PASS) return { pass: parsePass(bytes), presentation: null };
  if (first === PRESENTATION) {
    const presentation = parsePresentation(bytes);
    return { pass: presentation.pass, presentation };
  }
  return { reason: 'malformed' }; // PASS-3
}
