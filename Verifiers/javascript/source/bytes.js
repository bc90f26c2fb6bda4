// Reading fields from received bytes, big-endian (BASE-1), never past their end.

/** An object that is not as its table says (BASE-2). */
export class Malformed extends Error {}

/** Throws Malformed unless the condition holds. */
export function demand(condition, fault) {
  if (!condition) throw new Malformed(fault);
}

export class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get offset() {
    return this.#at;
  }

  get left() {
    return this.#bytes.length - this.#at;
  }

  /** The next n bytes, not copied. */
  take(n) {
    demand(n <= this.left, 'the bytes end inside a field');
    this.#at += n;
    return this.#bytes.subarray(this.#at - n, this.#at);
  }

  #integer(size) {
    demand(size <= this.left, 'the bytes end inside a number');
    this.#at += size;
    return this.#bytes.readUIntBE(this.#at - size, size);
  }

  u8() { return this.#integer(1); }
  u16() { return this.#integer(2); }
  u24() { return this.#integer(3); }
  u32() { return this.#integer(4); }
  u40() { return this.#integer(5); }

  /** All bytes read so far. */
  taken() {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Throws unless every byte was read. */
  end() {
    demand(this.left === 0, 'bytes behind the last field');
  }
}

export function u32Bytes(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
