"""Tests of the generator: the files are its own, it depends on nothing that it tests, and its books are in order."""
import ast
import json
import pathlib
import tempfile
import unittest

import jsonschema

from generator import files, registry, specification
from generator.cases import Suite
from generator.groups import groups, passes
from generator.objects.signed import Signed
from generator.unasked import UNASKED

HERE = pathlib.Path(__file__).resolve().parent
# What a module may import besides the generator's own. No clock, no randomness, no process, no network.
STANDARD = {"argparse", "dataclasses", "functools", "hashlib", "itertools", "json", "pathlib", "re", "sys", "typing"}
SIGNING = {"cryptography"}
# Which modules may read a file, or write one.
MAY_READ = {"registry.py", "specification.py", "files.py"}
MAY_WRITE = {"files.py"}
READING = {"read_text", "read_bytes", "glob", "rglob", "iterdir", "exists", "stat"}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rename", "touch"}
ESCAPES = {"open", "exec", "eval", "__import__", "input", "breakpoint"}


def made():
    """The suite and the texts of its files, made once for all tests."""
    if not hasattr(made, "result"):
        suite = Suite(groups(), specification.requirements())
        made.result = suite, files.rendered(suite)
    return made.result


class FilesTests(unittest.TestCase):
    def test_the_files_are_what_the_generator_makes(self):
        self.assertEqual(files.differences(made()[1]), [])

    def test_making_twice_gives_the_same_bytes(self):
        self.assertEqual(files.rendered(Suite(groups(), specification.requirements())), made()[1])

    def test_a_changed_a_missing_and_a_foreign_file_are_found(self):
        texts = made()[1]
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            files.write(texts, folder)
            self.assertEqual(files.differences(texts, folder), [])
            (folder / "pass.json").write_text(texts["pass.json"].replace("malformed", "expired", 1), encoding="utf-8")
            (folder / "flags.json").unlink()
            (folder / "other.json").write_text("{}", encoding="utf-8")
            found = files.differences(texts, folder)
            self.assertEqual([line.split(":")[0] for line in found], ["other.json", "pass.json", "flags.json"])
            files.write(texts, folder)
            self.assertEqual(files.differences(texts, folder), [])


class SchemaTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(made()[1]["schema.json"])
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)
        cls.documents = {
            name: json.loads(text) for name, text in made()[1].items() if name != "schema.json"
        }

    def test_every_file_is_valid(self):
        self.assertGreater(len(self.documents), 2)
        for name, document in self.documents.items():
            with self.subTest(name):
                self.assertTrue(self.validator.is_valid(document))

    def test_an_unknown_key_is_an_error(self):
        file = self.documents["pass.json"]
        case = file["cases"][0]
        self.assertTrue(self.validator.is_valid({**file, "cases": [case]}))
        step = {**case["steps"][0], "unknown": 1}
        for changed in (
            {**file, "cases": [case], "unknown": 1}, {**file, "cases": [{**case, "unknown": 1}]},
            {**file, "cases": [{**case, "steps": [step]}]}, {**self.documents["manifest.json"], "unknown": 1},
            {**self.documents["flags.json"], "unknown": 1},
        ):
            self.assertFalse(self.validator.is_valid(changed))

    def test_no_object_of_the_schema_is_open(self):
        objects = [node for node in nodes(self.schema) if node.get("type") == "object"]
        self.assertGreater(len(objects), 10)
        for node in objects:
            if node["additionalProperties"] is not False:
                self.assertIn("propertyNames", node)


def nodes(value):
    """Every object within a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


class DependencyTests(unittest.TestCase):
    def modules(self):
        found = [p for p in [*sorted(HERE.rglob("*.py")), HERE.parent / "generate"] if not p.name.endswith("_test.py")]
        self.assertGreater(len(found), 20)
        for path in found:
            yield path, ast.parse(path.read_text(encoding="utf-8"))

    def test_a_module_imports_the_generator_and_what_is_allowed(self):
        for path, tree in self.modules():
            with self.subTest(path.name):
                self.assertEqual(foreign_imports(tree), set())

    def test_cryptography_only_signs(self):
        users = {path.name for path, tree in self.modules() if imported(tree) & SIGNING}
        self.assertEqual(users, {"keys.py"})

    def test_only_the_registry_and_the_chapters_are_read(self):
        for path, tree in self.modules():
            calls = called(tree)
            with self.subTest(path.name):
                self.assertEqual(calls & ESCAPES, set())
                if path.name not in MAY_READ:
                    self.assertEqual(calls & READING, set())
                if path.name not in MAY_WRITE:
                    self.assertEqual(calls & WRITING, set())

    def test_the_checks_catch_what_they_are_for(self):
        self.assertEqual(foreign_imports(ast.parse("import subprocess")), {"subprocess"})
        self.assertEqual(foreign_imports(ast.parse("from datetime import date")), {"datetime"})
        self.assertEqual(foreign_imports(ast.parse("import json\nfrom . import files")), set())
        self.assertIn("open", called(ast.parse("open('Sources/Mapae/Pass.swift')")))
        self.assertIn("read_text", called(ast.parse("path.read_text()")))


def imported(tree):
    """The top-level names of all absolute imports of a module."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def foreign_imports(tree):
    return imported(tree) - STANDARD - SIGNING - {"generator"}


