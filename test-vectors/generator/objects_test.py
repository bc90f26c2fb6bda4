"""The encoders against spec/examples.md: from the fields and seeds that the chapter prints, they make its bytes."""
import pathlib
import re
import unittest

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from generator import curve, times
from generator.keys import Key, covered
from generator.objects.bundles import bundle
from generator.objects.claims import date
from generator.objects.deltas import Delta
from generator.objects.lists import COMPROMISED, Issuer, ListedKey, TrustList
from generator.objects.passes import Pass
from generator.objects.presentations import Presentation
from generator.objects.records import Record
from generator.objects.rules import Rule
from generator.objects.statuses import StatusList, parameter
from generator.objects.texts import base41, poster, text

CHAPTER = (pathlib.Path(__file__).resolve().parents[2] / "spec" / "examples.md").read_text(encoding="utf-8")
UTC = times.utc


class ExampleKey(Key):
    """A key of the chapter: its seed is one byte, 32 times."""

    def __init__(self, byte):
        self.secret = bytes([byte]) * 32
        self.private = Ed25519PrivateKey.from_private_bytes(self.secret)
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def block(name):
    return CHAPTER.split(f"<!-- begin {name} -->")[1].split("<!-- end -->")[0]


def octets(name):
    """The bytes of an annotated block: the hexadecimal column, line by line."""
    rows = re.findall(r"^ +\d+ {2}([0-9a-f]+)(?= |$)", block(name), re.MULTILINE)
    return bytes.fromhex("".join(rows))


def line(name):
    return re.search(r"^(?:MP1|MS1):.*$", block(name), re.MULTILINE)[0]


ROOTS = [ExampleKey(n) for n in (1, 2, 3, 4)]
RECORD_1 = Record(
    1, b"Northmark 2027, an example nonce", UTC(2027, 1, 4, 9), UTC(2027, 12, 31), tuple(k.public for k in ROOTS[:3]),
    2,
    (ExampleKey(0x11).public,), 1,
)
DIGEST = RECORD_1.digest
RECORD_2 = Record(
    2, DIGEST, UTC(2027, 2, 15, 9), UTC(2028, 12, 31), tuple(ROOTS[i].public for i in (0, 1, 3)), 2,
    (ExampleKey(0x12).public,), 1,
)
BOTH = [(0, ROOTS[0]), (1, ROOTS[1])]


def listed(number, until, flags=0):
    return ListedKey(number, ExampleKey(0x20 + number).public, until, flags)


LIST = TrustList(
    DIGEST, 2, 57, 5, UTC(2027, 3, 1), UTC(2027, 3, 15), UTC(2027, 3, 29),
    (Issuer(1, b"Northmark Health Office", (1, 2), (
        listed(1, UTC(2027, 3, 15)), listed(2, UTC(2027, 11, 28), COMPROMISED), listed(3, UTC(2027, 12, 27)),
        listed(4, UTC(2028, 1, 26)),
    )),),
    (Rule(1, 0x01, 0, 90 * 86_400, UTC(2027, 1, 15)).octets,
     Rule(2, 0x50, 14 * 86_400, 181 * 86_400, UTC(2027, 1, 14, 23), offset=0x44, condition=(0x11, 3)).octets),
).signed_by([(0, ExampleKey(0x12))])
CLAIMS = (
    (0x10, b"\x01"), (0x11, b"\x02"), (0x12, b"\x02"), (0x31, b"\x00\x01"), (0x40, date(1964, 8, 12)),
    (0x50, date(2027, 2, 18)), (0x60, b"Mustermann"), (0x61, b"Erika"), (0xF2, b"mRNA"),
)


def erika(serial=1001, more=()):
    claims = tuple(sorted((*CLAIMS, *more)))
    draft = Pass(DIGEST[:4], 3, 2, serial, UTC(2027, 3, 2, 10, 30), 0, 23_328_000, claims)
    return draft.signed_by(ExampleKey(0x23), DIGEST)


class ExamplesTests(unittest.TestCase):
    def test_records(self):
        self.assertEqual(RECORD_1.signed_by(BOTH), octets("record-1"))
        self.assertEqual(RECORD_2.signed_by(BOTH, BOTH), octets("record-2"))

    def test_trust_list_and_bundle(self):
        self.assertEqual(LIST, octets("list"))
        whole = bundle(octets("record-1"), octets("record-2"), LIST)
        self.assertEqual(text(whole), line("bundle-text"))
        self.assertEqual(poster(whole), re.findall(r"^MS1:.*$", block("poster"), re.MULTILINE))

    def test_status_list(self):
        status = StatusList(DIGEST[:4], 5, 1, UTC(2027, 3, 2, 6), UTC(2027, 3, 9, 6), 3, (5, 9, 200))
        self.assertEqual(status.signed_by(ExampleKey(0x29), DIGEST), octets("status-list"))

    def test_status_delta(self):
        newer = StatusList(DIGEST[:4], 5, 2, UTC(2027, 3, 3, 6), UTC(2027, 3, 10, 6), 6, (9, 77, 200))
        self.assertEqual(Delta(newer, 1, (77,)).signed_by(ExampleKey(0x29), DIGEST), octets("status-delta"))

    def test_pass(self):
        self.assertEqual(erika().octets, octets("pass"))
        self.assertEqual(text(erika().octets), line("pass-text"))
        label, digest, body = re.findall(r"^[0-9a-f]+$", block("signed"), re.MULTILINE)
        self.assertEqual(covered("pass", DIGEST, erika().body).hex(), label + digest + body)
        self.assertEqual(erika().octets.signed.hex(), label + digest + body)

    def test_presentation(self):
        phone = ExampleKey(0x41)
        shown = erika(1015, [(0x62, phone.public)]).octets
        made = Presentation(UTC(2027, 3, 10, 12), shown).signed_by(phone, DIGEST)
        self.assertEqual(made.octets, octets("presentation"))


class NumbersTests(unittest.TestCase):
    def test_base41_of_the_chapter(self):
        for octets_, digits in ((b"", ""), (b"\0", "00"), (b"\xff", "69"), (b"\0\0", "000"), (b"\xff\xff", "-:H"),
                                (b"Map", "BW62U")):
            self.assertEqual(base41(octets_), digits)

    def test_times(self):
        for seconds, written in ((0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
                                 (1_641_135_600, "2022-01-02T15:00:00Z"), (2**40 - 1, "36812-02-20T00:36:15Z")):
            self.assertEqual(times.text(seconds), written)
        self.assertEqual(UTC(2022, 1, 2, 15), 1_641_135_600)
        self.assertEqual(times.days(2000, 2, 29), 11_016)

    def test_parameter_of_a_status_list(self):
        self.assertEqual(parameter(3, 200, 3), 6)
        self.assertEqual(parameter(1, 5, 5), 0)

    def test_curve_against_the_library(self):
        key = Key("a test of the curve")
        self.assertEqual(curve.encode(curve.multiply(curve.secret_scalar(key.secret), curve.BASE)), key.public)
        self.assertEqual(curve.multiply(curve.L, curve.BASE), curve.IDENTITY)
        self.assertEqual([curve.order_of_small(p) for p in curve.torsion()], [1, 8, 4, 8, 2, 8, 4, 8])


if __name__ == "__main__":
    unittest.main()
