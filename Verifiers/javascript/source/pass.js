// The pass and the presentation, from their bytes (spec/pass.md, spec/presentation.md).

import { Reader, demand } from './bytes.js';
import { readClaims } from './claims.js';
import { PASS } from './signature.js';

const SIGNATURE = 64;
export const GREATEST_PASS = 1024;
export const GREATEST_ADDITION = 103; // what a presentation adds to its pass at most
const LEAST_PASS = 91;
const LEAST_PRESENTATION = 162;

export function parsePass(bytes) {
  demand(bytes.length >= LEAST_PASS && bytes.length <= GREATEST_PASS, 'size'); // PASS-1
  demand(bytes[0] === PASS, 'first byte');
  const signedBytes = bytes.subarray(0, -SIGNATURE);

  const reader = new Reader(signedBytes);
  reader.u8();
  const domainTag = reader.take(4);
  const keyNumber = reader.u24();
  const profile = reader.u16();
  const serial = reader.u32();
  const issuedAt = reader.u40();
  const start = issuedAt + reader.u32();
  const lifetime = reader.u32();
  demand(lifetime > 0, 'lifetime is 0'); // PASS-2
  const claims = readClaims(reader);

  return {
    domainTag, keyNumber, profile, serial, issuedAt, start, end: start + lifetime, claims,
    signedBytes, signature: bytes.subarray(-SIGNATURE),
  };
}

export function parsePresentation(bytes) {
  const greatest = GREATEST_PASS + GREATEST_ADDITION;
  demand(bytes.length >= LEAST_PRESENTATION && bytes.length <= greatest, 'size'); // PRESENT-1
  const signedBytes = bytes.subarray(0, -SIGNATURE);

  const reader = new Reader(signedBytes);
  reader.u8();
  const presentedAt = reader.u40();
  const length = reader.u8();
  demand(length <= 32, 'challenge length'); // PRESENT-2
  const challenge = reader.take(length);
  const pass = parsePass(reader.take(reader.left)); // PRESENT-3

  return { presentedAt, challenge, pass, signedBytes, signature: bytes.subarray(-SIGNATURE) };
}
