// Revoked serials: Rice codes in blocks with an index (spec/status.md).

import { Reader, demand } from './bytes.js';

export const BLOCK = 256;  // the most serials of a block
export const CUT = 24;     // a gap of this quotient or more begins a block
const ENTRY = 8;           // bytes of an index entry

/** What reading gives behind the last serial. */
export const END = Infinity;

export class RevokedSerials {
  /** STATUS-1 to STATUS-3, for the field that these bytes are. */
  constructor(bytes, firstLive) {
    const reader = new Reader(bytes);
    this.count = reader.u32();
    this.greatest = -1;
    this.blockCount = 0;
    if (this.count > 0) {
      this.greatest = reader.u32();
      this.blockCount = reader.u32();
      demand(this.blockCount >= 1 && this.blockCount <= this.count, 'block count');
      demand(this.greatest >= firstLive, 'greatest');
      const range = this.greatest - firstLive + 1;
      demand(range >= this.count, 'count');
      this.k = riceParameter(range, this.count);
      this.unit = 2 ** this.k;
      this.index = reader.take(ENTRY * this.blockCount);
      this.blocks = reader.take(reader.left);
    }
    reader.end();
    this.#check(firstLive);
  }

  #check(firstLive) {
    const serials = new SerialReader(this);
    let count = 0;
    let last = -1;
    for (let serial = serials.next(); serial !== END; serial = serials.next()) {
      if (count === 0) demand(serial >= firstLive, 'a serial below first live');
      count++;
      last = serial;
    }
    demand(count === this.count, 'count');
    demand(last === this.greatest, 'greatest');
    demand(serials.blockEnd === (this.blocks?.length ?? 0), 'bytes behind the last block');
  }

  firstSerial(block) {
    return this.index.readUInt32BE(ENTRY * block);
  }

  endOfBlock(block) {
    return block < 0 ? 0 : this.index.readUInt32BE(ENTRY * block + 4);
  }

  has(serial) {
    return new Lookup(this).has(serial);
  }

  /** The last block that begins at or below a serial, or -1. */
  blockOf(serial) {
    let [low, high] = [-1, this.blockCount - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.firstSerial(middle) <= serial) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** All serials from `first` on, ascending. */
  from(first) {
    const serials = new SerialReader(this);
    let pending = serials.next();
    while (pending < first) pending = serials.next();
    return {
      next() {
        const serial = pending;
        if (serial !== END) pending = serials.next();
        return serial;
      },
    };
  }
}

/** Looks serials up in ascending order, and decodes each block once at most. */
export class Lookup {
  #serials;
  #block = -1;
  #reader = null;
  #pending = -1; // the serial at which the reader stands

  constructor(serials) {
    this.#serials = serials;
  }

  has(serial) {
    if (serial > this.#serials.greatest) return false;
    if (this.#reader === null || serial >= this.#beginOfNextBlock()) this.#enterBlockOf(serial);
    while (this.#pending < serial) this.#pending = this.#reader.next();
    return this.#pending === serial;
  }

  #beginOfNextBlock() {
    const next = this.#block + 1;
    return next < this.#serials.blockCount ? this.#serials.firstSerial(next) : END;
  }

  #enterBlockOf(serial) {
    this.#block = Math.max(this.#serials.blockOf(serial), 0);
    this.#reader = new SerialReader(this.#serials, this.#block);
    this.#pending = this.#reader.next();
  }
}

/** k for serials of a range of so many numbers: the logarithm of their mean distance. */
export function riceParameter(range, count) {
  let k = 0;
  while (count * 2 ** (k + 1) <= range) k++;
  return k;
}

/** Reads serials in a row, and checks on the way that each block begins and ends as it should. */
class SerialReader {
  #serials;
  #block;      // the block being read
  #inBlock = BLOCK;
  #last = -1;
  #bit;        // the next bit, counted from the beginning of the blocks
  #endBit;     // where the block ends

  constructor(serials, block = 0) {
    this.#serials = serials;
    this.#block = block - 1;
    this.#bit = this.#endBit = 8 * serials.endOfBlock(block - 1);
  }

  get blockEnd() {
    return this.#endBit / 8;
  }

  next() {
    if (this.#inBlock === BLOCK || this.#isAtBlockEnd()) return this.#nextBlock();
    this.#inBlock++;
    return this.#advanceTo(this.#last + 1 + this.#gap());
  }

  #advanceTo(serial) {
    demand(serial <= this.#serials.greatest, 'a serial above the greatest');
    this.#last = serial;
    return serial;
  }

  /** Whether fewer than 8 bits are left, all zero. */
  #isAtBlockEnd() {
    const left = this.#endBit - this.#bit;
    if (left >= 8) return false;
    return left === 0 || (this.#serials.blocks[this.#bit >> 3] & ((1 << left) - 1)) === 0;
  }

  #nextBlock() {
    demand(this.#isAtBlockEnd(), 'the last bits of a block'); // STATUS-3
    this.#block++;
    if (this.#block === this.#serials.blockCount) return END;

    const serial = this.#serials.firstSerial(this.#block);
    demand(serial > this.#last, 'serials are not ascending');
    if (this.#inBlock < BLOCK) {
      const gap = serial - this.#last - 1;
      demand(gap >= CUT * this.#serials.unit, 'a block begins too early'); // STATUS-3
    }
    const end = 8 * this.#serials.endOfBlock(this.#block);
    demand(end >= this.#endBit && end <= 8 * this.#serials.blocks.length, 'end of a block');
    this.#bit = this.#endBit;
    this.#endBit = end;
    this.#inBlock = 1;
    return this.#advanceTo(serial);
  }

  /** One code: a quotient in zero bits and a one bit, then k low bits. */
  #gap() {
    const { blocks, k, unit } = this.#serials;
    const end = this.#endBit;
    let at = this.#bit;
    while (at < end && bitOf(blocks, at) === 0) at++;
    const quotient = at - this.#bit;
    demand(quotient < CUT, 'a block begins too late'); // STATUS-3
    at++;
    demand(at + k <= end, 'a code passes the end of its block');
    let low = 0;
    for (let i = 0; i < k; i++) low = 2 * low + bitOf(blocks, at++);
    this.#bit = at;
    return quotient * unit + low;
  }
}

function bitOf(bytes, at) {
  return (bytes[at >> 3] >> (7 - (at & 7))) & 1;
}
