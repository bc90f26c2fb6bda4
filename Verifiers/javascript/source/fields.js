// The fields of a request (spec/conformance.md, Lines).

/** A request that is not as the protocol says, or a caller's error. */
export class RequestError extends Error {}

export function expect(condition, words) {
  if (!condition) throw new RequestError(words);
}

const NOTHING = '-';
const SPACE = 0x20;

export function isNothing(field) {
  return field.length === 1 && field.toString('latin1') === NOTHING;
}

/** The fields of a line between single spaces, at most `most` of them. */
export function splitLine(line, most) {
  const fields = [];
  let begin = 0;
  for (let end; begin <= line.length; begin = end + 1) {
    end = line.indexOf(SPACE, begin);
    if (end < 0) end = line.length;
    expect(end > begin, 'an empty field');
    expect(fields.length < most, 'too many fields');
    fields.push(line.subarray(begin, end));
  }
  return fields;
}

/** The entries of a list, of which a single one that is nothing makes the empty list. */
export function readList(field) {
  if (isNothing(field)) return [];
  const entries = [];
  let begin = 0;
  for (let end; begin <= field.length; begin = end + 1) {
    end = field.indexOf(',', begin);
    if (end < 0) end = field.length;
    entries.push(field.subarray(begin, end));
  }
  return entries;
}

const hexDigit = new Uint8Array(256).fill(255);
for (const [value, character] of [...'0123456789abcdef'].entries()) {
  hexDigit[character.charCodeAt(0)] = value;
}

export function readBytes(field) {
  if (isNothing(field)) return Buffer.alloc(0);
  expect(field.length > 0 && field.length % 2 === 0, 'half a byte');
  const bytes = Buffer.allocUnsafe(field.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexDigit[field[2 * i]];
    const low = hexDigit[field[2 * i + 1]];
    expect(high < 16 && low < 16, 'no hexadecimal digit of lower case');
    bytes[i] = 16 * high + low;
  }
  return bytes;
}

export function readDigest(field) {
  expect(field.length === 64, 'no digest');
  return readBytes(field);
}

/** A decimal from 0 to `most`, which is below 2^53. */
export function readDecimal(field, most) {
  const value = readSize(field);
  expect(value <= most, 'a number above its range');
  return value;
}

/** A decimal of any size; from 2^53 on it may be rounded. */
export function readSize(field) {
  const digits = field.toString('latin1');
  expect(/^(0|[1-9][0-9]*)$/.test(digits), 'no decimal number');
  return Number(digits);
}

/** Any whole number of seconds that 64 bits hold. */
export function readTime(field) {
  const digits = field.toString('latin1');
  expect(/^(0|-?[1-9][0-9]{0,18})$/.test(digits), 'no time');
  return BigInt(digits);
}

export function readWord(field, words) {
  const word = field.toString('latin1');
  expect(words.includes(word), `none of ${words.join(', ')}`);
  return word;
}
