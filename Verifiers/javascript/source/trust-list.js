// Trust lists (spec/trust.md, kind 4).

import { Reader, demand } from './bytes.js';
import { PublicKey } from './ed25519.js';
import { readRule } from './rules.js';
import { TRUST_LIST, message } from './signature.js';
import { isSignedBy, takeSignatures } from './signers.js';
import { isText } from './text.js';

const GREATEST_SIZE = 4_194_304;
const GREATEST_KEY_NUMBER = 2 ** 24;
const LONGEST_NAME = 128;
const LONGEST_LIFE = 34_560_000; // 400 days, in seconds

export class TrustList {
  /** By id, in ascending order. */
  issuers = new Map();
  /** Of all issuers, by key number. */
  keys = new Map();

  /** TRUST-9 to TRUST-11. */
  constructor(bytes) {
    demand(bytes.length <= GREATEST_SIZE, 'size');
    this.bytes = bytes;
    const reader = new Reader(bytes);
    demand(reader.u8() === TRUST_LIST, 'first byte');
    this.domain = reader.take(32);
    this.authorityNumber = reader.u8();
    demand(this.authorityNumber >= 1, 'authority number');
    this.number = reader.u32();
    demand(this.number >= 1, 'list number');
    this.nextKeyNumber = reader.u32();
    demand(this.nextKeyNumber <= GREATEST_KEY_NUMBER, 'next key number');
    this.issuedAt = reader.u40();
    this.refreshAfter = reader.u40();
    this.expiresAt = reader.u40();
    demand(this.issuedAt <= this.refreshAfter && this.refreshAfter <= this.expiresAt, 'refresh after');
    demand(isLife(this.issuedAt, this.expiresAt), 'expires at');
    this.#readIssuers(reader);
    this.rules = readRules(reader);
    this.signedBytes = reader.taken();

    const signers = reader.u16();
    demand(signers !== 0, 'signers');
    this.signatures = takeSignatures(reader, signers);
    reader.end();
  }

  #readIssuers(reader) {
    const publicKeys = new Set();
    const count = reader.u16();
    let lastId = -1;
    for (let i = 0; i < count; i++) {
      const issuer = readIssuer(reader);
      demand(issuer.id > lastId, 'issuers are not strictly ascending');
      lastId = issuer.id;
      this.issuers.set(issuer.id, issuer);
      this.#readKeys(reader, issuer, publicKeys);
    }
  }

  #readKeys(reader, issuer, publicKeys) {
    const count = reader.u16();
    let lastNumber = -1;
    for (let i = 0; i < count; i++) {
      const key = readKey(reader, issuer);
      demand(key.number > lastNumber, 'keys are not strictly ascending');
      lastNumber = key.number;
      demand(key.number < this.nextKeyNumber, 'key number');
      demand(!this.keys.has(key.number), 'a key number stands twice'); // TRUST-10
      this.keys.set(key.number, key);
      const identity = key.publicKey.bytes.toString('latin1');
      demand(!publicKeys.has(identity), 'a public key stands twice'); // TRUST-10
      publicKeys.add(identity);
      const isStolenStatusKey = key.isForStatus && key.isCompromised;
      demand(!isStolenStatusKey || issuer.statusDemand > 0, 'status demand'); // TRUST-11
    }
  }

  /** TRUST-12. */
  isSignedUnder(record) {
    const signed = message(this.signedBytes, this.domain);
    return isSignedBy(this.signatures, record.listKeys, record.listThreshold, signed);
  }

  isOlderThan(other) {
    return this.authorityNumber < other.authorityNumber
      || (this.authorityNumber === other.authorityNumber && this.number < other.number);
  }

  hasNumbersOf(other) {
    return this.authorityNumber === other.authorityNumber && this.number === other.number;
  }
}

/** Whether a list may live so long. */
export function isLife(issuedAt, expiresAt) {
  return expiresAt > issuedAt && expiresAt - issuedAt <= LONGEST_LIFE;
}

function readIssuer(reader) {
  const id = reader.u16();
  demand(isText(reader.take(reader.u8()), LONGEST_NAME), 'name');
  const profiles = new Set();
  const count = reader.u8();
  let last = -1;
  for (let i = 0; i < count; i++) {
    const profile = reader.u16();
    demand(profile > last, 'profiles are not strictly ascending');
    last = profile;
    profiles.add(profile);
  }
  const statusGeneration = reader.u8();
  const statusDemand = reader.u32();
  demand(statusGeneration === 0 || statusDemand > 0, 'status demand'); // TRUST-11
  return { id, profiles, statusGeneration, statusDemand };
}

function readKey(reader, issuer) {
  const number = reader.u24();
  const publicKey = new PublicKey(reader.take(32));
  const flags = reader.u8();
  demand(flags <= 3, 'flags');
  return {
    number, publicKey, issuer,
    isForStatus: (flags & 1) !== 0,
    isCompromised: (flags & 2) !== 0,
    acceptUntil: reader.u40(),
  };
}

function readRules(reader) {
  const count = reader.u8();
  const rules = [];
  for (let i = 0; i < count; i++) {
    const rule = readRule(reader);
    const last = rules.at(-1);
    demand(!last || Buffer.compare(last.bytes, rule.bytes) < 0, 'rules are not strictly ascending');
    rules.push(rule);
  }
  return rules;
}
