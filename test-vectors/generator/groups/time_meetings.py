"""Two boundaries at one instant: what is said a second before it, at it, and across."""
from itertools import combinations

from .. import registry
from ..moment import PLAIN, T
from .time_edges import APART, EDGES
from .time_grid import plain_of, share

READINGS = (("before", (T - 1, T - 1), "a second before"), ("at", (T, T), "at T"), ("across", (T - 1, T), "across T"))


def add(group):
    apart = {frozenset(pair) for pair in APART}
    for pair in combinations(EDGES, 2):
        names = frozenset(edge.name for edge in pair)
        if names in apart:
            apart.remove(names)
        else:
            meet(group, pair)
    if apart:
        raise ValueError(f"no edges have these names: {sorted(map(sorted, apart))}")


def meet(group, edges):
    moment = PLAIN
    for edge in edges:
        moment = edge.change(moment)
    id = "time-meet-" + "-and-".join(edge.name for edge in edges)
    share(group, moment, id.removeprefix("time-"))
    requirements, flags = about(edges)
    results = [(f"{id}-{name}", clock, where, met(edges, clock)) for name, clock, where in READINGS]
    twin = next((case for case, _, _, result in results if result is None), plain_of(moment))
    for case, clock, where, result in results:
        comment = f"At T {edges[0].what}, and {edges[1].what}; the clock stands {where}."
        advisories = sorted({name for edge in edges for name in edge.advisories(clock)})
        if result is None:
            group.accepts(case, comment, requirements, moment.judges(clock, advisories=advisories), flags, moment.needs)
        else:
            group.fails(case, comment, requirements, moment.judges(clock, *result, advisories), twin, flags,
                        moment.needs)


def about(edges):
    """The requirements that a meeting is about, and its flags."""
    requirements = [id for edge in edges for id in edge.requirements.split()]
    flags = "edge-off-by-one instant-wrong step-order"
    lists = {edge.domain for edge in edges if edge.is_of_list}
    if any(edge.domain in lists and "RULE-11" in edge.requirements for edge in edges):
        requirements.append("RULE-12")
        flags += " rule-without-list"
    if all(edge.is_of_rule for edge in edges) and edges[0].domain == edges[1].domain:
        requirements.append("RULE-3")
    return " ".join(dict.fromkeys([*requirements, "VERIFY-1"])), flags


def met(edges, clock):
    """Reason and instant where boundaries meet, or None: that of the first step which decides (VERIFY-1)."""
    earliest, latest = clock
    found = []
    for edge in edges:
        is_dated = any(edge.domain in other.dates for other in edges)
        if is_dated and latest < T:
            continue  # TIME-3, TIME-4, STATUS-28: nothing is decided about this domain.
        floor = T if is_dated else earliest
        found.append((edge, edge.result((max(earliest, floor), latest))))
    unproven = {edge.domain for edge, result in found if edge.is_of_list and result}
    results = {
        result for edge, result in found
        if result and not (result[0] == "rule-expired" and edge.domain in unproven)  # RULE-12
    }
    if not results:
        return None
    first = min(map(step, results))
    deciding = [result for result in results if step(result) == first]
    if len(deciding) > 1:
        raise ValueError(f"{[edge.name for edge in edges]}: the table does not say which of {deciding} is given")
    return deciding[0]


def step(result):
    return registry.reasons()[result[0]]["step"]
