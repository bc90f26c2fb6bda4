// Writes revoked serials in their one encoding (spec/status.md), for the list of a delta.

import { demand, u32Bytes } from './bytes.js';
import { BLOCK, CUT, END, riceParameter } from './serials.js';

/**
 * The encoding of `count` serials up to `greatest`, as `serials` gives them. Throws Malformed
 * as soon as it has more than `limit` bytes.
 */
export function encodeSerials({ serials, count, greatest, firstLive, limit }) {
  if (count === 0) return u32Bytes(0);
  const writer = new SerialWriter(riceParameter(greatest - firstLive + 1, count));
  for (let serial = serials.next(); serial !== END; serial = serials.next()) {
    writer.add(serial);
    demand(writer.length <= limit, 'size');
  }
  return Buffer.concat([u32Bytes(count), u32Bytes(greatest), ...writer.finish()]);
}

class SerialWriter {
  #k;
  #index = new GrowingBytes();
  #blocks = new GrowingBytes();
  #blockCount = 0;
  #inBlock = 0;
  #last = -1;
  #byte = 0; // the byte begun, and how many bits of it are there
  #bits = 0;

  constructor(k) {
    this.#k = k;
  }

  get length() {
    return 12 + this.#index.length + this.#blocks.length;
  }

  add(serial) {
    const gap = serial - this.#last - 1;
    const quotient = Math.floor(gap / 2 ** this.#k);
    if (this.#blockCount === 0 || this.#inBlock === BLOCK || quotient >= CUT) {
      this.#beginBlock(serial);
    } else {
      this.#put(1, quotient + 1);
      this.#put(gap % 2 ** this.#k, this.#k);
    }
    this.#inBlock++;
    this.#last = serial;
  }

  /** The block count, the index and the blocks. */
  finish() {
    this.#endBlock();
    return [u32Bytes(this.#blockCount), this.#index.bytes(), this.#blocks.bytes()];
  }

  #beginBlock(serial) {
    if (this.#blockCount > 0) this.#endBlock();
    this.#blockCount++;
    this.#inBlock = 0;
    for (const byte of u32Bytes(serial)) this.#index.push(byte);
  }

  #endBlock() {
    if (this.#bits > 0) this.#put(0, 8 - this.#bits);
    for (const byte of u32Bytes(this.#blocks.length)) this.#index.push(byte);
  }

  /** The low bits of a value below 2^32, most significant first. */
  #put(value, bits) {
    for (let i = bits - 1; i >= 0; i--) {
      this.#byte = (this.#byte << 1) | ((value >>> i) & 1);
      this.#bits++;
      if (this.#bits === 8) {
        this.#blocks.push(this.#byte);
        this.#byte = 0;
        this.#bits = 0;
      }
    }
  }
}

class GrowingBytes {
  #bytes = Buffer.alloc(1024);
  length = 0;

  push(byte) {
    if (this.length === this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.length)]);
    }
    this.#bytes[this.length++] = byte;
  }

  bytes() {
    return this.#bytes.subarray(0, this.length);
  }
}
