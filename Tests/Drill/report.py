"""The table for the README: what each door said to the valid holders, why it was undecided, and what got in."""
import collections

from people import BAD, HOLDERS

HEAD = ["door", "accepted", "undecided", "rejected", "why", "bad codes that got in"]


def reasons(findings, door):
    """Why valid holders were not accepted at once, the most frequent reason first."""
    found = collections.Counter()
    for group in HOLDERS:
        for verdict, count in findings.of(door, group).items():
            if verdict.outcome != "accepted":
                found[verdict.reason] += count
    ordered = sorted(found.items(), key=lambda item: (-item[1], item))
    return ", ".join(f"`{reason}` {count:,}" for reason, count in ordered)


def got_in(findings, door):
    """How many, and of which groups."""
    found = {group.name: findings.count(door, [group], "accepted") for group in BAD}
    named = ", ".join(f"{name} {count:,}" for name, count in found.items() if count)
    return f"{sum(found.values()):,}" + (f": {named}" if named else "")


def rows(findings, doors):
    for door in doors:
        yield [door.name, *(f"{findings.count(door, HOLDERS, outcome):,}"
                            for outcome in ("accepted", "undecided", "rejected")),
               reasons(findings, door), got_in(findings, door)]


def markdown(findings, doors):
    lines = [HEAD, ["---", "--:", "--:", "--:", "---", "---"], *rows(findings, doors)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
