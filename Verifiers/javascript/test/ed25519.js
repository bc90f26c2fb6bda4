// SIG-1 against the code of spec/ed25519.md, and the edge cases of signatures.

import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { test } from 'node:test';
import { PublicKey } from '../source/ed25519.js';
import { keyOf } from './world.js';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
const IDENTITY = [0n, 1n, 1n, 0n];

function mod(a) {
  return ((a % P) + P) % P;
}

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = b * b % P) {
    if (e & 1n) result = result * b % P;
  }
  return result;
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [m, n] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2))];
  const [c, d] = [mod(2n * t1 * t2 * D), mod(2n * z1 * z2)];
  const [e, f, g, h] = [n - m, d - c, d + c, n + m];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiply(point, scalar) {
  let result = IDENTITY;
  for (let p = point, n = scalar; n > 0n; n >>= 1n, p = add(p, p)) {
    if (n & 1n) result = add(result, p);
  }
  return result;
}

function decode(key) {
  const number = fromLittleEndian(key);
  const y = number & (2n ** 255n - 1n);
  if (y >= P) return null;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x - u) !== 0n) x = mod(x * power(2n, (P - 1n) / 4n));
  if (mod(v * x * x - u) !== 0n || x === 0n) return null;
  if ((x & 1n) !== number >> 255n) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function encode([x, y, z]) {
  const inverse = power(z, P - 2n);
  return littleEndian(mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n));
}

/** The check of spec/ed25519.md, step by step. */
function isVettedByTheBook(key) {
  const point = decode(key);
  if (!point) return false;
  const [x, y, z] = multiply(point, L);
  return x === 0n && y === z;
}

function fromLittleEndian(bytes) {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function littleEndian(number) {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
}

function hashed(text) {
  return createHash('sha256').update(text).digest();
}

/** A point of order 8: the part of some point that L does not kill. */
function torsionPoint() {
  for (let i = 0; ; i++) {
    const point = decode(hashed(`torsion ${i}`));
    const torsion = point && multiply(point, L);
    if (torsion && multiply(torsion, 2n)[0] !== 0n) return torsion; // the double has order 4
  }
}

test('keys of prime order are vetted; of small and of mixed order they are not', () => {
  const torsion = torsionPoint();
  for (let i = 0n; i < 8n; i++) {
    const small = multiply(torsion, i);
    assert.equal(new PublicKey(encode(small)).isVetted(), false);
    const good = decode(keyOf(`vetted ${i}`).publicKey);
    const mixed = encode(add(good, small));
    assert.equal(new PublicKey(mixed).isVetted(), i === 0n);
    assert.equal(isVettedByTheBook(mixed), i === 0n);
  }
});

test('any 32 bytes are vetted as by the book', () => {
  const verdicts = new Set();
  for (let i = 0; i < 120; i++) {
    const key = hashed(`random ${i}`);
    const isVetted = isVettedByTheBook(key);
    verdicts.add(isVetted);
    assert.equal(new PublicKey(key).isVetted(), isVetted, key.toString('hex'));
  }
  assert.equal(verdicts.size, 2);
});

test('other encodings and small numbers are vetted as by the book', () => {
  const numbers = [];
  for (let i = 0n; i < 20n; i++) numbers.push(i, P - 1n - i, P + i);
  for (const number of numbers) {
    for (const sign of [0n, 1n]) {
      const key = littleEndian((number & (2n ** 255n - 1n)) | (sign << 255n));
      assert.equal(new PublicKey(key).isVetted(), isVettedByTheBook(key), key.toString('hex'));
    }
  }
  assert.equal(new PublicKey(Buffer.alloc(31, 1)).isVetted(), false);
});

test('a signature is refused for its length, its S, its R, and every bit', () => {
  const { key, publicKey } = keyOf('signer');
  const message = Buffer.from('message');
  const good = sign(null, message, key);
  const verifier = new PublicKey(publicKey);
  assert.equal(verifier.signed(message, good), true);
  assert.equal(verifier.signed(message, good.subarray(0, 63)), false);
  assert.equal(verifier.signed(message, Buffer.concat([good, Buffer.of(0)])), false);
  const s = fromLittleEndian(good.subarray(32));
  for (let i = 1n; s + i * L < 2n ** 256n; i++) {
    assert.equal(verifier.signed(message, Buffer.concat([good.subarray(0, 32), littleEndian(s + i * L)])), false);
  }
  for (let bit = 0; bit < 512; bit += 7) {
    const changed = Buffer.from(good);
    changed[bit >> 3] ^= 1 << (bit & 7);
    assert.equal(verifier.signed(message, changed), false);
  }
});

test('R may not be the identity, though the equation holds', () => {
  // With the secret scalar a and R the identity, S = k * a.
  const seed = hashed('seed known');
  const a = fromLittleEndian(createHash('sha512').update(seed).digest().subarray(0, 32)) % L;
  const base = decode(littleEndian(mod(4n * power(5n, P - 2n))));
  const publicKey = encode(multiply(base, a));
  const identity = littleEndian(1n);
  const message = Buffer.from('message');
  const k = fromLittleEndian(createHash('sha512').update(Buffer.concat([identity, publicKey, message])).digest()) % L;
  const signature = Buffer.concat([identity, littleEndian(k * a % L)]);
  assert.equal(new PublicKey(publicKey).isVetted(), true);
  assert.equal(new PublicKey(publicKey).signed(message, signature), false);
});
