"""Posters: what is put together and what is not."""

from hashlib import sha256
import unittest

from mapae.base41 import ALPHABET
from mapae.posters import whole_of

WHOLE = bytes(range(250)) * 4


def digits(raw: bytes) -> bytes:
    out = bytearray()
    for place in range(0, len(raw) - 1, 2):
        n = raw[place] << 8 | raw[place + 1]
        out += bytes(ALPHABET[d] for d in (n // 1681, n // 41 % 41, n % 41))
    if len(raw) % 2:
        out += bytes(ALPHABET[d] for d in divmod(raw[-1], 41))
    return bytes(out)


def part(number: int, count: int, content: bytes, whole: bytes = WHOLE) -> bytes:
    return b"MS1:" + digits(bytes([number, count]) + sha256(whole).digest()[:8] + content)


ONE, TWO = part(1, 2, WHOLE[:500]), part(2, 2, WHOLE[500:])


class Posters(unittest.TestCase):
    def test_whole(self):
        other = part(1, 2, b"x", b"other")
        for texts in ([ONE, TWO], [TWO, ONE], [ONE, ONE, TWO], [other, ONE, b"", b"MS1:0", TWO],
                      [b"MP1:00", TWO, b"\xff", ONE]):
            self.assertEqual(whole_of(texts), WHOLE)

    def test_nothing(self):
        for texts in ([], [ONE], [ONE, part(2, 3, WHOLE[500:])], [ONE, part(2, 2, b"forged")],
                      [ONE, TWO, part(2, 2, b"forged")], [part(2, 2, b"forged"), ONE, TWO],
                      [ONE, part(2, 2, WHOLE[500:], b"other")], [part(1, 1, b"x", b"x")]):
            self.assertIsNone(whole_of(texts))

    def test_parts_that_are_not_taken(self):
        for bad in (part(0, 2, b"x"), part(3, 2, b"x"), part(2, 2, b""), part(1, 2, bytes(635)),
                    ONE.lower(), ONE + b":", b"MP1:" + ONE[4:], b"MS1:"):
            self.assertEqual(whole_of([bad, ONE, TWO]), WHOLE)

    def test_greatest_content(self):
        whole = bytes(1268)
        texts = [part(n, 2, bytes(634), whole) for n in (1, 2)]
        self.assertEqual(len(texts[0]), 970)
        self.assertEqual(whole_of(texts), whole)
