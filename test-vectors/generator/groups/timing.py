"""`time`: the grid of boundaries, from one table; pairs of them; floors; and the ends of the numbers."""
from dataclasses import dataclass
from typing import Callable, Optional

from ..cases import Group
from ..domain import ACCESS, ASHFORD, DAY, LINDMOOR, PASS_FROM
from ..moment import PLAIN, T
from ..objects.rules import ALWAYS, ISSUED_AT, Rule, rule
from . import time_ends, time_floors

FLAGS = {
    "edge-off-by-one": (
        "A boundary of time is taken as inside where it is outside, or outside where it is inside.",
        "A pass counts a second too long, or not in its first second; in a rule of days, a day.",
    ),
    "straddle": (
        "A clock reading across a boundary is decided by one of its ends, or by its middle.",
        "A door that does not know the time accepts what has ended, or rejects what has not.",
    ),
    "floor-wrong": (
        "Earliest is not raised by what proves that time has passed, or by what proves nothing.",
        "A clock that was set back opens ended passes, or a date that anybody may write rejects good ones.",
    ),
    "instant-wrong": (
        "The instant beside a reason is that of another condition.",
        "A person at the door compares the wrong time with the clock on the wall.",
    ),
    "rule-without-list": (
        "A closed rule rejects under a list that may have expired.",
        "An old door turns away people whom a newer rule admits.",
    ),
}


@dataclass(frozen=True)
class Edge:
    """A condition whose boundary is T. `before`, `behind`: reason and instant where all of the reading is below T, or
    none of it; None where it is accepted. `across`: the same for a reading that straddles."""
    name: str
    what: str
    requirements: str
    change: Callable
    before: Optional[tuple]
    behind: Optional[tuple]
    across: Optional[tuple]
    is_refresh_due: bool = False

    def result(self, clock):
        earliest, latest = clock
        return self.before if latest < T else self.behind if earliest >= T else self.across

    def advisories(self, clock):
        return ["refresh-due"] if self.is_refresh_due and clock[1] >= T else []


UNCERTAIN = ("clock-uncertain", T)
LONG = 40 * DAY
OLD = PASS_FROM + DAY  # A day behind the pass's issued at; long past at T.


def window(opens, closes, since=0, until=ALWAYS):
    return Rule(ACCESS, ISSUED_AT, opens, closes, since, until).octets


def unknown(since, until):
    return rule(9, ACCESS, since, until, b"")


def of(method, **changes):
    return lambda moment: getattr(moment, method)(**changes)


def ruled(octets):
    return lambda moment: moment.ruled(octets)


def home_ruled(octets):
    return lambda moment: moment.home_ruled(octets)


