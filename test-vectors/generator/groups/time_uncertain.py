"""Two boundaries within one clock reading, neither of which can be told: whose instant is given."""
from ..domain import DAY, PASS_FROM
from ..moment import BORN, PLAIN, T
from .time_edges import BY_NAME, home_ruled, of, ruled, window
from .time_grid import plain_of

ORDER = ("end", "accept-until", "start", "list-expires", "rule-closes", "home-list-expires", "home-rule-closes",
         "status-list-expires")
"""The order in which conditions that cannot be told give the instant."""


def shifted(name, to):
    """The change of an edge of ORDER, with its boundary at another instant."""
    since = to - PASS_FROM
    return {
        "end": lambda m: m.issued(lifetime=to - (PASS_FROM + m.draft.get("valid_from", 0))),
        "accept-until": of("key", accept_until=to),
        "start": lambda m: m.issued(valid_from=since,
                                    **({"lifetime": m.draft["lifetime"] - since} if "lifetime" in m.draft else {})),
        "list-expires": of("listed", expires_at=to, refresh_after=to),
        "rule-closes": ruled(window(BORN, to)),
        "home-list-expires": of("at_home", expires_at=to, refresh_after=to),
        "home-rule-closes": home_ruled(window(BORN, to)),
        "status-list-expires": of("with_status", demand=1, expires_at=to),
    }[name]


def add(group):
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
    both = PLAIN.issued(valid_from=T - 600 - PASS_FROM, lifetime=1_200)
    group.fails("time-uncertain-end-and-start", "A pass of twenty minutes begins and ends within the reading: the end "
                "gives the instant.", "TIME-5", both.judges(reading, "clock-uncertain", T + 600), "time-plain",
                "instant-wrong straddle step-order")
