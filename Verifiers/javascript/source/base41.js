// How bytes travel in a QR code of alphanumeric mode (spec/text.md).

import { Malformed, demand } from './bytes.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:';
const NO_DIGIT = 255;

const digitOf = new Uint8Array(256).fill(NO_DIGIT);
for (const [value, character] of [...ALPHABET].entries()) {
  digitOf[character.charCodeAt(0)] = value;
}

export const OBJECT_PREFIX = Buffer.from('MP1:');
export const PART_PREFIX = Buffer.from('MS1:');

export function hasPrefix(text, prefix) {
  return text.subarray(0, prefix.length).equals(prefix);
}

/** The bytes that the digits behind a prefix of four characters stand for. */
export function decodeBase41(text) {
  const digits = text.subarray(OBJECT_PREFIX.length);
  const rest = digits.length % 3;
  demand(rest !== 1, 'a single character is left over'); // TEXT-4

  const bytes = Buffer.alloc(Math.floor(digits.length / 3) * 2 + (rest === 2 ? 1 : 0));
  const whole = digits.length - rest;
  let out = 0;
  for (let at = 0; at < whole; at += 3) {
    const value = 1681 * digit(digits[at]) + 41 * digit(digits[at + 1]) + digit(digits[at + 2]);
    demand(value <= 0xffff, 'a group of three digits is above 65,535'); // TEXT-3
    bytes[out++] = value >> 8;
    bytes[out++] = value & 0xff;
  }
  if (rest === 2) {
    const value = 41 * digit(digits[whole]) + digit(digits[whole + 1]);
    demand(value <= 0xff, 'the last group of two digits is above 255'); // TEXT-3
    bytes[out] = value;
  }
  return bytes;
}

function digit(character) {
  const value = digitOf[character];
  if (value === NO_DIGIT) throw new Malformed('a character outside the alphabet'); // TEXT-2
  return value;
}
