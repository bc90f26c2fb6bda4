"""The layout of signed objects, as far as their signatures and public keys have to be found in them."""


class Reader:
    """Reads one field behind the other; what is not there is an IndexError."""

    def __init__(self, data, offset=0):
        self.data, self.offset = data, offset

    def skip(self, count):
        if self.offset + count > len(self.data):
            raise IndexError
        self.offset += count

    def integer(self, width):
        self.skip(width)
        return int.from_bytes(self.data[self.offset - width:self.offset], "big")

    def keys(self, count, before, behind):
        """Offsets of public keys that stand among other fields."""
        for _ in range(count):
            self.skip(before)
            yield self.offset
            self.skip(32 + behind)


def record(data):
    """How many bytes are signed, and where the public keys stand."""
    reader, keys = Reader(data, 44), []
    for _ in range(2):
        keys += reader.keys(reader.integer(1), 0, 0)
        reader.skip(1)
    return reader.offset, keys


def trust_list(data):
    reader, keys = Reader(data, 57), []
    for _ in range(reader.integer(2)):
        reader.skip(2)
        reader.skip(reader.integer(1))
        reader.skip(2 * reader.integer(1))
        reader.skip(5)
        keys += reader.keys(reader.integer(2), 3, 6)
    for _ in range(reader.integer(1)):
        reader.skip(reader.integer(1))
    return reader.offset, keys


HOLDER_KEY = 0x62
"""The claim's tag."""


def claims(data, start, end):
    """Where a holder key stands among the claims."""
    reader = Reader(data, start)
    while reader.offset < end:
        tag = reader.integer(1)
        size = tag >> 5 & 3
        length = reader.integer(1) if size == 3 else size + 1
        if tag == HOLDER_KEY and length == 32:
            yield reader.offset
        reader.skip(length)


def presentation(data):
    """Of what is left of a presentation without its two signatures."""
    head = 7 + data[6]
    return len(data), list(claims(data, head + 27, len(data)))


def unsigned(data):
    """The bytes without signatures, and where public keys stand in them."""
    kind = data[0] & 15
    if kind == 1:
        return data[:-64], list(claims(data, 27, len(data) - 64))
    if kind == 2:
        data = data[:-128]
        return data, presentation(data)[1]
    if kind in (3, 4):
        length, keys = (record if kind == 3 else trust_list)(data)
        return data[:length], keys
    return data[:-64], []


def parts(bundle):
    """The parts of a bundle."""
    reader = Reader(bundle, 1)
    while reader.offset < len(bundle):
        length = reader.integer(4)
        reader.skip(length)
        yield bundle[reader.offset - length:reader.offset]
