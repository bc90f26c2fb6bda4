"""`time`: the grid of boundaries and of their meetings, from one table; floors; and the ends of the numbers."""
from ..cases import Group
from ..domain import ASHFORD, LINDMOOR
from . import time_ends, time_floors, time_grid, time_meetings, time_uncertain

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


def group():
    group = Group("time", "The grid of boundaries of time and of their meetings, from one table; pairs that cannot be "
                          "told; floors; and the ends of the numbers.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    for part in (time_grid, time_uncertain, time_meetings, time_floors, time_ends):
        part.add(group)
    return group
