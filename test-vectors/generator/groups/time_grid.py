"""Each boundary by itself, under clock readings on both sides of it and across; and cases with no boundary at all."""
from itertools import product

from ..domain import DAY
from ..moment import PLAIN, T
from .time_edges import EDGES

READINGS = (
    ("t-minus-1", (T - 1, T - 1), "the second before"), ("t", (T, T), "that second"),
    ("t-plus-1", (T + 1, T + 1), "the second behind"),
    ("t-minus-1-to-t", (T - 1, T), "that second and the one before"),
    ("t-to-t-plus-1", (T, T + 1), "that second and the next"), ("hour-before", (T - 3_600, T - 1), "the hour before"),
    ("hour-across", (T - 1_800, T + 1_800), "half an hour on each side"),
)


def add(group):
    plain(group)
    for edge in EDGES:
        grid(group, edge)


def plain(group):
    """The twins of cases with two boundaries: they have neither."""
    reading = (T - DAY // 2, T + DAY // 2)
    for is_at_home, has_status, is_presented in product((False, True), repeat=3):
        moment = PLAIN
        if is_at_home:
            moment = moment.at_home()
        if has_status:
            moment = moment.with_status(demand=1)
        if is_presented:
            moment = moment.presented()
        group.accepts(plain_of(moment), "A clock reading of a day, far from any boundary.",
                      "TIME-1 TIME-2 TIME-5 VERIFY-2", moment.judges(reading), "straddle", moment.needs)


def plain_of(moment):
    parts = ((moment.home, "-at-home"), (moment.status, "-with-status"), (moment.presentation, "-presented"))
    return "time-plain" + "".join(name for part, name in parts if part is not None)


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
