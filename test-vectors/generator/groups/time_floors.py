"""What raises earliest, and for which conditions."""
from ..domain import ACCESS, DAY
from ..moment import LONG_AGO, PLAIN, T
from ..objects.rules import Rule

READING = (T - DAY, T + DAY)
CLOSED_BY_BIRTH = {"profile": ACCESS, "anchor": 0x40, "opens_after": 0, "closes_after": DAY}  # Closed since 1987.


def closed_from(since):
    return Rule(in_force_from=since, **CLOSED_BY_BIRTH).octets


# What is dated T. Each proves that T has passed; the pass's own dates begin before it unless it is the source.
SOURCES = {
    "own-list": ("the own list is issued", lambda: PLAIN.issued(issued_at=LONG_AGO).listed(issued_at=T)),
    "status-list": ("the issuer's status list is issued",
                    lambda: PLAIN.issued(issued_at=LONG_AGO).with_status(issued_at=T)),
    "pass": ("the pass is issued", lambda: PLAIN.issued(issued_at=T)),
    "home-list": ("the home list is issued", lambda: PLAIN.issued(issued_at=LONG_AGO).at_home(issued_at=T)),
}
# Name, what, how, reason where it is refuted (None where it is then accepted), whether it makes a refresh due.
OWN = (
    ("start", "the pass begins", lambda m, t: m.issued(valid_from=t - m.draft["issued_at"]), None, False),
    ("end", "the pass ends", lambda m, t: m.issued(lifetime=t - m.draft["issued_at"]), "expired", False),
    ("accept-until", "the key ceases to be accepted", lambda m, t: m.key(accept_until=t), "expired", False),
    ("list-expires", "the own list expires", lambda m, t: m.listed(expires_at=t, refresh_after=t),
     "trust-list-expired", True),
    ("rule", "a closed rule comes into force", lambda m, t: m.ruled(closed_from(t)), "rule-expired", False),
    ("status-list-expires", "the demanded status list expires", lambda m, t: m.with_status(demand=1, expires_at=t),
     "status-list-expired", False),
)
HOME = (
    ("home-list-expires", "the home list expires", lambda m, t: m.at_home(expires_at=t, refresh_after=t),
     "trust-list-expired", True),
    ("home-rule", "a closed rule of the home list comes into force", lambda m, t: m.home_ruled(closed_from(t)),
     "rule-expired", False),
)
IMPOSSIBLE = {("own-list", "list-expires"), ("status-list", "status-list-expires"), ("pass", "start"), ("pass", "end"),
              ("home-list", "home-list-expires")}
RAISES = {"own-list": OWN, "status-list": OWN, "pass": OWN + HOME, "home-list": HOME}


def add(group):
    for source, (what, make) in SOURCES.items():
        for condition in (*OWN, *HOME):
            if (source, condition[0]) not in IMPOSSIBLE:
                floor(group, source, what, make(), condition, condition in RAISES[source])


def floor(group, source, what, moment, condition, is_raised):
    """The boundary at T, which the floor reaches, a second behind it, which it does not, and far from the reading."""
    name, when, change, refuted, is_due = condition
    far = change(moment, T - 2 * DAY if name == "start" else T + 2 * DAY)
    twin = group.accepts(f"time-floor-{source}-and-{name}-far", f"At T {what}, and far from the clock reading {when}.",
                         "TIME-2", far.judges(READING), "floor-wrong", far.needs)
    due = ["refresh-due"] if is_due else []
    flags = "floor-wrong"
    for beyond in (0, 1):
        made = change(moment, T + beyond)
        id = f"time-floor-{source}-and-{name}" + ("-a-second-later" if beyond else "")
        comment = (f"At T {what}, and {'a second later ' if beyond else ''}{when}; the reading is a day on each side, "
                   "and ")
        requirements = "TIME-2"
        if not is_raised or beyond:
            comment += "the floor does not reach it." if is_raised else "the list's date proves nothing for it."
            group.fails(id, comment, requirements, made.judges(READING, "clock-uncertain", T + beyond, due), twin,
                        flags, made.needs)
        elif refuted is None:
            group.accepts(id, comment + "the floor proves it.", requirements, made.judges(READING), flags, made.needs)
        else:
            group.fails(id, comment + "the floor proves it.", requirements, made.judges(READING, refuted, T, due),
                        twin, flags, made.needs)