SINCE = T - PASS_FROM
EDGES = (
    Edge("start", "the pass begins", "VERIFY-20 TIME-5", of("issued", valid_from=SINCE), ("not-yet-valid", T), None,
         UNCERTAIN),
    Edge("end", "the pass ends", "VERIFY-15 TIME-5", of("issued", lifetime=SINCE), None, ("expired", T), UNCERTAIN),
    Edge("accept-until", "the key ceases to be accepted", "VERIFY-16 TIME-5", of("key", accept_until=T), None,
         ("expired", T), UNCERTAIN),
    Edge("list-expires", "the list expires", "VERIFY-18 TIME-5 VERIFY-25", of("listed", expires_at=T, refresh_after=T),
         None, ("trust-list-expired", T), UNCERTAIN, True),
    Edge("refresh-after", "a refresh becomes due", "VERIFY-25", of("listed", refresh_after=T), None, None, None, True),
    Edge("rule-closes", "a rule closes", "RULE-11 TIME-5", ruled(window(0, SINCE)), None, ("rule-expired", T),
         UNCERTAIN),
    Edge("rule-opens", "a rule opens", "RULE-13 TIME-5", ruled(window(SINCE, SINCE + LONG)), ("rule-not-yet-open", T),
         None, UNCERTAIN),
    Edge("closed-rule-from", "a rule that is closed comes into force", "RULE-11 TIME-5", ruled(window(0, DAY, T)),
         None, ("rule-expired", T), UNCERTAIN),
    Edge("closed-rule-until", "a rule that is closed goes out of force", "RULE-11 TIME-5", ruled(window(0, DAY, 0, T)),
         ("rule-expired", OLD), None, UNCERTAIN),
    Edge("unopened-rule-from", "a rule that is not open comes into force", "RULE-13 TIME-5",
         ruled(window(LONG, 2 * LONG, T)), None,
         ("rule-not-yet-open", PASS_FROM + LONG), UNCERTAIN),
    Edge("unopened-rule-until", "a rule that is not open goes out of force", "RULE-13 TIME-5",
         ruled(window(LONG, 2 * LONG, 0, T)), ("rule-not-yet-open", T), None, UNCERTAIN),
    Edge("unknown-rule-from", "a rule of an unknown kind comes into force", "RULE-10 RULE-6",
         ruled(unknown(T, ALWAYS)), None, ("unsupported-rule", None),
         ("unsupported-rule", None)),
    Edge("unknown-rule-until", "a rule of an unknown kind goes out of force", "RULE-10 RULE-6", ruled(unknown(0, T)),
         ("unsupported-rule", None), None,
         ("unsupported-rule", None)),
    Edge("home-list-expires", "the home list expires", "VERIFY-18 TIME-5 VERIFY-25",
         of("at_home", expires_at=T, refresh_after=T), None, ("trust-list-expired", T), UNCERTAIN, True),
    Edge("home-rule-closes", "a rule of the home list closes", "RULE-16 RULE-11 TIME-5", home_ruled(window(0, SINCE)),
         None, ("rule-expired", T), UNCERTAIN),
    Edge("home-rule-opens", "a rule of the home list opens", "RULE-16 RULE-13 TIME-5",
         home_ruled(window(SINCE, SINCE + LONG)), ("rule-not-yet-open", T), None, UNCERTAIN),
    Edge("status-list-expires", "the demanded status list expires", "STATUS-27 TIME-5",
         of("with_status", demand=1, expires_at=T), None, ("status-list-expired", T), UNCERTAIN),
    Edge("free-status-list-expires", "a status list that nobody demands expires", "STATUS-27",
         of("with_status", expires_at=T), None, None, None),
    Edge("pass-issued", "the pass is issued", "TIME-4", of("issued", issued_at=T), ("pass-from-future", T), None, None),
    Edge("list-issued", "the list is issued", "TIME-3", of("listed", issued_at=T), ("clock-behind", T), None, None),
    Edge("home-list-issued", "the home list is issued", "TIME-3", of("at_home", issued_at=T), ("clock-behind", T),
         None, None),
    Edge("status-list-issued", "the status list is issued", "STATUS-28", of("with_status", issued_at=T),
         ("clock-behind", T), None, None),
)
BY_NAME = {edge.name: edge for edge in EDGES}
READINGS = (
    ("t-minus-1", (T - 1, T - 1), "the second before"), ("t", (T, T), "that second"),
            ("t-plus-1", (T + 1, T + 1), "the second behind"),
    ("t-minus-1-to-t", (T - 1, T), "that second and the one before"), ("t-to-t-plus-1", (T, T + 1),
                                                                       "that second and the next"),
    ("hour-before", (T - 3_600, T - 1), "the hour before"), ("hour-across", (T - 1_800, T + 1_800),
                                                             "half an hour on each side"),
)


