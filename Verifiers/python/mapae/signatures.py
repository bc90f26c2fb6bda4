"""Signatures: what they cover (BASE-5) and which are good (SIG-2 to SIG-5)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .curve import L

SIZE = 64

PASS = b"mapae1 pass".ljust(16, b"\0")
PRESENTATION = b"mapae1 present".ljust(16, b"\0")
RECORD = b"mapae1 authority"
TRUST_LIST = b"mapae1 trust".ljust(16, b"\0")
STATUS_LIST = b"mapae1 status".ljust(16, b"\0")

NO_DOMAIN = bytes(32)  # stands for the domain digest under a domain's first record
IDENTITY = b"\x01" + bytes(31)


def covered(label: bytes, domain_digest: bytes, signed: bytes) -> bytes:
    """The bytes that a signature covers (BASE-5), as they were received (BASE-3)."""
    return label + domain_digest + signed


def is_good(signature: bytes, key: bytes, message: bytes) -> bool:
    """Whether a signature is good by a key that was vetted."""
    if len(signature) != SIZE:
        return False  # SIG-2
    if int.from_bytes(signature[32:], "little") >= L:
        return False  # SIG-3
    if signature[:32] == IDENTITY:
        return False  # SIG-4
    return equation_holds(signature, key, message)  # SIG-5


def equation_holds(signature: bytes, key: bytes, message: bytes) -> bool:
    """OpenSSL encodes [S]B - [k]A and compares it with R byte by byte: SIG-5, no cofactor."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
