"""The arithmetic of RFC 8032's Ed25519, for the signatures and keys that no library makes.

Points are affine pairs (x, y) and addition is the complete formula: slow, short, and easy to compare with the RFC.
"""
import hashlib
from functools import cache

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
IDENTITY = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    product = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P
    return x, y


def multiply(scalar, point):
    result = IDENTITY
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def negate(point):
    return -point[0] % P, point[1]


def x_of(y, sign):
    """The x of that sign (RFC 8032, 5.1.3), or None where y is on no point of the curve."""
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
        if (v * x * x - u) % P:
            return None
    return -x % P if x & 1 != sign else x


BASE = (x_of(4 * pow(5, -1, P) % P, 0), 4 * pow(5, -1, P) % P)


def encode(point):
    return encoding(point[1], point[0] & 1)


def encoding(y, sign):
    """32 bytes of any y below 2^255 and any sign bit, canonical or not."""
    return (y | sign << 255).to_bytes(32, "little")


@cache
def torsion():
    """The eight points of small order, [0]T to [7]T, T of order eight."""
    y = 2
    while True:
        x = x_of(y, 0)
        if x is not None:
            point = multiply(L, (x, y))
            if multiply(4, point) != IDENTITY:
                return [multiply(n, point) for n in range(8)]
        y += 1


def order_of_small(point):
    return next(n for n in (1, 2, 4, 8) if multiply(n, point) == IDENTITY)


def secret_scalar(seed):
    """The scalar of a 32-byte secret (RFC 8032, 5.1.5)."""
    digest = hashlib.sha512(seed).digest()
    return int.from_bytes(digest[:32], "little") & ~7 & (1 << 254) - 1 | 1 << 254


def challenge(r, a, message):
    """k = SHA-512(R || A || message) mod L."""
    return int.from_bytes(hashlib.sha512(r + a + message).digest(), "little") % L


def signature(r, s):
    return r + s.to_bytes(32, "little")
