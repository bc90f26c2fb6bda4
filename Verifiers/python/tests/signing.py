"""Signing as in RFC 8032, with the arithmetic of the verifier. For tests alone."""

from functools import lru_cache
from hashlib import sha512

from mapae.curve import P, L, times, x_of

BASE_Y = 4 * pow(5, P - 2, P) % P


def base_point() -> tuple:
    x = x_of(BASE_Y)
    x = x if x % 2 == 0 else P - x
    return x, BASE_Y, 1, x * BASE_Y % P


BASE = base_point()


def encode(point: tuple) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


@lru_cache
def secret_of(seed: bytes) -> tuple[int, bytes, bytes]:
    digest = sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little")
    scalar = scalar & (1 << 254) - 8 | 1 << 254
    return scalar, digest[32:], encode(times(scalar, BASE))


def seed(byte: int) -> bytes:
    return bytes([byte]) * 32


def public(byte: int) -> bytes:
    """The public key of a seed that is one byte, 32 times."""
    return secret_of(seed(byte))[2]


@lru_cache(maxsize=4096)
def sign(byte: int, message: bytes) -> bytes:
    scalar, prefix, key = secret_of(seed(byte))
    r = hashed(prefix + message)
    point = encode(times(r, BASE))
    s = (r + hashed(point + key + message) * scalar) % L
    return point + s.to_bytes(32, "little")


def hashed(message: bytes) -> int:
    return int.from_bytes(sha512(message).digest(), "little") % L
