"""A status delta, kind 8 (spec/status.md)."""
from dataclasses import dataclass

from ..octets import u8, u32
from .statuses import StatusList, revoked


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
        return u8(self.first) + self.newer.head[1:] + u32(self.base_number) + revoked(self.added, self.newer.first_live)

    def signed_by(self, key, digest):
        return self.body + key.sign("status", digest, self.newer.body)
