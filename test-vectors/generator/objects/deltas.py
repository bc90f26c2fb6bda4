"""A status delta, kind 8 (spec/status.md)."""
from dataclasses import dataclass

from ..octets import u32
from .fields import Field, Octets
from .statuses import StatusList, revoked, signature


@dataclass(frozen=True)
class Delta:
    """It adds serials to the list with the base number and makes `newer` of it, whose signature it bears."""
    newer: StatusList
    base_number: int
    added: tuple
    first: int = 0x18

    @property
    def body(self):
        """All bytes before the signature. Nobody signs these."""
        head = (*self.newer.head_fields(self.first), Field("base number", u32(self.base_number), str(self.base_number)))
        return Octets(head) + revoked(self.added, self.newer.first_live)

    def signed_by(self, key, digest):
        return self.body + signature(key, digest, self.newer.body)
