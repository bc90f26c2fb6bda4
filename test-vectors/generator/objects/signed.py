"""An object with one signature, which can tell what was signed and what its fields say."""
from dataclasses import dataclass

from ..keys import covered
from .fields import Field, annotated, joined


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
        return self.body + self.signature

    @property
    def values(self):
        fields = [*self.parts, Field("signature", self.signature)]
        return {"signed": covered(self.kind, self.digest, self.body).hex(), "fields": annotated(fields)}
