"""Tests of what the files say of inputs: recipes make what was signed, and fields stand where they are said to."""
import json
import pathlib
import re
import unittest

from generator.generator_test import made
from generator.objects.recipes import Number, Recipe, Times, recipe, zeros

README = pathlib.Path(__file__).resolve().parents[1] / "README.md"


class RecipeTests(unittest.TestCase):
    """A reader of the README makes of a recipe what the generator signed."""

    def test_the_code_of_the_readme_makes_every_recipe(self):
        names = {}
        exec(re.search(r"```python\n(def made.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[1], names)
        given = [step["bytes"] for case in made()[0].cases.values() for step in case.steps
                 if isinstance(step.get("bytes"), Recipe)]
        self.assertGreater(len(given), 15)
        for recipe in given:
            octets = recipe.octets
            self.assertEqual(len(octets), len(recipe))
            self.assertTrue(names["made"](recipe.written()) == octets)

    def test_numbers_rise_and_pieces_are_joined(self):
        made = recipe(b"a", b"", b"b", Times(3, (Number(254, 1, 2), b"-")), recipe(b"c", zeros(513)))
        self.assertEqual(made.octets, b"ab" + b"\0\xfe-\0\xff-\1\0-" + b"c" + bytes(513))
        self.assertEqual(len(made), len(made.octets))
        self.assertEqual(made.written()["pieces"][0], "6162")
        with self.assertRaises(OverflowError):
            recipe(Times(2, (Number(255, 1, 1),))).octets


class ValuesTests(unittest.TestCase):
    """What the files say of fields is what stands in their bytes."""

    def described(self):
        """Each case with values, its question, and the bytes that these are about."""
        for name, text in made()[1].items():
            file = json.loads(text)
            for case in file.get("cases", []) if "objects" in file else []:
                if "values" in case:
                    shown = case["steps"][-1].get("bytes")
                    if isinstance(shown, dict):
                        shown = file["objects"][shown["object"]]
                    yield case, case["steps"][-1], bytes.fromhex(case["values"].get("bytes", shown))

    def test_fields_stand_where_they_are_said_to(self):
        kinds = {}
        for case, step, octets in self.described():
            values = case["values"]
            kind = next(name for name in ("verify", "load", "poster") if name in step) + " text" * ("text" in step)
            kinds[kind] = kinds.get(kind, 0) + 1
            with self.subTest(case["id"]):
                self.assertTrue("fields" in values or "parts" in values or "bytes" in values)
                for described in [values, *values.get("parts", [])]:
                    end = None
                    for field in described.get("fields", []):
                        size = len(field["bytes"]) // 2
                        self.assertIn(end, (None, field["offset"]))
                        end = field["offset"] + size
                        self.assertEqual(octets[field["offset"]:end].hex(), field["bytes"])
                    if "part" not in described and "fields" in described:
                        self.assertEqual((described["fields"][0]["offset"], end), (0, len(octets)))
        self.assertEqual(sorted(kinds), ["load", "load text", "poster", "verify", "verify text"])
        self.assertGreater(min(kinds.values()), 2)

    def test_what_is_signed_ends_before_the_signatures(self):
        """All but a delta, whose signature is that of the list that it makes, and a list with those of another."""
        checked, others = 0, set()
        for case, _, octets in self.described():
            for described in [case["values"], *case["values"].get("parts", [])]:
                fields = described.get("fields", [])
                if "signed" not in described or any(field["name"] == "base number" for field in fields):
                    continue
                signed, start = bytes.fromhex(described["signed"]), fields[0]["offset"]
                end = fields[-1]["offset"] + len(fields[-1]["bytes"]) // 2
                with self.subTest(case["id"]):
                    self.assertEqual(signed[:6], b"mapae1")
                    self.assertGreaterEqual(end - start, len(signed) - 48 + 2)
                if octets[start:end][:len(signed) - 48] == signed[48:]:
                    checked += 1
                else:
                    others.add(case["id"])
        self.assertGreater(checked, 2_000)
        self.assertEqual(others, {"list-altered"})


if __name__ == "__main__":
    unittest.main()
