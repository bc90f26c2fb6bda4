"""That the gallery's check fails where it has to."""
import pathlib
import tempfile
import unittest

from . import catches
from .catches import Catch
from .registry import Wrong


def one(turns_none=""):
    return {"takes-all": Wrong("takes-all", "It takes all.", ("PASS-2",), "passes", turns_none, False, print)}


class Faults(unittest.TestCase):
    def said(self, verifiers, found):
        return list(catches.faults(verifiers, {"takes-all": Catch.of(found, [])}))

    def test_one_that_no_case_catches(self):
        self.assertRegex(self.said(one(), {})[0], "no case catches it.*PASS-2")

    def test_one_that_was_never_asked(self):
        self.assertRegex(list(catches.faults(one(), {}))[0], "no case catches it")

    def test_one_that_only_a_wrong_reason_shows(self):
        self.assertRegex(self.said(one(), {"pass-a": "inexact"})[0], "only a wrong reason shows it, in pass-a")

    def test_one_that_is_said_to_show_no_more(self):
        self.assertEqual(self.said(one("Both reject."), {"pass-a": "inexact"}), [])

    def test_one_that_is_said_to_show_no_more_and_does(self):
        self.assertRegex(self.said(one("Both reject."), {"pass-a": "wrong"})[0], "pass-a shows that it does")

    def test_one_that_is_gone(self):
        self.assertRegex(self.said({}, {"pass-a": "wrong"})[0], "in no file of faults")

    def test_one_that_is_caught(self):
        self.assertEqual(self.said(one(), {"pass-a": "wrong"}), [])
        self.assertEqual(self.said(one(), {"pass-a": "error"}), [])


class Catches(unittest.TestCase):
    def test_verdicts_come_before_reasons_and_cases_about_it_before_others(self):
        found = {"a": "inexact", "b": "wrong", "c": "error", "d": "wrong", "e": "wrong"}
        catch = Catch.of(found, ["d"])
        self.assertEqual(list(catch.cases), ["d", "b", "e"])
        self.assertEqual((catch.by_verdict, catch.by_reason), (4, 1))

    def test_what_is_written_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "caught.json"
            known = {"takes-all": Catch.of({"pass-a": "wrong"}, [])}
            catches.write(known, file)
            self.assertEqual(catches.read(file), known)

    def test_those_that_a_single_case_catches_are_told(self):
        known = {"takes-all": Catch.of({"pass-a": "wrong"}, [])}
        self.assertEqual(catches.single(one(), known), {"takes-all": "pass-a"})
        known = {"takes-all": Catch.of({"pass-a": "wrong", "pass-b": "wrong"}, [])}
        self.assertEqual(catches.single(one(), known), {})

    def test_those_that_only_a_reason_shows_are_told_with_the_sentence_why(self):
        by_reason = {"takes-all": Catch.of({"pass-a": "inexact"}, [])}
        self.assertEqual(catches.by_reason(one("Both reject."), by_reason), {"takes-all": "Both reject."})
        for found in ({"pass-a": "wrong", "pass-b": "inexact"}, {}):
            self.assertEqual(catches.by_reason(one(), {"takes-all": Catch.of(found, [])}), {})
