// Authority records (spec/trust.md, kind 3).

import { Reader, demand } from './bytes.js';
import { PublicKey } from './ed25519.js';
import { NO_DOMAIN, RECORD, message, sha256 } from './signature.js';
import { isSignedBy, takeSignatures } from './signers.js';

const GREATEST_SIZE = 3124; // with 16 root keys, 16 list keys and 32 signatures

export class AuthorityRecord {
  /** TRUST-1, TRUST-2. */
  constructor(bytes) {
    demand(bytes.length <= GREATEST_SIZE, 'size'); // SEC-1
    this.bytes = bytes;
    const reader = new Reader(bytes);
    demand(reader.u8() === RECORD, 'first byte');
    this.number = reader.u8();
    demand(this.number >= 1, 'number');
    this.nonceOrDomain = reader.take(32);
    const issuedAt = reader.u40();
    this.listsUntil = reader.u40();
    demand(this.listsUntil > issuedAt, 'lists until');
    this.roots = readKeys(reader);
    this.rootThreshold = readThreshold(reader, this.roots);
    this.listKeys = readKeys(reader);
    this.listThreshold = readThreshold(reader, this.listKeys);
    this.signedBytes = reader.taken();
    this.digest = sha256(this.signedBytes);

    const previousSigners = reader.u16();
    demand((previousSigners === 0) === (this.number === 1), 'previous signers');
    this.previousSignatures = takeSignatures(reader, previousSigners);
    const ownSigners = reader.u16();
    demand(ownSigners >> this.roots.length === 0, 'own signers');
    this.ownSignatures = takeSignatures(reader, ownSigners);
    reader.end();

    const keys = this.keys.map((key) => key.bytes.toString('latin1'));
    demand(new Set(keys).size === keys.length, 'a key stands twice'); // TRUST-2
  }

  get keys() {
    return [...this.roots, ...this.listKeys];
  }

  isOfDomain(domain) {
    return (this.number === 1 ? this.digest : this.nonceOrDomain).equals(domain);
  }

  isSignedByItsRoots(domain) {
    return isSignedBy(this.ownSignatures, this.roots, this.rootThreshold, this.#message(domain));
  }

  isSignedByRootsOf(previous, domain) {
    const { roots, rootThreshold } = previous;
    return isSignedBy(this.previousSignatures, roots, rootThreshold, this.#message(domain));
  }

  #message(domain) {
    return message(this.signedBytes, this.number === 1 ? NO_DOMAIN : domain);
  }
}

function readKeys(reader) {
  const count = reader.u8();
  demand(count >= 1 && count <= 16, 'count of keys');
  return Array.from({ length: count }, () => new PublicKey(reader.take(32)));
}

function readThreshold(reader, keys) {
  const threshold = reader.u8();
  demand(threshold >= 1 && threshold <= keys.length, 'threshold');
  return threshold;
}