def group():
    group = Group("time", "The grid of boundaries of time, from one table; pairs of them; floors; and the ends of the "
                          "numbers.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    plain(group)
    for edge in EDGES:
        grid(group, edge)
    uncertain_pairs(group)
    meetings(group)
    time_floors.add(group)
    time_ends.add(group)
    return group


def plain(group):
    """The twins of cases with two boundaries: they have neither."""
    reading = (T - DAY // 2, T + DAY // 2)
    for name, moment in (("", PLAIN), ("-at-home", PLAIN.at_home()), ("-with-status", PLAIN.with_status(demand=1)),
                         ("-at-home-with-status", PLAIN.at_home().with_status(demand=1))):
        group.accepts(f"time-plain{name}", "A clock reading of a day, far from any boundary.",
                      "TIME-1 TIME-2 TIME-5 VERIFY-2", moment.judges(reading), "straddle", moment.needs)


def plain_of(moment):
    return "time-plain" + ("-at-home" if moment.home else "") + ("-with-status" if moment.status else "")


def share(group, moment, name):
    for held, part in zip(moment.held, ("", "-home")):
        if held.bundle not in group.objects.values():
            group.share(name + part, held.bundle)


def grid(group, edge):
    moment = edge.change(PLAIN)
    share(group, moment, edge.name)
    good = [name for name, clock, _ in READINGS if edge.result(clock) is None]
    for name, clock, what in READINGS:
        result = edge.result(clock)
        comment = f"T is when {edge.what}; the clock says {what}."
        advisories = edge.advisories(clock)
        flags = "straddle" if clock[0] < T <= clock[1] else "edge-off-by-one"
        if result is None:
            group.accepts(f"time-{edge.name}-{name}", comment, edge.requirements,
                          moment.judges(clock, advisories=advisories), flags, moment.needs)
        else:
            twin = f"time-{edge.name}-{nearest(good, clock)}"
            group.fails(f"time-{edge.name}-{name}", comment, edge.requirements,
                        moment.judges(clock, *result, advisories), twin, flags, moment.needs)


def nearest(names, clock):
    """The accepting reading whose clock is nearest."""
    clocks = {name: reading for name, reading, _ in READINGS}
    return min(names, key=lambda name: (abs(clocks[name][0] - clock[0]) + abs(clocks[name][1] - clock[1]), name))


# The order in which conditions that cannot be told give the instant.
ORDER = ("end", "accept-until", "start", "list-expires", "rule-closes", "home-list-expires", "home-rule-closes",
         "status-list-expires")


def shifted(name, to):
    """The change of an edge of ORDER, with its boundary at another instant."""
    since = to - PASS_FROM
    return {
        "end": lambda m: m.issued(lifetime=to - (PASS_FROM + m.draft.get("valid_from", 0))),
        "accept-until": of("key", accept_until=to),
        "start": lambda m: m.issued(valid_from=since,
                                    **({"lifetime": m.draft["lifetime"] - since} if "lifetime" in m.draft else {})),
        "list-expires": of("listed", expires_at=to, refresh_after=to),
        "rule-closes": ruled(window(0, since)),
        "home-list-expires": of("at_home", expires_at=to, refresh_after=to),
        "home-rule-closes": home_ruled(window(0, since)),
        "status-list-expires": of("with_status", demand=1, expires_at=to),
    }[name]


def uncertain_pairs(group):
    """Two conditions cannot be told over a day: the first of the table of instants decides, though it is the later."""
    reading, first_at, second_at = (T - DAY // 2, T + DAY // 2), T + 600, T - 600
    for index, first in enumerate(ORDER):
        for second in ORDER[index + 1:]:
            if {first, second} == {"end", "start"}:
                continue  # A pass does not end before it begins; their order is seen where the start is the earlier.
            moment = shifted(second, second_at)(shifted(first, first_at)(PLAIN))
            due = ["refresh-due"] if {first, second} & {"list-expires", "home-list-expires"} else []
            group.fails(
                f"time-uncertain-{first}-and-{second}",
                f"Over a day it cannot be told whether {BY_NAME[first].what} (ten minutes behind T), nor whether "
                f"{BY_NAME[second].what} (ten minutes before it): the first of the table gives the instant.",
                "TIME-5 VERIFY-1", moment.judges(reading, "clock-uncertain", first_at, due), plain_of(moment),
                "instant-wrong straddle step-order", moment.needs)
    both = PLAIN.issued(valid_from=SINCE - 600, lifetime=1_200)
    group.fails("time-uncertain-end-and-start", "A pass of twenty minutes begins and ends within the reading: the end "
                                                "gives the instant.", "TIME-5",
                both.judges(reading, "clock-uncertain", T + 600), "time-plain", "instant-wrong straddle step-order")


def meetings(group):
    """Two boundaries at one instant: what is said on each side of it, and across."""
    def meet(id, what, requirements, moment, before, at, across, advisories=((), (), ())):
        """`before`, `at` and `across` are reason and instant, or None."""
        share(group, moment, f"meet-{id}")
        results = (("before", (T - 1, T - 1), before), ("at", (T, T), at), ("across", (T - 1, T), across))
        flags = "edge-off-by-one instant-wrong step-order" + (" rule-without-list" if "RULE-12" in requirements else "")
        good = next((f"time-meet-{id}-{name}" for name, _, result in results if result is None), plain_of(moment))
        for (name, clock, result), advisory in zip(results, advisories):
            where = {"before": "a second before", "at": "at T", "across": "across T"}[name]
            comment = f"At T {what}; the clock stands {where}."
            if result is None:
                group.accepts(f"time-meet-{id}-{name}", comment, requirements,
                              moment.judges(clock, advisories=advisory), "edge-off-by-one", moment.needs)
            else:
                group.fails(f"time-meet-{id}-{name}", comment, requirements, moment.judges(clock, *result, advisory),
                            good, flags, moment.needs)

    def made(*names):
        moment = PLAIN
        for name in names:
            moment = BY_NAME[name].change(moment)
        return moment

    due = ("refresh-due",)
    with_due = ((), due, due)
    meet("end-and-accept-until", "the pass ends, and its key is no longer accepted", "VERIFY-15 VERIFY-16",
         made("end", "accept-until"), None, ("expired", T), UNCERTAIN)
    meet("end-and-list-expiry", "the pass ends, and the list expires: what is proven bad outweighs",
         "VERIFY-15 VERIFY-18 VERIFY-1", made("end", "list-expires"), None,
         ("expired", T), UNCERTAIN, with_due)
    meet("end-and-rule-closing", "the pass ends, and a rule closes", "VERIFY-15 RULE-11", made("end", "rule-closes"),
         None, ("expired", T), UNCERTAIN)
    meet("rule-closing-and-list-expiry", "a rule closes, and its list expires: beyond its expiry a list promises "
                                         "nothing about rules", "RULE-12 VERIFY-18",
         made("rule-closes", "list-expires"), None, ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("home-rule-closing-and-home-list-expiry", "a home rule closes, and the home list expires",
         "RULE-12 RULE-16 VERIFY-18",
         made("home-rule-closes", "home-list-expires"), None, ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("rule-closing-and-home-list-expiry", "a rule of the own list closes, and the home list expires",
         "RULE-11 RULE-12", made("rule-closes", "home-list-expires"), None,
         ("rule-expired", T), UNCERTAIN, with_due)
    meet("home-rule-closing-and-list-expiry", "a home rule closes, and the own list expires",
         "RULE-11 RULE-12 RULE-16", made("home-rule-closes", "list-expires"), None,
         ("rule-expired", T), UNCERTAIN, with_due)
    meet("both-lists-expire", "own list and home list expire", "VERIFY-18", made("list-expires", "home-list-expires"),
         None, ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("list-and-status-list-expire", "trust list and status list expire", "VERIFY-18 STATUS-27",
         made("list-expires", "status-list-expires"), None,
         ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("start-and-rule-opening", "the pass begins, and a rule opens", "VERIFY-20 RULE-13",
         made("start", "rule-opens"), ("not-yet-valid", T), None, UNCERTAIN)
    meet("start-and-list-expiry", "the pass begins, and the list expires", "VERIFY-20 VERIFY-18",
         made("start", "list-expires"), ("not-yet-valid", T),
         ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("rule-opening-and-list-expiry", "a rule opens, and its list expires", "RULE-13 VERIFY-18",
         made("rule-opens", "list-expires"), ("rule-not-yet-open", T),
         ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("closed-rule-goes-and-another-comes", "a closed rule goes out of force, and another closed one comes into "
                                               "force: each is judged for itself", "RULE-3 RULE-11",
         made("closed-rule-until", "closed-rule-from"), ("rule-expired", OLD), ("rule-expired", T), UNCERTAIN)
    meet("closed-rule-goes-and-list-expires", "a closed rule goes out of force, and the list expires",
         "RULE-12 VERIFY-18", made("closed-rule-until", "list-expires"),
         ("rule-expired", OLD), ("trust-list-expired", T), UNCERTAIN, with_due)
    meet("rule-opens-and-another-closes", "a rule opens, and another closes", "RULE-3 RULE-11 RULE-13",
         made("rule-opens", "rule-closes"), ("rule-not-yet-open", T),
         ("rule-expired", T), UNCERTAIN)
    meet("unknown-rule-and-start", "a rule of an unknown kind comes into force, and the pass begins",
         "RULE-10 VERIFY-20", made("unknown-rule-from", "start"),
         ("not-yet-valid", T), ("unsupported-rule", None), UNCERTAIN)
    meet("list-and-pass-issued", "list and pass are issued", "TIME-3 TIME-4", made("list-issued", "pass-issued"),
         ("clock-behind", T), None, None)
    meet("home-list-and-pass-issued", "home list and pass are issued", "TIME-3 TIME-4",
         made("home-list-issued", "pass-issued"), ("clock-behind", T), None, None)
    meet("list-issued-and-end", "the list is issued, and the pass ends", "TIME-3 VERIFY-15",
         made("list-issued", "end"), ("clock-behind", T), ("expired", T), ("expired", T))
    meet("pass-issued-and-accept-until", "the pass is issued, and its key is no longer accepted", "TIME-4 VERIFY-16",
         made("pass-issued", "accept-until"),
         ("pass-from-future", T), ("expired", T), ("expired", T))
    meet("status-list-issued-and-end", "the status list is issued, and the pass ends", "STATUS-28 VERIFY-15",
         made("status-list-issued", "end"), ("clock-behind", T),
         ("expired", T), ("expired", T))
    meet("home-list-issued-and-end", "the home list is issued, and the pass ends: own conditions need no home list",
         "TIME-3 VERIFY-15", made("home-list-issued", "end"),
         ("clock-behind", T), ("expired", T), UNCERTAIN)
    meet("list-issued-and-home-rule-closing", "the own list is issued, and a home rule closes", "TIME-3 RULE-11",
         made("list-issued", "home-rule-closes"),
         ("clock-behind", T), ("rule-expired", T), UNCERTAIN)
    meet("home-list-issued-and-home-rule-closing", "the home list is issued, and a home rule closes", "TIME-3 RULE-11",
         made("home-list-issued", "home-rule-closes"),
         ("clock-behind", T), ("rule-expired", T), ("rule-expired", T))
