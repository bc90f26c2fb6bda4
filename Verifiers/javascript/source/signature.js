// What a signature covers: label || domain digest || signed bytes (BASE-5).

import { createHash } from 'node:crypto';

export const PASS = 0x11;
export const PRESENTATION = 0x12;
export const RECORD = 0x13;
export const TRUST_LIST = 0x14;
export const STATUS_LIST = 0x15;
export const BUNDLE = 0x16;
export const STATUS_DELTA = 0x18;

const LABELS = new Map([
  [PASS, label('mapae1 pass')],
  [PRESENTATION, label('mapae1 present')],
  [RECORD, label('mapae1 authority')],
  [TRUST_LIST, label('mapae1 trust')],
  [STATUS_LIST, label('mapae1 status')],
]);

/** The domain digest's place in a domain's first authority record. */
export const NO_DOMAIN = Buffer.alloc(32);

export function message(signedBytes, domain) {
  return Buffer.concat([LABELS.get(signedBytes[0]), domain, signedBytes]);
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}

function label(name) {
  const bytes = Buffer.alloc(16);
  bytes.write(name, 'ascii');
  return bytes;
}
