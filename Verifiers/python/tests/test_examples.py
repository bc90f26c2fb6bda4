"""The objects and verdicts of chapter Examples, also through the protocol."""

from hashlib import sha256
import unittest

import examples
from mapae import base41, signatures
from mapae.opening import well_formed
from mapae.presentations import read_presentation
from mapae.protocol import Session
from mapae.passes import read_pass
from mapae.records import read_record
from mapae.status_lists import read_status_list
from mapae.trust_lists import read_trust_list
from signing import public, sign

ANCHORS = {row[0]: row[1] for row in examples.table("anchor")}
NORTHMARK = next(iter(ANCHORS.values()))
SOUTHMARK = ANCHORS["domain digest of Southmark"]
CHALLENGE = "000102030405060708090a0b0c0d0e0f"


class Objects(unittest.TestCase):
    def test_keys(self):
        rows = examples.table("keys")
        self.assertEqual(len(rows), 18)
        for _, seed, key in rows:
            self.assertEqual(public(int(seed[:2], 16)).hex(), key)

    def test_records(self):
        first, second = (read_record(examples.dump(f"record-{n}")) for n in (1, 2))
        self.assertEqual(first.digest.hex(), NORTHMARK)
        self.assertEqual(second.digest.hex(), ANCHORS["digest of record 2"])
        self.assertEqual(second.domain, first.digest)
        self.assertEqual((len(first.raw), len(second.raw)), (308, 436))

    def test_trust_list(self):
        trust_list = read_trust_list(examples.dump("list"))
        self.assertEqual(trust_list.place, (2, 57))
        self.assertEqual(sorted(trust_list.keys), [1, 2, 3, 4])
        self.assertTrue(trust_list.keys[2].is_compromised)
        self.assertEqual(len(trust_list.rules), 2)

    def test_status_list(self):
        status_list = read_status_list(examples.dump("status-list"))
        self.assertEqual(list(status_list.revoked.runs()), [[5, 9, 200]])
        self.assertEqual(status_list.revoked.k, 6)
        message = status_list.message(bytes.fromhex(NORTHMARK))
        self.assertTrue(signatures.is_good(status_list.signature, public(0x29), message))

    def test_bundle_text(self):
        [text] = examples.texts("bundle-text")
        parts = [examples.dump(name) for name in ("record-1", "record-2", "list")]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        self.assertEqual(base41.object_of(text), b"\x16" + framed)

    def test_pass(self):
        raw = examples.dump("pass")
        self.assertEqual(base41.object_of(examples.texts("pass-text")[0]), raw)
        erika = read_pass(raw)
        signed = bytes.fromhex("".join(examples.block("signed").split("\n")[1:4]))
        message = signatures.covered(signatures.PASS, bytes.fromhex(NORTHMARK), erika.signed)
        self.assertEqual(message, signed)
        self.assertEqual(erika.signature, sign(0x23, message))

    def test_presentation(self):
        raw = examples.dump("presentation")
        self.assertEqual(base41.object_of(examples.texts("presentation-text")[0]), raw)
        self.assertEqual(read_presentation(raw).challenge, b"")

    def test_request_is_no_pass(self):
        raw = examples.dump("request")
        self.assertEqual(base41.object_of(examples.texts("request-text")[0]), raw)
        with self.assertRaisesRegex(Exception, "malformed"):
            well_formed(raw)


class Verdicts(unittest.TestCase):
    def setUp(self):
        self.session = Session()
        self.count = 0
        _, word, _ = self.ask("open", NORTHMARK).split(" ")
        self.assertEqual(word, "state")
        self.bundle = examples.texts("bundle-text")[0]
        self.digest = sha256(base41.object_of(self.bundle)).hexdigest()

    def ask(self, *words: str) -> str:
        self.count += 1
        return self.session.answer((" ".join((str(self.count),) + words) + "\n").encode())

    def test_load(self):
        answer = self.ask("load", "1", "text", self.bundle.hex())
        self.assertEqual(answer, f"2 loaded {self.digest} -")
        again = self.ask("load", "2", "text", self.bundle.hex())
        self.assertEqual(again, f"3 loaded {self.digest} -")
        status = (b"\x16" + (113).to_bytes(4, "big") + examples.dump("status-list")).hex()
        answer = self.ask("load", "2", "bytes", status)
        self.assertEqual(answer, f"4 loaded {self.digest} 1:status-key-not-yet-known")

    def test_load_from_record_2(self):
        self.assertIn("state", self.ask("open", ANCHORS["anchor at record 2"].upper()))
        answer = self.ask("load", "2", "text", self.bundle.hex())
        parts = [examples.dump(name) for name in ("record-2", "list")]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        digest = sha256(b"\x16" + framed).hexdigest()
        self.assertEqual(answer, f"3 loaded {digest} -")

    def test_poster(self):
        texts = [text.hex() for text in examples.texts("poster")]
        self.assertEqual(len(texts), 2)
        for order in (texts, texts[::-1], texts + texts):
            answer = self.ask("poster", "1", ",".join(order))
            self.assertIn(f"loaded {self.digest} -", answer)
        self.assertIn("nothing", self.ask("poster", "1", texts[0]))
        self.assertIn("nothing", self.ask("poster", "1", "-"))

    def test_verdict_table(self):
        self.ask("load", "1", "text", self.bundle.hex())
        policies = {name: policy_words(name) for name in (
            "door", "visitors only", "home Southmark", "tag 0x1c", "challenge", "bare")}
        texts = examples.pass_texts()
        rows = examples.table("verdicts")
        self.assertEqual(len(rows), 56)
        for row in rows:
            name, earliest, latest, policy, outcome, reason, instant, authentic, advisories = row
            answer = self.ask(
                "verify", "2", *policies[policy], str(examples.seconds(earliest)),
                str(examples.seconds(latest)), "text", texts[name].hex())
            expected = (outcome, reason or "-", "authentic" if authentic == "yes" else "not-authentic",
                        advisories or "-", str(examples.seconds(instant)) if instant else "-")
            with self.subTest(row=row):
                self.assertEqual(answer.split(" ")[1:], list(expected))


def policy_words(name: str) -> list[str]:
    """Scopes, home, size, age, challenge and bare."""
    scopes = [f"{NORTHMARK}:1", f"{NORTHMARK}:2"]
    if name == "visitors only":
        scopes = scopes[:1]
    if name == "tag 0x1c":
        scopes[1] += ":1c"
    return [",".join(scopes), SOUTHMARK if name == "home Southmark" else "-", "1024", "60",
            CHALLENGE if name == "challenge" else "-", "yes" if name == "bare" else "no"]
