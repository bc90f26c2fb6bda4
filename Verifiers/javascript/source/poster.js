// Posters: one object put together from the texts of several codes (spec/poster.md).

import { Malformed, Reader, demand } from './bytes.js';
import { PART_PREFIX, decodeBase41, hasPrefix } from './base41.js';
import { sha256 } from './signature.js';

const GREATEST_CONTENT = 634;

/** Each object of which all parts are among the texts. */
export function assemble(texts) {
  const posters = new Map();
  for (const part of texts.map(readPart)) {
    if (!part) continue;
    const name = `${part.count}:${part.digestPrefix.toString('hex')}`; // POSTER-4
    if (!posters.has(name)) posters.set(name, new Poster(part));
    posters.get(name).add(part);
  }
  return [...posters.values()].map((poster) => poster.whole()).filter((whole) => whole !== null);
}

/** A part, or null where the text is none (POSTER-1, POSTER-2). */
function readPart(text) {
  if (!hasPrefix(text, PART_PREFIX)) return null;
  try {
    const reader = new Reader(decodeBase41(text));
    const number = reader.u8();
    const count = reader.u8();
    demand(count >= 2 && number >= 1 && number <= count, 'number and count');
    const digestPrefix = reader.take(8);
    const content = reader.take(reader.left);
    demand(content.length >= 1 && content.length <= GREATEST_CONTENT, 'content');
    return { number, count, digestPrefix, content };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

class Poster {
  #count;
  #digestPrefix;
  #contents = new Map();
  #isTorn = false;

  constructor({ count, digestPrefix }) {
    this.#count = count;
    this.#digestPrefix = digestPrefix;
  }

  /** POSTER-3, POSTER-6. */
  add({ number, content }) {
    const taken = this.#contents.get(number);
    if (taken && !taken.equals(content)) this.#isTorn = true;
    this.#contents.set(number, content);
  }

  /** The object's bytes, or null while they are not all there or do not fit (POSTER-5). */
  whole() {
    if (this.#isTorn || this.#contents.size < this.#count) return null;
    const numbers = [...this.#contents.keys()].sort((a, b) => a - b);
    const bytes = Buffer.concat(numbers.map((number) => this.#contents.get(number)));
    return sha256(bytes).subarray(0, 8).equals(this.#digestPrefix) ? bytes : null;
  }
}
