"""The protocol: requests that are well-formed, and hostile ones."""

import json
from pathlib import Path
import subprocess
import unittest

from examples import SPEC
import making as m
from mapae.protocol import STATES, Session

VERIFIER = Path(__file__).resolve().parent.parent / "verifier"
ANCHOR = m.DOMAIN.hex()
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class Protocol(unittest.TestCase):
    def setUp(self):
        self.session = Session()

    def ask(self, line: str) -> str:
        return self.session.answer(line.encode() + b"\n")

    def test_hello(self):
        words = self.ask("0 hello 1").split(" ")
        self.assertEqual(words[:3], ["0", "hello", "1"])
        self.assertEqual(words[5], "core,text,presentations,status-lists,deltas,posters")
        self.assertIn("0 error", self.ask("0 hello 2"))

    def test_states(self):
        self.assertEqual(self.ask(f"1 open {ANCHOR}"), f"1 state {EMPTY}")
        self.assertEqual(self.ask("2 load 1 bytes 17"), f"2 refused malformed {EMPTY}")
        self.assertEqual(self.ask("3 drop 1"), "3 dropped")
        self.assertIn("4 error", self.ask("4 load 1 bytes 17"))
        self.assertEqual(self.ask("5 load 2 bytes -"), f"5 refused malformed {EMPTY}")
        self.assertEqual(self.ask("6 poster 2 -"), f"6 nothing {EMPTY}")
        self.assertIn("6 error", self.ask(f"6 open {ANCHOR}"))

    def test_most_states(self):
        for number in range(STATES):
            self.ask(f"{number} open {ANCHOR}")
        self.assertIn("999 error", self.ask(f"999 open {ANCHOR}"))

    def test_verify(self):
        self.ask(f"1 open {ANCHOR}")
        self.ask("2 load 1 bytes " + m.bundle(m.FIRST, m.trust_list()).hex())
        raw = m.make_pass().hex()
        good = f"verify 2 {ANCHOR}:1 - - - - no 2000 2000 bytes {raw}"
        self.assertEqual(self.ask("3 " + good), "3 accepted - authentic refresh-due -")
        self.assertEqual(self.ask(f"4 verify - - - - - - no -5 0 bytes {raw}"),
                         "4 undecided unknown-domain not-authentic - -")
        for number, (old, new) in enumerate((
                ("verify 2", "verify 2,1"), ("verify 2", "verify 9"), (":1 ", ":01 "), (":1 ", ":65536 "),
                (":1 ", ":1:1 "), (":1 ", ":1:zz "), (":1 ", ":1,"), (":1 ", f":1,{ANCHOR}:1 "),
                ("no 2000", "maybe 2000"), ("2000 2000", "2001 2000"), ("2000 2000", "-0 2000"),
                ("2000 2000", "02000 2000"), ("- - - - no", "- -1 - - no"), ("- - - - no", "- - 4294967296 - no"),
                ("- - - - no", f"- - - {'00' * 33} no"), ("- - - - no", "xx - - - no"), ("bytes", "octets"),
                (raw, raw.upper()), (raw, raw + "0"), (raw, raw + " "), (raw, ""), (raw, "é"))):
            with self.subTest(new=new):
                answer = self.ask(f"{number + 10} " + good.replace(old, new, 1))
                self.assertIn(f"{number + 10} error", answer)

    def test_hostile_lines(self):
        for line in (b"", b"\n", b" \n", b"\xff\n", b"x y\n", b"01 hello 1\n", b"4294967296 hello 1\n",
                     b"1\n", b"1 \n", b"1  hello 1\n", b"1 hello  1\n", b"1 hello 1 \n", b"1 hello 1\r\n",
                     b"1 hello 1", b"1 open " + b"0" * 63 + b"\n", b"9" * 5000 + b" hello 1\n",
                     b"1 verify" + b" 9" * 11 + b"\n", b"1 drop " + b"9" * 5000 + b"\n"):
            answer = self.session.answer(line)
            self.assertRegex(answer, r"^(0|1) error [ -~]+$", line)

    def test_longest_answer(self):
        """CONF-3: no bundle has more refusals, and no refusal of a status list has a longer name."""
        entries = json.loads((SPEC / "registry" / "refusals.json").read_text("utf-8"))["refusals"]
        longest = max(len(entry["name"]) for entry in entries if entry["name"].startswith("status-"))
        self.assertLess(65_536 * (len("65536:,") + longest) + len(f"4294967295 loaded {EMPTY} \n"), 4_194_304)
        self.ask(f"1 open {ANCHOR}")
        refused = self.ask("2 load 1 bytes 16" + "0000000115" * 65_536).split(" ")[3].split(",")
        self.assertEqual(len(refused), 65_536)
        self.assertEqual(refused[-1], "65536:status-malformed")

    def test_program(self):
        asked = f"0 hello 1\n1 open {ANCHOR}\nnonsense\n2 drop 1\n"
        done = subprocess.run([VERIFIER], input=asked.encode(), capture_output=True, timeout=60)
        words = [line.split(" ")[1] for line in done.stdout.decode().splitlines()]
        self.assertEqual((done.returncode, words), (0, ["hello", "state", "error", "dropped"]))
        self.assertEqual(done.stderr, b"")
