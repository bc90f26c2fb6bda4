// Authorities, issuers and holders that sign whatever a test wants, from public seeds.

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

const LABELS = { pass: 'mapae1 pass', present: 'mapae1 present', authority: 'mapae1 authority', trust: 'mapae1 trust', status: 'mapae1 status' };

export function keyOf(seed) {
  const secret = createHash('sha256').update(`seed ${seed}`).digest();
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { key, publicKey };
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}

export function u(size, value) {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

function signatureOf({ key }, label, domain, signedBytes) {
  const padded = Buffer.alloc(16);
  padded.write(LABELS[label]);
  return sign(null, Buffer.concat([padded, domain, signedBytes]), key);
}

/** A record's bytes; `previous` are the signers of the record before, by their index. */
export function record({
  number = 1, domain = Buffer.alloc(32, 7), issuedAt = 0, listsUntil = 10_000, roots = [keyOf('root')], threshold = 1,
  listKeys = [keyOf('list')], listThreshold = 1, previous = {}, own = { 0: roots[0] },
} = {}) {
  const signedBytes = Buffer.concat([
    Buffer.of(0x13, number), domain, u(5, issuedAt), u(5, listsUntil),
    u(1, roots.length), ...roots.map((key) => key.publicKey), u(1, threshold),
    u(1, listKeys.length), ...listKeys.map((key) => key.publicKey), u(1, listThreshold),
  ]);
  const digest = number === 1 ? Buffer.alloc(32) : domain;
  const bytes = Buffer.concat([
    signedBytes, signatures(previous, 'authority', digest, signedBytes), signatures(own, 'authority', digest, signedBytes),
  ]);
  return { bytes, signedBytes, digest: sha256(signedBytes) };
}

function signatures(signers, label, domain, signedBytes) {
  const indices = Object.keys(signers).map(Number);
  const bits = indices.reduce((sum, index) => sum + 2 ** index, 0);
  return Buffer.concat([u(2, bits), ...indices.map((index) => signatureOf(signers[index], label, domain, signedBytes))]);
}

export function issuer({ id = 1, name = 'I', profiles = [2], generation = 0, demand = 0, keys = [passKey()] } = {}) {
  return Buffer.concat([
    u(2, id), u(1, Buffer.byteLength(name)), Buffer.from(name), u(1, profiles.length), ...profiles.map((p) => u(2, p)),
    u(1, generation), u(4, demand), u(2, keys.length),
    ...keys.map((key) => Buffer.concat([u(3, key.number), key.publicKey, u(1, key.flags), u(5, key.acceptUntil)])),
  ]);
}

export function passKey({ number = 0, seed = `key ${number}`, flags = 0, acceptUntil = 5_000, publicKey = keyOf(seed).publicKey } = {}) {
  return { number, publicKey, flags, acceptUntil };
}

export function statusKey(fields) {
  return passKey({ number: 1, flags: 1, ...fields });
}

export function trustList({
  domain, authority = 1, number = 1, nextKey = 8, issuedAt = 100, refreshAfter = issuedAt, expiresAt = 1_000,
  issuers = [issuer()], rules = [], signers = { 0: keyOf('list') },
}) {
  const signedBytes = Buffer.concat([
    Buffer.of(0x14), domain, u(1, authority), u(4, number), u(4, nextKey), u(5, issuedAt), u(5, refreshAfter), u(5, expiresAt),
    u(2, issuers.length), ...issuers, u(1, rules.length), ...[...rules].sort(Buffer.compare),
  ]);
  return Buffer.concat([signedBytes, signatures(signers, 'trust', domain, signedBytes)]);
}

export function rule({
  kind = 1, profile = 2, from = 0, until = 2 ** 40 - 1, anchor = 0, opens = 0, closes = 1, offset = 64, condition = null,
}) {
  const body = Buffer.concat([
    u(1, kind), u(2, profile), u(5, from), u(5, until), u(1, anchor), u(4, opens), u(4, closes), u(1, offset),
    ...(condition ? [u(1, condition[0]), u(3, condition[1])] : []),
  ]);
  return Buffer.concat([u(1, body.length), body]);
}

export function statusList({
  domain, key = 1, seed = `key ${key}`, generation = 0, number = 1, issuedAt = 100, expiresAt = 1_000, firstLive = 0, serials = [],
}) {
  const signedBytes = Buffer.concat([
    Buffer.of(0x15), statusHead({ domain, key, generation, number, issuedAt, expiresAt, firstLive }), encode(serials, firstLive),
  ]);
  return Buffer.concat([signedBytes, signatureOf(keyOf(seed), 'status', domain, signedBytes)]);
}

/** The delta to that list from the one of the base number, which lacks the added serials. */
export function statusDelta(list, baseNumber, added) {
  const firstLive = list.readUInt32BE(23);
  return Buffer.concat([Buffer.of(0x18), list.subarray(1, 27), u(4, baseNumber), encode(added, firstLive), list.subarray(-64)]);
}

function statusHead({ domain, key, generation, number, issuedAt, expiresAt, firstLive }) {
  return Buffer.concat([
    domain.subarray(0, 4), u(3, key), u(1, generation), u(4, number), u(5, issuedAt), u(5, expiresAt), u(4, firstLive),
  ]);
}

/** Revoked serials written from spec/status.md with strings of bits, without the verifier's own code. */
export function encode(serials, firstLive) {
  if (serials.length === 0) return u(4, 0);
  const greatest = serials.at(-1);
  const k = Math.floor(Math.log2((greatest - firstLive + 1) / serials.length));
  const blocks = [];
  let last = null;
  for (const serial of serials) {
    const gap = serial - last - 1;
    const quotient = Math.floor(gap / 2 ** k);
    if (last === null || blocks.at(-1).count === 256 || quotient >= 24) {
      blocks.push({ first: serial, count: 1, bits: '' });
    } else {
      const low = k > 0 ? (gap % 2 ** k).toString(2).padStart(k, '0') : '';
      blocks.at(-1).bits += `${'0'.repeat(quotient)}1${low}`;
      blocks.at(-1).count++;
    }
    last = serial;
  }
  let end = 0;
  const index = [];
  const bytes = [];
  for (const { first, bits } of blocks) {
    const codes = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
    bytes.push(Buffer.from(codes));
    end += codes.length;
    index.push(u(4, first), u(4, end));
  }
  return Buffer.concat([u(4, serials.length), u(4, greatest), u(4, blocks.length), ...index, ...bytes]);
}

export function pass({
  domain, key = 0, seed = `key ${key}`, profile = 2, serial = 10, issuedAt = 200, validFrom = 0, lifetime = 500, claims = VACCINATION,
}) {
  const signedBytes = Buffer.concat([
    Buffer.of(0x11), domain.subarray(0, 4), u(3, key), u(2, profile), u(4, serial), u(5, issuedAt), u(4, validFrom), u(4, lifetime),
    Buffer.from(claims, 'hex'),
  ]);
  return Buffer.concat([signedBytes, signatureOf(keyOf(seed), 'pass', domain, signedBytes)]);
}

export const VACCINATION = '1001500fca52'; // disease, dose-date 2021-02-18

export function presentation({ domain, pass: inner, seed = 'holder', presentedAt = 300, challenge = '' }) {
  const signedBytes = Buffer.concat([Buffer.of(0x12), u(5, presentedAt), u(1, challenge.length / 2), Buffer.from(challenge, 'hex'), inner]);
  return Buffer.concat([signedBytes, signatureOf(keyOf(seed), 'present', domain, signedBytes)]);
}

export function bundle(...parts) {
  return Buffer.concat([Buffer.of(0x16), ...parts.flatMap((part) => [u(4, part.length), part])]);
}