def called(tree):
    """Names of functions and methods that a module calls or hands on."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


class CoverageTests(unittest.TestCase):
    """What the cases cover."""

    def test_each_requirement_of_the_verifier_has_both_sides_or_a_reason(self):
        counts = made()[0].coverage(specification.requirements())
        self.assertEqual([id for id in UNASKED if id not in counts], [])
        one_sided = [id for id, (accepting, failing) in counts.items() if not (accepting and failing)]
        self.assertEqual(sorted(one_sided), sorted(UNASKED))

    def test_every_reason_is_given(self):
        given = {case.steps[-1]["expect"].get("reason") for case in made()[0].cases.values()}
        self.assertEqual([name for name in registry.reasons() if name not in given], [])

    def test_every_refusal_is_given(self):
        expected = [step["expect"] for case in made()[0].cases.values() for step in case.steps if "expect" in step]
        given = {expect.get("refusal") for expect in expected}
        given |= {entry["refusal"] for expect in expected for entry in expect.get("lists", [])}
        # STATUS-24 and STATUS-37: generator/unasked.py says why no case asks for this.
        self.assertEqual([name for name in registry.refusals() if name not in given], ["status-unsupported"])


class TwinTests(unittest.TestCase):
    """A case differs from its twin in one part. Where it has two faults, to show which decides, its flags say so."""
    ORDER = {"step-order", "load-order", "tie-order"}

    def test_a_case_differs_from_its_twin_in_one_part(self):
        cases = made()[0].cases
        failing = [case for case in cases.values() if case.twin]
        self.assertGreater(len(failing), 1_500)
        for case in failing:
            differing = different_parts(case.steps, cases[case.twin].steps)
            with self.subTest(case.id, differing=differing):
                self.assertGreater(len(differing), 0)
                if not self.ORDER & set(case.flags):
                    self.assertEqual(len(differing), 1)

    def test_a_difference_in_two_parts_is_found(self):
        case = next(case for case in made()[0].cases.values() if "verify" in case.steps[-1])
        other = [*case.steps[:-1], {**case.steps[-1], "clock": [0, 0], "bytes": b""}]
        self.assertEqual(different_parts(case.steps, other), ["clock", "input"])
        self.assertEqual(different_parts(case.steps, case.steps), [])


def different_parts(steps, others):
    a, b = parts(steps), parts(others)
    return [name for name in a if a[name] != b.get(name)]


def parts(steps):
    """What is held, policy, clock and input of a case's question; of a load, the anchor belongs to the input."""
    def input_of(step):
        given = step.get("text", step.get("bytes", step.get("texts")))
        return given.octets if isinstance(given, Signed) else given

    def asked(step):
        return {name: value for name, value in step.items() if name not in ("expect", "bytes", "texts")}, input_of(step)

    last, before = steps[-1], [asked(step) for step in steps[:-1]]
    if "verify" in last:
        return {"held": [before, last["verify"]], "policy": last["policy"], "clock": last["clock"],
                "input": input_of(last)}
    return {"held": before[1:], "input": [before[:1], input_of(last)]}


class BookkeepingTests(unittest.TestCase):
    def test_the_books_are_in_order(self):
        self.assertEqual(made()[0].faults, [])

    def faults_of(self, change):
        """The faults of the group pass alone, after a change to one of its failing cases."""
        group = passes.group()
        case = next(case for case in group.cases if case.twin)
        change(group, case)
        return [fault for fault in Suite([group], specification.requirements()).faults if "no case has it" not in fault]

    def test_each_fault_is_found(self):
        def set_(name, value):
            return lambda group, case: setattr(case, name, value)

        def twice(group, case):
            group.cases.append(case)

        for change, part in (
            (set_("requirements", ["no-such-id"]), "no-such-id is not defined"),
            (set_("requirements", []), "names no requirement"),
            (set_("flags", ["no-such-flag"]), "no-such-flag: not defined"),
            (set_("flags", []), "has a twin and no flag"),
            (set_("twin", "pass-nowhere"), "is nowhere"),
            (set_("twin", "pass-lifetime-0"), "is not accepting"),
            (set_("comment", "A lifetime of 0. It is signed."), "one sentence"),
            (set_("comment", "A lifetime of 0"), "one sentence"),
            (set_("id", "pass-Upper"), "lower-case letters"),
            (set_("id", "other-name"), "begins with its group's name"),
            (twice, "stands twice"),
        ):
            with self.subTest(part):
                self.assertTrue(any(part in fault for fault in self.faults_of(change)))

    def test_a_twin_stands_exactly_where_a_case_is_not_accepting(self):
        group = passes.group()
        failing = next(case for case in group.cases if case.twin)
        with self.assertRaises(ValueError):
            group.accepts("pass-wrong", "A failing case without a twin.", "PASS-1", failing.steps)


if __name__ == "__main__":
    unittest.main()
