"""A status list, kind 5 (spec/status.md)."""
from dataclasses import dataclass

from ..octets import u8, u24, u32, u40

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
    if not serials:
        return u32(0)
    cut = blocks(serials, parameter(len(serials), serials[-1], first_live))
    index, end = b"", 0
    for first, octets in cut:
        end += len(octets)
        index += u32(first) + u32(end)
    return u32(len(serials)) + u32(serials[-1]) + u32(len(cut)) + index + b"".join(octets for _, octets in cut)


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
        return b"".join((
            u8(self.first), self.tag, u24(self.key_number), u8(self.generation), u32(self.number),
            u40(self.issued_at), u40(self.expires_at), u32(self.first_live),
        ))

    @property
    def body(self):
        return self.head + revoked(self.serials, self.first_live)

    def signed_by(self, key, digest):
        return self.body + key.sign("status", digest, self.body)
