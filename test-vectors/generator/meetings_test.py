"""Tests of what is worked out from the table of boundaries, against meetings that were worked out by hand."""
import unittest
from dataclasses import replace
from itertools import combinations

from generator.groups.time_edges import APART, BY_NAME, EDGES, OLD, UNCERTAIN, UNREAD, T
from generator.groups.time_meetings import READINGS, met

ENDED, LIST_ENDED, CLOSED = ("expired", T), ("trust-list-expired", T), ("rule-expired", T)
UNBEGUN, UNOPENED = ("not-yet-valid", T), ("rule-not-yet-open", T)
BEHIND, FUTURE, STALE = ("clock-behind", T), ("pass-from-future", T), ("presentation-stale", T)
BY_HAND = {
    "end accept-until": (None, ENDED, UNCERTAIN),
    "end list-expires": (None, ENDED, UNCERTAIN),
    "end rule-closes": (None, ENDED, UNCERTAIN),
    "rule-closes list-expires": (None, LIST_ENDED, UNCERTAIN),
    "home-rule-closes home-list-expires": (None, LIST_ENDED, UNCERTAIN),
    "rule-closes home-list-expires": (None, CLOSED, UNCERTAIN),
    "home-rule-closes list-expires": (None, CLOSED, UNCERTAIN),
    "list-expires home-list-expires": (None, LIST_ENDED, UNCERTAIN),
    "list-expires status-list-expires": (None, LIST_ENDED, UNCERTAIN),
    "start rule-opens": (UNBEGUN, None, UNCERTAIN),
    "start list-expires": (UNBEGUN, LIST_ENDED, UNCERTAIN),
    "rule-opens list-expires": (UNOPENED, LIST_ENDED, UNCERTAIN),
    "closed-rule-until closed-rule-from": (("rule-expired", OLD), CLOSED, UNCERTAIN),
    "closed-rule-until list-expires": (("rule-expired", OLD), LIST_ENDED, UNCERTAIN),
    "rule-opens rule-closes": (UNOPENED, CLOSED, UNCERTAIN),
    "unknown-rule-from start": (UNBEGUN, UNREAD, UNCERTAIN),
    "list-issued pass-issued": (BEHIND, None, None),
    "home-list-issued pass-issued": (BEHIND, None, None),
    "list-issued end": (BEHIND, ENDED, ENDED),
    "pass-issued accept-until": (FUTURE, ENDED, ENDED),
    "status-list-issued end": (BEHIND, ENDED, ENDED),
    "home-list-issued end": (BEHIND, ENDED, UNCERTAIN),
    "list-issued home-rule-closes": (BEHIND, CLOSED, UNCERTAIN),
    "home-list-issued home-rule-closes": (BEHIND, CLOSED, CLOSED),
    "closed-rule-until list-issued": (BEHIND, None, None),
    "closed-rule-until home-list-issued": (("rule-expired", OLD), None, UNCERTAIN),
    "closed-rule-until pass-issued": (FUTURE, None, None),
    "presented end": (STALE, ENDED, UNCERTAIN),
    "presented stale": (STALE, STALE, STALE),
    "stale status-list-expires": (None, STALE, UNCERTAIN),
}


class MeetingTests(unittest.TestCase):
    def test_what_was_worked_out_by_hand_is_what_the_table_gives(self):
        for names, expected in BY_HAND.items():
            edges = [BY_NAME[name] for name in names.split()]
            for pair in (edges, edges[::-1]):
                with self.subTest(names):
                    self.assertEqual(tuple(met(pair, clock) for _, clock, _ in READINGS), expected)

    def test_an_edge_that_meets_nothing_says_what_it_says_alone(self):
        for edge in EDGES:
            for _, clock, _ in READINGS:
                self.assertEqual(met([edge], clock), edge.result(clock))

    def test_two_instants_of_one_reason_are_an_error(self):
        closed = BY_NAME["closed-rule-from"]
        with self.assertRaises(ValueError):
            met([closed, replace(closed, behind=("rule-expired", OLD))], (T, T))

    def test_every_pair_meets_or_is_said_to_be_apart(self):
        names = {frozenset(pair) for pair in combinations(BY_NAME, 2)}
        self.assertEqual(len(BY_NAME), len(EDGES))
        self.assertLess({frozenset(pair) for pair in APART}, names)


if __name__ == "__main__":
    unittest.main()
