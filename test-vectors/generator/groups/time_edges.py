"""The table of boundaries of time: what is said on each side of each, and which of them cannot meet."""
from dataclasses import dataclass
from typing import Callable, Optional

from ..domain import ACCESS, DAY, PASS_FROM
from ..moment import BIRTH, BORN, T
from ..objects.rules import ALWAYS, Rule, rule

OWN, HOME = "own", "home"


@dataclass(frozen=True)
class Edge:
    """A boundary at T, and what is said of it alone. A result is reason and instant, or None where it is accepted."""
    name: str
    what: str
    requirements: str
    change: Callable
    before: Optional[tuple]
    """The result where all of the reading is below T."""
    behind: Optional[tuple]
    """The result where none of it is."""
    across: Optional[tuple]
    """The result where it straddles T."""
    domain: Optional[str] = None
    """Whose condition it is. The date of an object and the freshness of a presentation are nobody's."""
    dates: tuple = ()
    """The domains for which it proves that T has passed (TIME-2), and about which below T nothing is decided."""
    is_refresh_due: bool = False

    @property
    def is_of_list(self):
        """Whether it is the end of a trust list."""
        return self.behind == ("trust-list-expired", T)

    @property
    def is_of_rule(self):
        return "RULE-" in self.requirements

    def result(self, clock):
        earliest, latest = clock
        return self.before if latest < T else self.behind if earliest >= T else self.across

    def advisories(self, clock):
        return ["refresh-due"] if self.is_refresh_due and clock[1] >= T else []


UNCERTAIN = ("clock-uncertain", T)
UNREAD = ("unsupported-rule", None)
OLD, LATER, LAST = PASS_FROM + DAY, PASS_FROM + 40 * DAY, PASS_FROM + 80 * DAY
"""Instants of windows: long past at T, and long to come."""


def window(opens, closes, since=0, until=ALWAYS):
    """A rule for births: its window from one instant to another, which holds whenever the pass was issued."""
    return Rule(ACCESS, BIRTH, opens - BORN, closes - BORN, since, until).octets


def unknown(since, until):
    return rule(9, ACCESS, since, until, b"")


def of(method, **changes):
    return lambda moment: getattr(moment, method)(**changes)


def ruled(octets):
    return lambda moment: moment.ruled(octets)


def home_ruled(octets):
    return lambda moment: moment.home_ruled(octets)


