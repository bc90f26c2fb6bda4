"""An object with one signature, which can tell what was signed and what its fields say."""
from dataclasses import dataclass

from ..keys import covered
from .fields import Field, Octets, joined


@dataclass(frozen=True)
class Signed:
    kind: str
    digest: bytes
    parts: tuple
    signature: bytes

    @property
    def body(self):
        return joined(self.parts)

    @property
    def octets(self):
        return Octets([*self.parts, Field("signature", self.signature)], covered(self.kind, self.digest, self.body))
