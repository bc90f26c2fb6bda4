// Status lists and status deltas, from their bytes (spec/status.md, kinds 5 and 8).

import { Reader, demand } from './bytes.js';
import { encodeSerials } from './serial-writer.js';
import { END, Lookup, RevokedSerials } from './serials.js';
import { STATUS_DELTA, STATUS_LIST, message } from './signature.js';
import { isLife } from './trust-list.js';

const GREATEST_SIZE = 16_777_216;
const HEAD = 26; // the bytes from domain tag to first live
const SIGNATURE = 64;

export class StatusList {
  /** STATUS-1 to STATUS-3. */
  constructor(bytes) {
    demand(bytes.length <= GREATEST_SIZE, 'size');
    this.bytes = bytes;
    const reader = new Reader(bytes);
    demand(reader.u8() === STATUS_LIST, 'first byte');
    this.head = readHead(reader);
    demand(reader.left >= SIGNATURE, 'size');
    this.revoked = new RevokedSerials(reader.take(reader.left - SIGNATURE), this.head.firstLive);
    this.signedBytes = reader.taken();
    this.signature = reader.take(SIGNATURE);
  }

  isSignedBy(publicKey, domain) {
    return publicKey.signed(message(this.signedBytes, domain), this.signature);
  }

  /** Whether each serial of the earlier list that is not below first live is in this one. */
  contains(earlier) {
    return containsAll(this.revoked, earlier.revoked.from(this.head.firstLive));
  }
}

export class StatusDelta {
  /** STATUS-30, STATUS-31. */
  constructor(bytes) {
    demand(bytes.length <= GREATEST_SIZE, 'size');
    const reader = new Reader(bytes);
    demand(reader.u8() === STATUS_DELTA, 'first byte');
    this.head = readHead(reader);
    this.baseNumber = reader.u32();
    demand(this.baseNumber >= 1 && this.baseNumber < this.head.number, 'base number');
    demand(reader.left >= SIGNATURE, 'size');
    this.added = new RevokedSerials(reader.take(reader.left - SIGNATURE), this.head.firstLive);
    this.signature = reader.take(SIGNATURE);
  }

  /** Whether the list of the delta's number has its head, and all serials that it adds. */
  isOf(list) {
    return list.head.bytes.equals(this.head.bytes) && containsAll(list.revoked, this.added.from(0));
  }

  /** The bytes of the newer list. Throws Malformed where the base has an added serial. */
  applyTo(base) {
    const { firstLive } = this.head;
    const merged = () => new Merged(base.revoked.from(firstLive), this.added.from(firstLive));
    const { count, greatest } = measure(merged()); // STATUS-35
    const limit = GREATEST_SIZE - 1 - HEAD - SIGNATURE; // STATUS-36 with STATUS-1
    const revoked = encodeSerials({ serials: merged(), count, greatest, firstLive, limit });
    return Buffer.concat([Buffer.of(STATUS_LIST), this.head.bytes, revoked, this.signature]);
  }
}

function readHead(reader) {
  const begin = reader.offset;
  const head = {
    domainTag: reader.take(4),
    keyNumber: reader.u24(),
    generation: reader.u8(),
    number: reader.u32(),
    issuedAt: reader.u40(),
    expiresAt: reader.u40(),
    firstLive: reader.u32(),
  };
  head.bytes = reader.taken().subarray(begin);
  demand(head.number >= 1, 'number');
  demand(isLife(head.issuedAt, head.expiresAt), 'expires at');
  return head;
}

function containsAll(revoked, wanted) {
  const lookup = new Lookup(revoked);
  for (let serial = wanted.next(); serial !== END; serial = wanted.next()) {
    if (!lookup.has(serial)) return false;
  }
  return true;
}

function measure(serials) {
  let count = 0;
  let greatest = -1;
  for (let serial = serials.next(); serial !== END; serial = serials.next()) {
    count++;
    greatest = serial;
  }
  return { count, greatest };
}

/** Two ascending rows of serials in one, which have none in common. */
class Merged {
  #one;
  #other;
  #nextOfOne;
  #nextOfOther;

  constructor(one, other) {
    this.#one = one;
    this.#other = other;
    this.#nextOfOne = one.next();
    this.#nextOfOther = other.next();
  }

  next() {
    const serial = Math.min(this.#nextOfOne, this.#nextOfOther);
    if (serial === END) return END;
    demand(this.#nextOfOne !== this.#nextOfOther, 'an added serial is in the base'); // STATUS-35
    if (serial === this.#nextOfOne) this.#nextOfOne = this.#one.next();
    else this.#nextOfOther = this.#other.next();
    return serial;
  }
}
