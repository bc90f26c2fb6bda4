// Trust bundles (spec/trust.md, kind 6): parts behind their lengths.

import { Reader, demand } from './bytes.js';
import { AuthorityRecord } from './authority-record.js';
import { BUNDLE, RECORD, STATUS_DELTA, STATUS_LIST, TRUST_LIST } from './signature.js';
import { TrustList } from './trust-list.js';

const GREATEST_SIZE = 67_108_864;
const MOST_PARTS = 65_536;
export const LENGTH_FIELD = 4;

/**
 * The records, the list and the parts of status, each in the bundle's order (TRUST-19).
 * A status part is left as its bytes, since each is taken or refused alone.
 */
export function parseBundle(bytes) {
  demand(bytes.length <= GREATEST_SIZE, 'size');
  const reader = new Reader(bytes);
  demand(reader.u8() === BUNDLE, 'first byte');
  demand(reader.left > 0, 'no part');

  const bundle = { records: [], list: null, statusParts: [] };
  for (let parts = 1; reader.left > 0; parts++) {
    demand(parts <= MOST_PARTS, 'more than 65,536 parts');
    const length = reader.u32();
    demand(length > 0, 'a part of no bytes');
    addPart(bundle, reader.take(length));
  }
  return bundle;
}

/** A part that comes by itself, in a bundle of that one part; a bundle as it is. */
export function inBundle(object) {
  if (![RECORD, TRUST_LIST, STATUS_LIST, STATUS_DELTA].includes(object[0])) return object;
  const head = Buffer.alloc(1 + LENGTH_FIELD);
  head[0] = BUNDLE;
  head.writeUInt32BE(object.length, 1);
  return Buffer.concat([head, object]);
}

function addPart(bundle, part) {
  switch (part[0]) {
    case RECORD: {
      demand(!bundle.list && bundle.statusParts.length === 0, 'a record behind another part');
      const record = new AuthorityRecord(own(part));
      demand(record.number > (bundle.records.at(-1)?.number ?? 0), 'records are not ascending');
      bundle.records.push(record);
      break;
    }
    case TRUST_LIST:
      demand(!bundle.list && bundle.statusParts.length === 0, 'a list out of order');
      bundle.list = new TrustList(own(part));
      break;
    default:
      demand(part[0] === STATUS_LIST || part[0] === STATUS_DELTA, 'a part of another kind');
      bundle.statusParts.push(part);
  }
}

/** A copy, so that a state which keeps a part does not keep the whole bundle in memory. */
export function own(part) {
  return Buffer.from(part);
}
