// What a verifier knows of one domain (spec/trust.md, State and anchor). A state is a value.

import { createHash } from 'node:crypto';
import { u32Bytes } from './bytes.js';
import { LENGTH_FIELD } from './bundle.js';
import { BUNDLE } from './signature.js';

const MOST_STATUS_LISTS = 65_280;
const MOST_STATUS_BYTES = 50_331_648;

export class State {
  #digest = null;

  /**
   * The anchor holds the digests of the domain and of the record to start from (LOAD-1).
   * `statusLists` has at most one list for each issuer id, with the key that signed it.
   */
  constructor(anchor, records = [], list = null, statusLists = new StatusLists()) {
    this.anchor = anchor;
    this.records = records;
    this.list = list;
    this.statusLists = statusLists;
  }

  get domain() {
    return this.anchor.domain;
  }

  get domainTag() {
    return this.domain.subarray(0, 4);
  }

  /** The SHA-256 digest of the state's own bytes, which are a bundle, or none. */
  get digest() {
    this.#digest ??= digestOf(this.#parts());
    return this.#digest;
  }

  #parts() {
    const list = this.list ? [this.list.bytes] : [];
    const statusLists = this.statusLists.ascending().map((held) => held.statusList.bytes);
    return [...this.records.map((record) => record.bytes), ...list, ...statusLists];
  }
}

function digestOf(parts) {
  const hash = createHash('sha256');
  if (parts.length > 0) hash.update(Buffer.of(BUNDLE));
  for (const part of parts) hash.update(u32Bytes(part.length)).update(part);
  return hash.digest();
}

/** The held status lists, each with the key that signed it, by issuer id. */
export class StatusLists {
  #byIssuer;
  #bytes = 0;

  constructor(entries = []) {
    this.#byIssuer = new Map();
    for (const held of entries) this.put(held);
  }

  of(issuer) {
    return this.#byIssuer.get(issuer.id)?.statusList ?? null;
  }

  all() {
    return [...this.#byIssuer.values()];
  }

  ascending() {
    return this.all().sort((a, b) => a.key.issuer.id - b.key.issuer.id);
  }

  put(held) {
    const { id } = held.key.issuer;
    this.#bytes += size(held.statusList) - this.#sizeOf(id);
    this.#byIssuer.set(id, held);
  }

  /** STATUS-22. */
  hasRoomFor({ statusList, key: { issuer: { id } } }) {
    const count = this.#byIssuer.size + (this.#byIssuer.has(id) ? 0 : 1);
    const bytes = this.#bytes + size(statusList) - this.#sizeOf(id);
    return count <= MOST_STATUS_LISTS && bytes <= MOST_STATUS_BYTES;
  }

  #sizeOf(id) {
    const held = this.#byIssuer.get(id);
    return held ? size(held.statusList) : 0;
  }
}

function size(statusList) {
  return LENGTH_FIELD + statusList.bytes.length;
}
