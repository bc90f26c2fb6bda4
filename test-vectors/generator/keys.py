"""Keys of one seed, and what a signature covers."""
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# Public, and for these vectors only. Every key and nonce is SHA-256 of this, a line feed and its name.
SEED = "mapae test vectors, version 1"

LABELS = {
    "pass": b"mapae1 pass",
    "presentation": b"mapae1 present",
    "record": b"mapae1 authority",
    "list": b"mapae1 trust",
    "status": b"mapae1 status",
    "request": b"mapae1 request",
}


def drawn(name):
    """32 bytes that look random and are always the same."""
    return hashlib.sha256(f"{SEED}\n{name}".encode()).digest()


def covered(kind, digest, body):
    """label || domain digest || signed bytes (BASE-5)."""
    return LABELS[kind].ljust(16, b"\0") + digest + body


class Key:
    """An Ed25519 key pair, by its name."""

    def __init__(self, name):
        self.name = name
        self.secret = drawn(name)
        self.private = Ed25519PrivateKey.from_private_bytes(self.secret)
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, kind, digest, body):
        return self.private.sign(covered(kind, digest, body))
