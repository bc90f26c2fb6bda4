"""Each fault that requirements.py finds, once, beside a specification that has none."""
import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import requirements

README = """# Spec

| chapter | what | ids |
|---|---|---|
| [Pass](pass.md) | the pass | `PASS`, `CLAIM` |
| [Text](text.md) | the text | `TEXT` |
"""
PASS = """# Pass

- **PASS-1** (verifier) A pass MUST be short, see [Alphabet](text.md#the-alphabet).
- **PASS-2** (issuer) *withdrawn*
- **PASS-3** (holder) A holder SHOULD NOT
  lend a pass.
- **CLAIM-1** (authority) A claim MUST NOT lie.

*PASS-1 is why. UTF-8 and COVID-19 are no ids.*
"""
TEXT = """# Text

The words MUST and SHOULD are those of BCP 14.

## The alphabet

- **TEXT-1** (verifier) A text MUST begin well ([PASS-3](pass.md)).
"""


class RequirementsTest(unittest.TestCase):
    def run_on(self, *arguments, **changes):
        """Exit status, output and faults for the good specification after changes: file name to a text, or to a pair to
        replace."""
        files = {
            "spec/README.md": README, "spec/pass.md": PASS, "spec/text.md": TEXT, "Sources/A.swift": "// PASS-1.\n",
        }
        for name, change in changes.items():
            if isinstance(change, tuple):
                self.assertIn(change[0], files[name], "the test's own change must change something")
                files[name] = files[name].replace(*change)
            else:
                files[name] = change
        with tempfile.TemporaryDirectory() as folder:
            top = pathlib.Path(folder)
            for name, text in files.items():
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                (top / name).write_text(text, encoding="utf-8")
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = requirements.main(list(arguments), top)
        return status, out.getvalue(), err.getvalue().splitlines()

    def check_fault(self, expected, **changes):
        """One fault, and just this one: so that one fault cannot hide another."""
        status, _, faults = self.run_on(**changes)
        self.assertEqual(status, 1)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(expected, faults[0])

    def test_good_specification(self):
        status, out, faults = self.run_on()
        self.assertEqual((status, faults), (0, []))
        self.assertIn("5 requirements: 2 of the verifier, 0 of the issuer, 1 of the authority, 1 of the holder", out)

    def test_json(self):
        status, out, _ = self.run_on("--json")
        entries = {entry["id"]: entry for entry in json.loads(out)}
        self.assertEqual(status, 0)
        self.assertEqual(sorted(entries), ["CLAIM-1", "PASS-1", "PASS-2", "PASS-3", "TEXT-1"])
        self.assertEqual(entries["PASS-1"]["mentions"], ["spec/pass.md:9", "Sources/A.swift:1"])
        self.assertEqual(entries["PASS-3"]["sentence"], "A holder SHOULD NOT lend a pass.")
        self.assertTrue(entries["PASS-2"]["withdrawn"])

    def test_list(self):
        status, out, _ = self.run_on("--list")
        self.assertEqual(status, 0)
        self.assertIn("CLAIM-1\tauthority\tpass.md\tA claim MUST NOT lie.\n", out)

    def test_duplicate_id(self):
        change = ("*PASS-1 is", "- **PASS-1** (issuer) It MUST be.\n\n*PASS-1 is")
        self.check_fault("PASS-1 stands 2 times", **{"spec/pass.md": change})

    def test_malformed_id(self):
        for bad in (
            "**CLAIM-02** (issuer)", "**Claim-2** (issuer)", "**CLAIM 2** (issuer)", "**CLAIM-2**",
            "**CLAIM-2**: (issuer)",
        ):
            with self.subTest(bad):
                change = ("*PASS-1 is", f"- {bad} It MUST be.\n\n*PASS-1 is")
                status, _, faults = self.run_on(**{"spec/pass.md": change})
                self.assertEqual(status, 1)
                self.assertIn("spec/pass.md:9: a malformed requirement", faults[0])

    def test_gap(self):
        change = ("*PASS-1 is", "- **CLAIM-3** (issuer) It MUST be.\n\n*PASS-1 is")
        self.check_fault("CLAIM-2 is missing", **{"spec/pass.md": change})

    def test_unknown_role(self):
        self.check_fault("unknown role door", **{"spec/text.md": ("(verifier)", "(door)")})

    def test_unknown_prefix(self):
        self.check_fault("gives DOOR to no chapter", **{"spec/text.md": TEXT + "- **DOOR-1** (issuer) It MUST be.\n"})

    def test_prefix_of_another_chapter(self):
        self.check_fault("CLAIM belongs to pass.md", **{"spec/text.md": TEXT + "- **CLAIM-2** (issuer) It MUST be.\n"})

    def test_keyword_outside(self):
        for word in ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT"):
            with self.subTest(word):
                self.check_fault(f"{word} outside a requirement", **{"spec/text.md": TEXT + f"\nIt {word} be.\n"})

    def test_keyword_not_ours(self):
        for word in ("SHALL", "SHALL NOT", "REQUIRED", "RECOMMENDED", "MAY", "OPTIONAL"):
            with self.subTest(word):
                self.check_fault(f"{word} is not one", **{"spec/text.md": TEXT + f"\nIt {word} be.\n"})

    def test_two_keywords(self):
        self.check_fault("here MUST, MUST NOT", **{"spec/text.md": ("begin well", "begin and MUST NOT end well")})

    def test_no_keyword(self):
        self.check_fault("here none", **{"spec/text.md": ("MUST begin", "begins")})

    def test_withdrawn_with_keyword(self):
        self.check_fault("none once withdrawn", **{"spec/pass.md": ("*withdrawn*", "*withdrawn*: it MUST be.")})

    def test_withdrawn_in_sources(self):
        self.check_fault("Sources/A.swift:1: PASS-2 is withdrawn", **{"Sources/A.swift": "// PASS-2.\n"})

    def test_undefined_id(self):
        for name in ("Sources/A.swift", "Tests/A.swift", "spec/more.md"):
            with self.subTest(name):
                self.check_fault(f"{name}:1: PASS-4 is not defined", **{name: "PASS-4.\n"})

    def test_digits_of_a_text_are_no_id(self):
        status, _, faults = self.run_on(**{"Sources/A.swift": '// PASS-1 of "MS1:06.XUIB-10.4F".\n'})
        self.assertEqual((status, faults), (0, []))

    def test_misspelt_prefix(self):
        self.check_fault("PAAS-1 is not defined", **{"Sources/A.swift": "// PAAS-1.\n"})

    def test_dead_link_to_file(self):
        self.check_fault("dead link nowhere.md: no such file", **{"spec/text.md": TEXT + "\n[x](nowhere.md)\n"})

    def test_dead_link_to_heading(self):
        change = TEXT + "\n[x](pass.md#nothing)\n"
        self.check_fault("dead link pass.md#nothing: no such heading", **{"spec/text.md": change})

    def test_dead_link_to_own_heading(self):
        self.check_fault("dead link #nothing", **{"spec/text.md": TEXT + "\n[x](#nothing) but [y](#the-alphabet)\n"})

    def test_dead_link_from_the_top(self):
        self.check_fault("README.md:1: dead link spec/nowhere.md", **{"README.md": "[x](spec/nowhere.md)\n"})

    def test_no_requirement(self):
        files = {"spec/pass.md": "# Pass\n", "spec/text.md": "# Text\n", "Sources/A.swift": ""}
        status, _, faults = self.run_on(**files)
        self.assertEqual((status, faults), (1, ["spec: no requirement found"]))

    def test_no_table_of_chapters(self):
        status, _, faults = self.run_on(**{"spec/README.md": "# Spec\n"})
        self.assertEqual(status, 1)
        self.assertIn("spec/README.md: no table of chapters with their ids", faults)


if __name__ == "__main__":
    unittest.main()
