"""A status list, kind 5 (spec/status.md)."""
from dataclasses import dataclass

from .. import times
from ..keys import covered
from ..octets import u8, u24, u32, u40
from .fields import Field, Octets

BLOCK = 256
CUT = 24


def parameter(count, greatest, first_live):
    """k: ⌊log2((greatest − first live + 1) / c)⌋, without a logarithm that rounds."""
    return max(((greatest - first_live + 1) // count).bit_length() - 1, 0)


def packed(bits):
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def blocks(serials, k):
    """(first serial, bytes) of each block."""
    result, previous = [], None
    for serial in serials:
        gap = None if previous is None else serial - previous - 1
        if gap is None or result[-1][1] == BLOCK or gap >> k >= CUT:
            result.append([serial, 1, ""])
        else:
            low = format(gap & (1 << k) - 1, f"0{k}b") if k else ""
            result[-1][1] += 1
            result[-1][2] += "0" * (gap >> k) + "1" + low
        previous = serial
    return [(first, packed(bits)) for first, _, bits in result]


def revoked(serials, first_live):
    """The table of revoked serials of an ascending sequence."""
    return Octets(revoked_fields(serials, first_live))


def revoked_fields(serials, first_live):
    yield Field("count", u32(len(serials)), str(len(serials)))
    if not serials:
        return
    k = parameter(len(serials), serials[-1], first_live)
    cut = blocks(serials, k)
    yield Field("greatest", u32(serials[-1]), str(serials[-1]))
    yield Field("block count", u32(len(cut)), f"{len(cut)}, and k is {k}")
    end = 0
    for first, octets in cut:
        end += len(octets)
        yield Field("index", u32(first) + u32(end), f"a block from serial {first}, which ends at {end}")
    for first, octets in cut:
        if octets:
            yield Field("block", octets, f"the gaps behind serial {first}")


@dataclass(frozen=True)
class StatusList:
    tag: bytes
    key_number: int
    number: int
    issued_at: int
    expires_at: int
    first_live: int = 0
    serials: tuple = ()
    generation: int = 0
    first: int = 0x15

    @property
    def head(self):
        """All fields before the revoked serials."""
        return Octets(self.head_fields(self.first))

    def head_fields(self, first):
        yield Field("first byte", u8(first), f"version {first >> 4}, kind {first & 15}")
        yield Field("domain tag", self.tag, "begins the domain digest")
        yield Field("key number", u24(self.key_number), str(self.key_number))
        yield Field("generation", u8(self.generation), str(self.generation))
        yield Field("number", u32(self.number), str(self.number))
        yield Field("issued at", u40(self.issued_at), times.text(self.issued_at))
        yield Field("expires at", u40(self.expires_at), times.text(self.expires_at))
        yield Field("first live", u32(self.first_live), str(self.first_live))

    @property
    def body(self):
        return self.head + revoked(self.serials, self.first_live)

    def signed_by(self, key, digest):
        return self.body + signature(key, digest, self.body)


def signature(key, digest, body):
    """A signature over the body of a status list."""
    return Octets([Field("signature", key.sign("status", digest, body))], covered("status", digest, body))
