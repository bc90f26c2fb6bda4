// Lines out of chunks, each without its line feed, in bounded memory.

const LINE_FEED = 0x0a;

export class Lines {
  #limit;
  #chunks = [];
  #length = 0;

  /** A line longer than the limit is cut: what is behind its beginning is not kept. */
  constructor(limit) {
    this.#limit = limit;
  }

  /** The lines that end in this chunk, each as its bytes and whether it is whole. */
  * add(chunk) {
    let begin = 0;
    for (let end; (end = chunk.indexOf(LINE_FEED, begin)) >= 0; begin = end + 1) {
      this.#keep(chunk.subarray(begin, end));
      yield this.#line();
    }
    this.#keep(chunk.subarray(begin));
  }

  #keep(piece) {
    if (piece.length === 0) return;
    this.#length += piece.length;
    if (this.#length < this.#limit || this.#chunks.length === 0) this.#chunks.push(piece);
  }

  #line() {
    const line = { bytes: Buffer.concat(this.#chunks), isWhole: this.#length < this.#limit };
    this.#chunks = [];
    this.#length = 0;
    return line;
  }
}