EDGES = (
    Edge("start", "the pass begins", "VERIFY-20 TIME-5", of("issued", valid_from=T - PASS_FROM), ("not-yet-valid", T),
         None, UNCERTAIN, OWN),
    Edge("end", "the pass ends", "VERIFY-15 TIME-5", of("issued", lifetime=T - PASS_FROM), None, ("expired", T),
         UNCERTAIN, OWN),
    Edge("accept-until", "the key ceases to be accepted", "VERIFY-16 TIME-5", of("key", accept_until=T), None,
         ("expired", T), UNCERTAIN, OWN),
    Edge("list-expires", "the list expires", "VERIFY-18 TIME-5 VERIFY-25", of("listed", expires_at=T, refresh_after=T),
         None, ("trust-list-expired", T), UNCERTAIN, OWN, is_refresh_due=True),
    Edge("refresh-after", "a refresh becomes due", "VERIFY-25", of("listed", refresh_after=T), None, None, None,
         is_refresh_due=True),
    Edge("rule-closes", "a rule closes", "RULE-11 TIME-5", ruled(window(BORN, T)), None, ("rule-expired", T),
         UNCERTAIN, OWN),
    Edge("rule-opens", "a rule opens", "RULE-13 TIME-5", ruled(window(T, LAST)), ("rule-not-yet-open", T), None,
         UNCERTAIN, OWN),
    Edge("closed-rule-from", "a rule that is closed comes into force", "RULE-11 TIME-5", ruled(window(BORN, OLD, T)),
         None, ("rule-expired", T), UNCERTAIN, OWN),
    Edge("closed-rule-until", "a rule that is closed goes out of force", "RULE-11 TIME-5",
         ruled(window(BORN, OLD, 0, T)), ("rule-expired", OLD), None, UNCERTAIN, OWN),
    Edge("unopened-rule-from", "a rule that is not open comes into force", "RULE-13 TIME-5",
         ruled(window(LATER, LAST, T)), None, ("rule-not-yet-open", LATER), UNCERTAIN, OWN),
    Edge("unopened-rule-until", "a rule that is not open goes out of force", "RULE-13 TIME-5",
         ruled(window(LATER, LAST, 0, T)), ("rule-not-yet-open", T), None, UNCERTAIN, OWN),
    Edge("unknown-rule-from", "a rule of an unknown kind comes into force", "RULE-10 RULE-6",
         ruled(unknown(T, ALWAYS)), None, UNREAD, UNREAD, OWN),
    Edge("unknown-rule-until", "a rule of an unknown kind goes out of force", "RULE-10 RULE-6", ruled(unknown(0, T)),
         UNREAD, None, UNREAD, OWN),
    Edge("home-list-expires", "the home list expires", "VERIFY-18 TIME-5 VERIFY-25",
         of("at_home", expires_at=T, refresh_after=T), None, ("trust-list-expired", T), UNCERTAIN, HOME,
         is_refresh_due=True),
    Edge("home-rule-closes", "a rule of the home list closes", "RULE-16 RULE-11 TIME-5", home_ruled(window(BORN, T)),
         None, ("rule-expired", T), UNCERTAIN, HOME),
    Edge("home-rule-opens", "a rule of the home list opens", "RULE-16 RULE-13 TIME-5", home_ruled(window(T, LAST)),
         ("rule-not-yet-open", T), None, UNCERTAIN, HOME),
    Edge("status-list-expires", "the demanded status list expires", "STATUS-27 TIME-5",
         of("with_status", demand=1, expires_at=T), None, ("status-list-expired", T), UNCERTAIN, OWN),
    Edge("free-status-list-expires", "a status list that nobody demands expires", "STATUS-27",
         of("with_status", expires_at=T), None, None, None),
    Edge("pass-issued", "the pass is issued", "TIME-4", of("issued", issued_at=T), ("pass-from-future", T), None, None,
         dates=(OWN, HOME)),
    Edge("list-issued", "the list is issued", "TIME-3", of("listed", issued_at=T), ("clock-behind", T), None, None,
         dates=(OWN,)),
    Edge("home-list-issued", "the home list is issued", "TIME-3", of("at_home", issued_at=T), ("clock-behind", T),
         None, None, dates=(HOME,)),
    Edge("status-list-issued", "the status list is issued", "STATUS-28", of("with_status", issued_at=T),
         ("clock-behind", T), None, None, dates=(OWN,)),
    Edge("presented", "the presentation is made", "PRESENT-8 PRESENT-9", of("presented", at=T),
         ("presentation-stale", T), None, None),
    Edge("stale", "the presentation ceases to be fresh", "PRESENT-8", of("presented", stale_at=T), None,
         ("presentation-stale", T), ("presentation-stale", T)),
)
BY_NAME = {edge.name: edge for edge in EDGES}

NO_SECOND = "nothing is issued for no second: it ends behind the second at which it is issued or begins"
SAME = "the second of them is a part of the first: it would be that case once more"
ONE_LIST = "there is one status list, which is demanded or not"
APART = {
    ("start", "end"): NO_SECOND,
    ("end", "pass-issued"): NO_SECOND,
    ("list-expires", "list-issued"): NO_SECOND,
    ("home-list-expires", "home-list-issued"): NO_SECOND,
    ("status-list-expires", "status-list-issued"): NO_SECOND,
    ("free-status-list-expires", "status-list-issued"): NO_SECOND,
    ("list-expires", "refresh-after"): SAME,
    ("pass-issued", "start"): SAME,
    ("status-list-expires", "free-status-list-expires"): ONE_LIST,
}
"""Pairs of edges that cannot meet, and why."""
