"""Bytes and numbers, as spec/conventions.md writes them."""
import hashlib


def unsigned(size):
    def encode(value):
        return value.to_bytes(size, "big")

    return encode


u8, u16, u24, u32, u40 = map(unsigned, range(1, 6))


def sha256(octets):
    return hashlib.sha256(octets).digest()


def changed(octets, offset, replacement):
    """The same bytes with `replacement` in the place of as many from `offset` on."""
    return octets[:offset] + replacement + octets[offset + len(replacement):]
