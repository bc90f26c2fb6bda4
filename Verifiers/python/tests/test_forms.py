"""Text, wording, dates, claims and the registry."""

import json
import unittest

from examples import SPEC
from mapae import base41, registry
from mapae.claims import are_valid, is_understood, read_claims
from mapae.dates import days_of
from mapae.octets import Malformed
from mapae.wording import is_wording


class Base41(unittest.TestCase):
    def test_table_of_the_chapter(self):
        for raw, digits in (("", ""), ("00", "00"), ("ff", "69"), ("0000", "000"),
                            ("ffff", "-:H"), ("4d6170", "BW62U")):
            self.assertEqual(base41.decode(digits.encode()), bytes.fromhex(raw))

    def test_faults(self):
        for digits in ("0", "0000", "6a", "6 ", "00\n", "-:I", ":::", "6A", "::", "é", "0%0"):
            with self.subTest(digits=digits), self.assertRaises(Malformed):
                base41.decode(digits.encode())

    def test_more_than_one_chunk(self):
        size = base41.CHUNK // 3 * 2 + 3
        self.assertEqual(base41.decode(b"000" * (size // 2) + b"69"), bytes(size - 1) + b"\xff")

    def test_prefix(self):
        for text in (b"", b"MP1", b"mp1:00", b" MP1:00", b"MP2:00", b"MS1:00"):
            with self.subTest(text=text), self.assertRaises(base41.ForeignText):
                base41.object_of(text)


class Wording(unittest.TestCase):
    def test_good(self):
        for text in ("a", "홍길동", "\u200c\u200d\ufe0f\U000e0100", " ", "\u2065", "\ue000", "\U0010fffd"):
            self.assertTrue(is_wording(text.encode(), 40), text)

    def test_forbidden_code_points(self):
        for point in (0, 0x1F, 0x7F, 0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028,
                      0x2029, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x206F, 0xFDD0, 0xFDEF,
                      0xFEFF, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0000, 0xE007F):
            self.assertFalse(is_wording(b"a" + chr(point).encode(), 40), hex(point))

    def test_bad_bytes(self):
        for value in (b"", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\x80"):
            self.assertFalse(is_wording(value, 40), value)

    def test_limit_counts_bytes(self):
        self.assertTrue(is_wording("é".encode(), 2))
        self.assertFalse(is_wording("é".encode(), 1))


class Dates(unittest.TestCase):
    def test_examples(self):
        day = (2021 * 512 + 2 * 32 + 18).to_bytes(3, "big")
        self.assertEqual(day.hex(), "0fca52")
        self.assertEqual(days_of(day), (18_676, 18_676))
        self.assertEqual(days_of(bytes.fromhex("0f5600")), (-2557, -2193))  # 1963

    def test_precision(self):
        month = 2024 << 9 | 2 << 5
        self.assertEqual(days_of(month.to_bytes(3, "big")), (19_754, 19_782))

    def test_no_dates(self):
        for year, month, day in ((0, 1, 1), (10_000, 1, 1), (2023, 2, 29), (2023, 0, 1),
                                 (2023, 13, 0), (2023, 15, 1), (2023, 4, 31), (1900, 2, 29)):
            bits = year << 9 | month << 5 | day
            self.assertIsNone(days_of(bits.to_bytes(3, "big")), (year, month, day))
        self.assertIsNone(days_of((1 << 23 | 2023 << 9).to_bytes(3, "big")))
        self.assertIsNotNone(days_of((9999 << 9).to_bytes(3, "big")))
        self.assertIsNotNone(days_of((2000 << 9 | 2 << 5 | 29).to_bytes(3, "big")))


class Claims(unittest.TestCase):
    def test_form(self):
        self.assertEqual(read_claims(bytes.fromhex("100120aabb40010203600161")),
                         {0x10: b"\1", 0x20: b"\xaa\xbb", 0x40: b"\1\2\3", 0x60: b"a"})

    def test_malformed(self):
        for claims in ("10", "2001", "400102", "60", "6000", "600261", "10011001", "11011001"):
            with self.subTest(claims=claims), self.assertRaises(Malformed):
                read_claims(bytes.fromhex(claims))

    def test_types(self):
        good = {0x40: b"\x0f\x56\x00", 0x60: b"a", 0xE0: b"A<"}
        self.assertTrue(are_valid(good, registry.ACCESS))
        for tag, value in ((0x40, b"\0\0\0"), (0x60, b"\0"), (0x60, b"a" * 161), (0xE0, b"<A"),
                           (0xE0, b"a"), (0xE0, b"A" * 81), (0xE0, b"A\n"), (0x62, bytes(31)),
                           (0x63, b"1963")):
            self.assertFalse(are_valid(good | {tag: value}, registry.ACCESS), (tag, value))

    def test_country(self):
        for country, valid in ((b"AT", True), (b"ZZ", True), (b"at", False), (b"A1", False)):
            claims = {0x10: b"\1", 0x50: b"\x0f\x56\x00", 0x30: country}
            self.assertEqual(are_valid(claims, registry.VACCINATION), valid)

    def test_required_and_excluded(self):
        disease, text, date = {0x10: b"\xff"}, {0x70: b"a"}, {0x50: b"\x0f\x56\x00"}
        for claims, valid in ((disease | date, True), (text | date, True), (date, False),
                              (disease, False), (disease | text | date, False)):
            self.assertEqual(are_valid(claims, registry.VACCINATION), valid)
        self.assertTrue(are_valid({}, 9))

    def test_tags_of_another_profile_have_no_type(self):
        self.assertTrue(are_valid({0x50: b"\0\0\0"}, registry.ACCESS))

    def test_understanding(self):
        for tag, profile, scope, known in (
                (0x10, 1, (), False), (0x10, 2, (), True), (0x60, 9, (), True), (0x10, 9, (0x10,), False),
                (0x0C, 1, (), False), (0x0C, 1, (0x0C,), True), (0x1C, 9, (0x1C,), True),
                (0x10, 61_440, (0x10,), True), (0x10, 61_440, (), False), (0x0B, 61_440, (0x0B,), False)):
            self.assertEqual(is_understood(tag, profile, frozenset(scope)), known, (tag, profile))


class Registry(unittest.TestCase):
    """The tables that are written out are those of spec/registry/*.json."""

    def read(self, name: str) -> dict:
        return json.loads((SPEC / "registry" / f"{name}.json").read_text("utf-8"))

    def test_claims(self):
        profiles = {"common": registry.COMMON_CLAIMS} | {
            entry["name"]: registry.PROFILE_CLAIMS[entry["number"]]
            for entry in self.read("profiles")["profiles"]}
        listed = self.read("claims")["claims"]
        self.assertEqual(len(listed), sum(map(len, profiles.values())))
        for entry in listed:
            claims = profiles[entry["profile"]]
            names = {claim.name: tag for tag, claim in claims.items()}
            self.assertEqual(claims[entry["tag"]], registry.Claim(
                entry["name"], entry["type"], entry.get("max"), names.get(entry.get("excludes"))))

    def test_profiles(self):
        table = self.read("profiles")
        private = table["privateUse"]
        self.assertEqual(registry.PRIVATE_PROFILES, range(private["first"], private["last"] + 1))
        for entry in table["profiles"]:
            claims = registry.PROFILE_CLAIMS[entry["number"]]
            groups = tuple(tuple(claims[tag].name for tag in group)
                           for group in registry.REQUIRED_CLAIMS[entry["number"]])
            self.assertEqual(groups, tuple(map(tuple, entry["required"])))

    def test_reasons(self):
        rejected = {entry["name"] for entry in self.read("reasons")["reasons"]
                    if entry["outcome"] == "rejected"}
        self.assertEqual(registry.REJECTIONS, rejected)
