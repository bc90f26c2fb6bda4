"""What a verifier knows of one domain. A state is a value: a load makes a new one."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
import re

from .bundles import write_bundle
from .octets import require
from .records import Record
from .status_lists import StatusList
from .trust_lists import TrustList

ANCHOR = re.compile(r"([0-9A-Fa-f]{64})(?::([0-9A-Fa-f]{64}))?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the caller gives out of band (LOAD-1)."""

    domain_digest: bytes
    record_digest: bytes


def read_anchor(text: str) -> Anchor:
    match = ANCHOR.fullmatch(text)
    require(match is not None, "an anchor is 64 hexadecimal digits, or twice 64 with a colon")
    domain, record = match.groups()
    return Anchor(bytes.fromhex(domain), bytes.fromhex(record or domain))


@dataclass(frozen=True)
class State:
    anchor: Anchor
    records: tuple[Record, ...] = ()  # from the anchor's on
    trust_list: TrustList | None = None
    status_lists: dict[int, StatusList] = field(default_factory=dict)  # by issuer id

    @property
    def domain_digest(self) -> bytes:
        return self.anchor.domain_digest

    @property
    def domain_tag(self) -> bytes:
        return self.domain_digest[:4]

    def to_bytes(self) -> bytes:
        """A bundle of all that is held. A state that holds nothing has no bytes."""
        parts = [record.raw for record in self.records]
        if self.trust_list:
            parts.append(self.trust_list.raw)
        parts += [self.status_lists[issuer].raw for issuer in sorted(self.status_lists)]
        return write_bundle(parts) if parts else b""

    @cached_property
    def digest(self) -> bytes:
        return sha256(self.to_bytes()).digest()
