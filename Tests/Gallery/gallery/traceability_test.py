"""That each hole in the way from a requirement to its proof is found."""
import unittest
from types import SimpleNamespace

from . import traceability
from .catches import Catch
from .page import page
from .registry import Wrong

MUST = "A pass whose lifetime is 0 MUST be rejected."
ACCEPTED, REJECTED = {"outcome": "accepted"}, {"outcome": "rejected"}


def requirement(id, role="verifier", sentence=MUST, mentions=("Sources/Mapae/Verifier.swift:1",)):
    return SimpleNamespace(id=id, role=role, sentence=sentence, chapter="pass.md", mentions=list(mentions))


def case(id, expected, *requirements):
    return {"id": id, "requirements": list(requirements), "steps": [{"expect": expected}]}


def breaking(*requirements):
    return {"takes-all": Wrong("takes-all", "It takes all.", requirements, "passes", "", False, print)}


class World(unittest.TestCase):
    """One requirement of which all is there; a test takes one thing away."""

    def setUp(self):
        self.requirements = [requirement("PASS-2")]
        self.cases = [case("pass-1", ACCEPTED, "PASS-2"), case("pass-0", REJECTED, "PASS-2")]
        self.verifiers = breaking("PASS-2")
        self.catches = {"takes-all": Catch.of({"pass-0": "wrong"}, [])}
        self.unasked = {}

    @property
    def groups(self):
        return {"pass.json": {"cases": self.cases}}

    @property
    def traces(self):
        return traceability.traces(self.requirements, self.groups, self.verifiers, self.catches, self.unasked)

    def holes(self):
        return list(traceability.holes(self.traces))

    def strays(self):
        return list(traceability.strays(self.traces, self.groups, self.verifiers, self.unasked))


class Holes(World):
    def test_nothing_is_missing(self):
        self.assertEqual(self.holes() + self.strays(), [])

    def test_no_accepting_case(self):
        del self.cases[0]
        self.assertEqual(self.holes(), ["PASS-2: no accepting case names it"])

    def test_no_failing_case(self):
        del self.cases[1]
        self.assertEqual(self.holes(), ["PASS-2: no failing case names it"])

    def test_a_load_that_leaves_a_status_list_is_a_failing_case(self):
        self.cases[0] = case("pass-1", {"result": "loaded", "lists": [{"part": 1}]}, "PASS-2")
        self.assertEqual(self.holes(), ["PASS-2: no accepting case names it"])

    def test_no_code(self):
        self.requirements = [requirement("PASS-2", mentions=["Tests/MapaeTests/PassTests.swift:1"])]
        self.assertEqual(self.holes(), ["PASS-2: no file of Sources/ names it"])

    def test_no_wrong_verifier(self):
        self.verifiers = {}
        self.assertEqual(self.holes(), ["PASS-2: no wrong verifier that is caught breaks it"])

    def test_a_wrong_verifier_that_is_not_caught(self):
        self.catches = {"takes-all": Catch.of({}, [])}
        self.assertEqual(self.holes(), ["PASS-2: no wrong verifier that is caught breaks it"])

    def test_what_is_unasked_has_no_hole(self):
        self.cases, self.verifiers, self.unasked = [], {}, {"PASS-2": "It binds what a door shows."}
        self.assertEqual(self.holes(), [])

    def test_what_is_unasked_and_broken(self):
        self.cases, self.unasked = [], {"PASS-2": "It binds what a door shows."}
        self.assertEqual(self.holes(), ["PASS-2: it is named as not asked, and takes-all is said to break it"])
        self.requirements[0].chapter = "conformance.md"
        self.assertEqual(self.holes(), [])

    def test_what_is_asked_after_all(self):
        self.verifiers, self.unasked = {}, {"PASS-2": "It binds what a door shows."}
        self.assertEqual(self.holes(), ["PASS-2: it is named as not asked, and vectors ask it"])

    def test_others_and_shoulds_have_no_hole(self):
        self.requirements = [requirement("PASS-2"), requirement("PASS-3", role="issuer"),
                             requirement("PASS-4", sentence="A verifier SHOULD show it.")]
        self.assertEqual(self.holes(), [])


class Strays(World):
    def test_a_case_whose_requirement_is_gone(self):
        self.cases.append(case("pass-9", ACCEPTED, "PASS-9999"))
        self.assertEqual(self.strays(), ["pass-9: its requirement PASS-9999 is gone"])

    def test_a_wrong_verifier_whose_requirement_is_gone(self):
        self.verifiers = breaking("PASS-2", "PASS-9999")
        self.assertEqual(self.strays(), ["takes-all: its requirement PASS-9999 is gone"])

    def test_a_wrong_verifier_that_breaks_an_issuers_requirement(self):
        self.requirements.append(requirement("PASS-3", role="issuer"))
        self.verifiers = breaking("PASS-2", "PASS-3")
        self.assertEqual(self.strays(), ["takes-all: PASS-3 is not of the verifier"])

    def test_what_is_unasked_and_gone(self):
        self.unasked = {"PASS-9999": "It binds what a door shows."}
        self.assertEqual(self.strays(), ["PASS-9999: it is named as not asked, and gone"])


class Rewordings(World):
    def setUp(self):
        super().setUp()
        self.accepted = traceability.accept(self.traces, {}, ["PASS-2"])

    def said(self):
        return list(traceability.rewordings(self.traces, self.accepted))

    def test_the_same_wording(self):
        self.assertEqual(self.said(), [])

    def test_another_wording_until_it_is_accepted(self):
        self.requirements = [requirement("PASS-2", sentence=MUST.replace("is 0", "is 0 or 1"))]
        self.assertRegex(self.said()[0], "PASS-2: its wording changed; look at its 1 accepting and 1 failing cases")
        self.accepted = traceability.accept(self.traces, self.accepted, ["PASS-2"])
        self.assertEqual(self.said(), [])

    def test_a_link_that_leads_elsewhere(self):
        self.requirements = [requirement("PASS-2", sentence=MUST.replace("lifetime", "[lifetime](pass.md)"))]
        self.assertEqual(self.said(), [])

    def test_a_new_requirement(self):
        self.requirements.append(requirement("PASS-3"))
        self.assertRegex(self.said()[0], "PASS-3: it is new")

    def test_a_requirement_that_is_gone(self):
        self.accepted["PASS-9999"] = "0" * 16
        self.assertRegex(self.said()[0], "PASS-9999: its wording is kept, and it is gone")
        self.assertNotIn("PASS-9999", traceability.accept(self.traces, self.accepted, ["PASS-9999"]))


class Page(World):
    def test_a_row_has_all_that_is_there(self):
        text = page(self.traces, {"pass.md": "Pass"}, {"takes-all": "passes"})
        row = next(line for line in text.splitlines() if line.startswith("| PASS-2 "))
        self.assertEqual(
            row, f"| PASS-2 | {MUST} | 1 + 1: [pass](../test-vectors/pass.json) | "
            "[Verifier.swift](../Sources/Mapae/Verifier.swift) | "
            "[takes-all](../Tests/Gallery/gallery/faults/passes.py) 1 |")
