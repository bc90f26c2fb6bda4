"""All that is shown at one door: the queue at noon, and what its undecided are told to do."""
import collections

from doors import OpenDoor
from people import BAD, BOUND, HOLDERS
from tool import Failure

REFRESH, CLOCK, CODE = "a refresh", "a set clock", "a fresh code"

# What a reason asks for; where that was done already, the next. A code that is stale again at a door that shows another
# time than the wall sends its holder to the door's clock (VERIFY-28).
REMEDIES = {
    "key-not-yet-known": [REFRESH],
    "trust-list-expired": [REFRESH],
    "status-list-missing": [REFRESH],
    "status-list-expired": [REFRESH],
    "clock-behind": [CLOCK],
    "clock-uncertain": [CLOCK],
    "pass-from-future": [CLOCK],
    "presentation-stale": [CODE, CLOCK],
}
ROUNDS = 3
RECORDED = 200


class Queue:
    """Everybody's codes, in the order in which they come."""

    def __init__(self, codes, wallets, passes, random, greatest_group=None):
        self.groups = {name: texts[:greatest_group] for name, texts in codes.items()}
        self.wallets, self.passes, self.random = wallets, passes, random
        self.fresh = {group.name: wallets.show(group.name, self._passes(group)) for group in BOUND if group.phone}
        self.people = [(name, number) for name, texts in self.groups.items() for number in range(len(texts))]
        random.shuffle(self.people)

    def code(self, person):
        name, number = person
        return self.groups[name][number]

    def fresh_code(self, person):
        """The code of a phone whose clock was set; the same where it was right, or where the pass is on paper."""
        name, number = person
        return self.fresh.get(name, self.groups[name])[number]

    def answers(self, group, challenges):
        """What the phones of a group answer to a challenge each, by the clocks that they have."""
        return self.wallets.show(group.name, self._passes(group), phone=group.phone, challenges=challenges)

    def _passes(self, group):
        return [made["text"] for made in self.passes[group.name][:len(self.groups[group.name])]]


def hold(door, country, mapae, queue, posters, findings, under="doors"):
    """A door's noon."""
    at = OpenDoor(door, country, mapae, under)
    try:
        at.begin(posters)
        findings.posters[door.name] = at.poster_refusals
        verdicts = dict(zip(queue.people, at.judge([queue.code(person) for person in queue.people], "noon")))
        by_group = {group.name: collections.Counter() for group in [*HOLDERS, *BAD]}
        for (name, _), verdict in verdicts.items():
            by_group[name][verdict] += 1
        findings.verdicts[door.name] = by_group
        if door.name == "fresh":
            findings.answered = {group.name: answered(at, queue, group) for group in BOUND
                                 if any(verdict.outcome != "accepted" for verdict in by_group[group.name])}
            findings.recorded = recorded(at, queue)
        findings.after_remedy[door.name] = remedied(at, queue, verdicts)
        findings.after_mending[door.name] = still_let_in(at, queue, verdicts)
    except Failure as failure:
        raise Failure(f"door \"{door.name}\": {failure}\n  to repeat: Tests/Drill/run --door \"{door.name}\"")


def answered(at, queue, group):
    """How many phones of a group are accepted when each is asked with a challenge of its own, one check a process."""
    challenges = [queue.random.randbytes(16).hex() for _ in queue.groups[group.name]]
    codes = queue.answers(group, challenges)
    return sum(at.judge([code], "asked", "--challenge", challenge)[0].outcome == "accepted"
               for code, challenge in zip(codes, challenges))


def recorded(at, queue):
    """How often each verdict was given to the first of the queue and how often it stands in the verification record."""
    file = at.mapae.folder / at.folder / "record.csv"
    given = at.judge([queue.code(person) for person in queue.people[:RECORDED]], "recorded", "--record", file)
    lines = [line.split(",") for line in file.read_text().splitlines()] if file.exists() else []
    return (collections.Counter((verdict.outcome, verdict.reason) for verdict in given),
            collections.Counter((fields[5], fields[6]) for fields in lines if len(fields) == 7))


def still_let_in(at, queue, verdicts):
    """How many of the bad codes that got in do so when the door has today's lists and the right time, by group."""
    bad = {group.name for group in BAD}
    people = [person for person, verdict in verdicts.items() if person[0] in bad and verdict.outcome == "accepted"]
    if not people:
        return {}
    at.refresh()
    at.set_clock()
    again = zip(people, at.judge([queue.code(person) for person in people], "mended"))
    return collections.Counter(name for (name, _), verdict in again if verdict.outcome == "accepted")


def remedied(at, queue, verdicts):
    """Does what the undecided valid holders are told, and shows them again: who is still not accepted, by group."""
    valid = {group.name for group in HOLDERS}
    undecided = {person: verdict for person, verdict in verdicts.items()
                 if person[0] in valid and verdict.outcome == "undecided"}
    done = set()
    for number in range(1, ROUNDS + 1):
        asked = {next((step for step in REMEDIES.get(verdict.reason, []) if step not in done), None)
                 for verdict in undecided.values()} - {None}
        if not asked:
            break
        try:
            if REFRESH in asked:
                at.refresh()
        except Failure:
            break
        if CLOCK in asked:
            at.set_clock()
        done |= asked
        show = queue.fresh_code if CODE in done else queue.code
        people = list(undecided)
        again = zip(people, at.judge([show(person) for person in people], f"again-{number}"))
        undecided = {person: verdict for person, verdict in again if verdict.outcome != "accepted"}
    return collections.Counter(name for name, _ in undecided)
