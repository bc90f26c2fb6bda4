// Ed25519 as spec/ed25519.md says it, over OpenSSL.
//
// OpenSSL compares encode([S]B - [k]A) with R byte by byte, without the cofactor, which is
// SIG-5. It decodes A leniently, so keys are vetted here (SIG-1). That S is below L (SIG-3)
// and R is not the identity (SIG-4) is checked here and left to nobody.

import { createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const ED25519_KEY_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
const X25519_KEY_HEADER = Buffer.from('302a300506032b656e032100', 'hex');
const X25519_SECRET_HEADER = Buffer.from('302e020100300506032b656e04220420', 'hex');

const ORDER = littleEndian(L);
const IDENTITY = littleEndian(1n);

export class PublicKey {
  #keyObject = null;

  constructor(bytes) {
    this.bytes = bytes;
  }

  /**
   * SIG-1: the canonical encoding of a point A of prime order.
   *
   * A's u-coordinate on Curve25519 is u = (1 + y) / (1 - y). X25519 multiplies it by the
   * scalar n = 5L - 1, which is of the form that X25519 wants: its bit 254 is set, and
   * 8 divides it. Let A = Q + T, with [L]Q and [8]T the identity. Then [n]A = -Q, and Q and
   * -Q have one u. So u comes back exactly where A is Q or -Q; in the second case T = -2Q,
   * so T and Q are the identity, whose y = 1 is refused before.
   *
   * A y that is on no point of the curve has a u on the curve's twist. Its group has order
   * 4p' with p' prime. For u to come back there, p' has to divide n - 1 = 5L - 2 or
   * n + 1 = 5L. It divides neither: p' is close to 2^253 and 5L to 2.5 times that.
   *
   * The sign bit is always canonical, since x is 0 only where y is 1 or -1.
   */
  isVetted() {
    if (this.bytes.length !== 32) return false;
    const y = bigInteger(this.bytes) & (2n ** 255n - 1n);
    if (y >= P) return false;                  // y has another encoding
    if (y === 1n || y === P - 1n) return false; // x is 0: order one or two
    const u = littleEndian((1n + y) * inverse(P + 1n - y) % P);
    return timesFiveOrdersLessOne(u)?.equals(u) ?? false;
  }

  /** SIG-2 to SIG-5. The key is to be vetted before. */
  signed(message, signature) {
    if (signature.length !== 64) return false;                     // SIG-2
    if (!isBelowOrder(signature.subarray(32))) return false;       // SIG-3
    if (signature.subarray(0, 32).equals(IDENTITY)) return false;  // SIG-4
    this.#keyObject ??= publicKey(ED25519_KEY_HEADER, this.bytes);
    return verify(null, message, this.#keyObject, signature);      // SIG-5
  }
}

const fiveOrdersLessOne = createPrivateKey({
  key: Buffer.concat([X25519_SECRET_HEADER, littleEndian(5n * L - 1n)]),
  format: 'der',
  type: 'pkcs8',
});

function timesFiveOrdersLessOne(u) {
  try {
    return diffieHellman({
      privateKey: fiveOrdersLessOne,
      publicKey: publicKey(X25519_KEY_HEADER, u),
    });
  } catch {
    return null; // OpenSSL refuses to return the identity: u was of small order
  }
}

function publicKey(header, bytes) {
  return createPublicKey({ key: Buffer.concat([header, bytes]), format: 'der', type: 'spki' });
}

function isBelowOrder(scalar) {
  for (let i = 31; i >= 0; i--) {
    if (scalar[i] !== ORDER[i]) return scalar[i] < ORDER[i];
  }
  return false;
}

/** The inverse modulo P, by Euclid's algorithm. */
function inverse(a) {
  let [r, next] = [P, a % P];
  let [s, nextS] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [s, nextS] = [nextS, s - quotient * nextS];
  }
  return s < 0n ? s + P : s;
}

function bigInteger(bytes) {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

function littleEndian(number) {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
}
