// Loading: load(bundle, state) -> refused, or loaded with a new state (spec/trust.md).

import { Malformed } from './bytes.js';
import { OBJECT_PREFIX, decodeBase41, hasPrefix } from './base41.js';
import { parseBundle } from './bundle.js';
import { Refused, refuse } from './refusal.js';
import { State } from './state.js';
import { takeStatusParts } from './status-load.js';
import { checkTies } from './ties.js';

/**
 * The new state, the refusal or null, and the refusals of status lists and deltas as pairs of
 * place and name. Where the load is refused the state is the one given (LOAD-4).
 */
export function load(bytes, state) {
  try {
    return { refusal: null, ...take(bytes, state) };
  } catch (error) {
    return { state, refusal: refusalOf(error), statusRefusals: [] };
  }
}

/** LOAD-18. */
export function loadText(text, state) {
  if (!hasPrefix(text, OBJECT_PREFIX)) return { state, refusal: 'unsupported-version' }; // TEXT-1
  let bytes;
  try {
    bytes = decodeBase41(text);
  } catch (error) {
    return { state, refusal: refusalOf(error) }; // TEXT-2 to TEXT-4
  }
  return load(bytes, state);
}

function refusalOf(error) {
  if (error instanceof Malformed) return 'malformed';
  if (error instanceof Refused) return error.refusal;
  throw error;
}

/** The steps in their order (LOAD-17). */
function take(bytes, state) {
  checkVersion(bytes);                                    // 1
  const bundle = parseBundle(bytes);                      // 2
  checkDomain(bundle, state.domain);                      // 3
  const records = takeRecords(bundle, state);             // 4, 5
  const list = takeList(bundle.list, records, state);     // 6 to 11
  const { statusLists, refusals } = takeStatusParts(bundle.statusParts, list, state); // 12
  return {
    state: new State(state.anchor, records, list, statusLists),
    statusRefusals: refusals,
  };
}

/** TRUST-20. */
function checkVersion(bytes) {
  if (bytes.length > 0 && bytes[0] >> 4 !== 1) refuse('unsupported-version');
}

/** LOAD-5. */
function checkDomain({ records, list }, domain) {
  if (!records.every((record) => record.isOfDomain(domain))) refuse('foreign-domain');
  if (list && !list.domain.equals(domain)) refuse('foreign-domain');
}

function takeRecords(bundle, state) {
  let offered = bundle.records;
  const records = [...state.records];
  if (records.length === 0 && (offered.length > 0 || bundle.list)) {
    const start = offered.findIndex((record) => record.digest.equals(state.anchor.record));
    if (start < 0) refuse('anchor-missing'); // LOAD-6
    checkOwn(offered[start], state.domain);
    records.push(offered[start]);
    offered = offered.slice(start + 1); // LOAD-15
  }
  for (const record of offered) takeRecord(record, records, state.domain);
  return records;
}

function takeRecord(record, records, domain) {
  const last = records.at(-1);
  if (record.number < records[0].number) return; // LOAD-15
  if (record.number <= last.number) {
    const held = records[record.number - records[0].number];
    if (!held.signedBytes.equals(record.signedBytes)) refuse('record-conflict'); // LOAD-7
    return;
  }
  if (record.number !== last.number + 1) refuse('record-gap');             // LOAD-8
  if (!record.isSignedByRootsOf(last, domain)) refuse('bad-signature');    // TRUST-4
  checkOwn(record, domain);
  records.push(record);
}

/** A record's keys, then its own signatures. */
function checkOwn(record, domain) {
  if (!record.keys.every((key) => key.isVetted())) refuse('bad-key');      // LOAD-9
  if (!record.isSignedByItsRoots(domain)) refuse('bad-signature');         // TRUST-3, TRUST-5
}

/** The list to hold from now on, if any. */
function takeList(list, records, state) {
  const held = state.list;
  if (!list) {
    if (held && records.length > state.records.length) refuse('list-missing'); // LOAD-10
    return held;
  }
  const record = records.at(-1);
  if (list.authorityNumber !== record.number) refuse('wrong-authority');   // LOAD-11
  if (held) {
    if (list.isOlderThan(held)) refuse('rollback');                        // LOAD-12
    if (list.hasNumbersOf(held)) {
      if (!list.signedBytes.equals(held.signedBytes)) refuse('list-conflict'); // LOAD-13
      return held;
    }
  }
  if (!list.isSignedUnder(record)) refuse('bad-signature');                // TRUST-12
  if (list.expiresAt > record.listsUntil) refuse('list-too-long');         // LOAD-14
  for (const key of list.keys.values()) {
    if (!key.publicKey.isVetted()) refuse('bad-key');                      // LOAD-9
  }
  if (held?.authorityNumber === list.authorityNumber) checkTies(list, held); // TIE-14
  return list;
}
