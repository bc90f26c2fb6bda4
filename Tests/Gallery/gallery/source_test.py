"""That a fault changes the verifier as it is loaded, or fails."""
import ast
import subprocess
import unittest
from functools import cache

from . import faults  # noqa: F401 (it fills the registry)
from .asking import HONEST, WRONG
from .registry import VERIFIERS, wrong
from .source import FOLDER, NothingToPatch, Source


class Patches(unittest.TestCase):
    def test_one_that_finds_nothing_fails(self):
        with self.assertRaisesRegex(NothingToPatch, "0 times"):
            Source().swap("passes", "no such code", "pass")

    def test_one_that_finds_two_places_fails(self):
        with self.assertRaisesRegex(NothingToPatch, "[2-9] times"):
            Source().swap("passes", "fields.number(4)", "0")

    def test_each_of_the_gallery_changes_the_verifier_and_compiles(self):
        self.assertGreaterEqual(len(VERIFIERS), 80)
        for one in VERIFIERS.values():
            with self.subTest(one.name):
                source = one.source()
                self.assertTrue(list(source.difference()))
                for module, text in source.changed.items():
                    self.assertNotEqual(ast.dump(ast.parse(text)), self.honest(module))

    @staticmethod
    @cache
    def honest(module):
        return ast.dump(ast.parse(Source().text(module)))

    def test_a_name_stands_once(self):
        with self.assertRaises(ValueError):
            @wrong("PASS-2")
            def takes_a_lifetime_of_0(verifier):
                """There is one already."""

    def test_each_is_said_in_sentences(self):
        for one in VERIFIERS.values():
            with self.subTest(one.name):
                self.assertRegex(one.about, r"\A[A-Z0-9`*].*\.\Z")
                self.assertTrue(one.requirements)
                self.assertTrue(not one.turns_none or one.turns_none.endswith("."))


class Verifiers(unittest.TestCase):
    QUESTION = "0 hello 1\n1 open " + "00" * 32 + "\n2 verify 1 - - - - - no 0 0 bytes 11\n"

    def answers(self, *command):
        done = subprocess.run(command, input=self.QUESTION, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.splitlines()

    def test_a_wrong_one_answers_otherwise_than_the_honest_one(self):
        self.assertIn("rejected malformed", self.answers(HONEST)[2])
        self.assertIn("accepted", self.answers(WRONG, "always-accepts")[2])

    def test_the_honest_one_does_not_know_of_the_gallery(self):
        for path in FOLDER.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                self.assertNotIn("gallery", path.read_text(encoding="utf-8").lower(), path)
