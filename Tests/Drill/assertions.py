"""What the drill asserts, each under its name. An assertion gives what is wrong, a line each; nothing is right."""
import json

from country import LIFETIME
from expectations import EXCUSED, EXPECTED
from noon import NOON
from people import BAD, HOLDERS, KINDS
from tool import ROOT

REASONS = json.loads((ROOT / "spec" / "registry" / "reasons.json").read_text(encoding="utf-8"))["reasons"]
OUTCOMES = {"accepted": "accepted", **{reason["name"]: reason["outcome"] for reason in REASONS}}
REMEDIES = {reason["name"]: reason["mendedBy"] for reason in REASONS}


class Findings:
    """What the doors said: for each door and group how often each verdict; and what else is asserted of it."""

    def __init__(self):
        self.verdicts, self.after_remedy, self.after_mending, self.posters = {}, {}, {}, {}
        # Of the fresh door: who was accepted with an answer to a challenge, by group; what was given and recorded.
        self.answered, self.recorded = {}, None

    def of(self, door, group):
        return self.verdicts[door.name][group.name]

    def count(self, door, groups, outcome):
        return sum(count for group in groups for verdict, count in self.of(door, group).items()
                   if verdict.outcome == outcome)


def told(door, group, expected, found):
    return f"door \"{door.name}\", group \"{group}\": expected {expected}, found {found}"


def summary(verdicts):
    return ", ".join(f"{count} {verdict.reason or verdict.outcome}" for verdict, count in sorted(
        verdicts.items(), key=lambda item: -item[1]))


def counts(findings, doors):
    """Each door says of each group what was expected, and nothing else."""
    for door in doors:
        for group in [*HOLDERS, *BAD]:
            verdicts, reason = findings.of(door, group), EXPECTED[door.name].reason(group.name)
            said = {(verdict.outcome, verdict.reason or "accepted") for verdict in verdicts}
            if said != {(OUTCOMES[reason], reason)}:
                yield told(door, group.name, f"{verdicts.total()} {reason}", summary(verdicts))


def totals(findings, doors):
    """The written counts of accepted, undecided and rejected holders, and of bad codes that got in."""
    for door in doors:
        if findings.of(door, HOLDERS[0]).total() != HOLDERS[0].count:
            continue  # A part of each group was shown.
        expected = EXPECTED[door.name]
        found = tuple(findings.count(door, HOLDERS, outcome) for outcome in ("accepted", "undecided", "rejected"))
        if found != expected.valid:
            yield told(door, "valid holders", expected.valid, found)
        if (bad := findings.count(door, BAD, "accepted")) != expected.bad_accepted:
            yield told(door, "bad codes that got in", expected.bad_accepted, bad)


def no_valid_holder_rejected(findings, doors):
    """But for what a clock that is wrong by more than it says explains."""
    for door in doors:
        for group in HOLDERS:
            verdicts, excuse = findings.of(door, group), EXCUSED.get(door.name, {}).get(group.name)
            if any(verdict.outcome == "rejected" and verdict.reason != excuse for verdict in verdicts):
                yield told(door, group.name, f"nobody rejected but as {excuse}" if excuse else "nobody rejected",
                           summary(verdicts))


def fresh_door_accepts_all(findings, doors):
    """Every valid holder: with the code that they show, or with an answer to the challenge that a phone is asked."""
    for door in doors:
        for group in HOLDERS if door.name == "fresh" else []:
            accepted = findings.count(door, [group], "accepted") + findings.answered.get(group.name, 0)
            if accepted != (all_of_them := findings.of(door, group).total()):
                yield told(door, group.name, f"{all_of_them} accepted", f"{accepted} accepted")


def undecided_names_its_remedy(findings, doors):
    """Who can mend it, and one sentence."""
    for door in doors:
        for group in [*HOLDERS, *BAD]:
            for verdict, count in findings.of(door, group).items():
                if verdict.outcome == "undecided" and not (
                        verdict.sentence and verdict.remedy == REMEDIES.get(verdict.reason)):
                    yield told(door, group.name, f"{verdict.reason} names its remedy",
                               f"{count} with {verdict.remedy!r} and {verdict.sentence!r}")


def remedy_admits(findings, doors):
    """After a refresh from a plain file, a set clock or a fresh code, whichever the reasons ask for."""
    for door in doors:
        for group, left in findings.after_remedy.get(door.name, {}).items():
            yield told(door, group, "all accepted after the remedy", f"{left} are not")


def remedy_shuts_out(findings, doors):
    """What got in does so no more once the door has today's lists and the right time."""
    for door in doors:
        for group, left in findings.after_mending.get(door.name, {}).items():
            yield told(door, group, "nobody accepted after a refresh and with a set clock", f"{left} accepted")


def bad_codes_refused(kind):
    """The assertion that no code of a kind gets in that the door's own unexpired lists refuse, or its clock."""
    def refused(findings, doors):
        for door in doors:
            for group in BAD:
                accepted = findings.count(door, [group], "accepted")
                if group.kind == kind and accepted and door.refuses(group):
                    yield told(door, group.name, "nobody accepted", f"{accepted} accepted")
    refused.__doc__ = f"No {kind} code gets in that the door's own unexpired lists refuse."
    return refused


def let_through_is_bounded(findings, doors):
    """What a stale list lets through became bad after the list was signed, and the list is no older than it may be."""
    for door in doors:
        for group in BAD:
            accepted = findings.count(door, [group], "accepted")
            if not accepted or group.known is None:
                continue
            what, since = group.known
            bound, age = door.ignorance(what), NOON - since
            if age > bound or bound > LIFETIME:
                yield told(door, group.name, f"accepted for at most {bound} s, a list's {LIFETIME} s at most",
                           f"{accepted} accepted that are bad for {age} s")


def expired_list_admits_nobody(findings, doors):
    """Behind its expiry a trust list lets nobody in."""
    for door in doors:
        if NOON >= door.trust + LIFETIME and (accepted := findings.count(door, [*HOLDERS, *BAD], "accepted")):
            yield told(door, "all", "nobody accepted", f"{accepted} accepted")


def demanded_status_list_decides(findings, doors):
    """No door accepts anybody without the status list that the trust list demands, or with an expired one."""
    for door in doors:
        if door.status is None or NOON >= door.status + LIFETIME:
            if accepted := findings.count(door, [*HOLDERS, *BAD], "accepted"):
                yield told(door, "all", "nobody accepted", f"{accepted} accepted")


def slow_clock_decides_nothing(findings, doors):
    """A clock that is behind the door's own list is known to be behind, and no time decides."""
    for door in doors:
        for group in HOLDERS if NOON + door.clock + door.error < door.trust else []:
            if any(verdict.reason != "clock-behind" for verdict in findings.of(door, group)):
                yield told(door, group.name, "clock-behind", summary(findings.of(door, group)))


def forged_poster_refused(findings, doors):
    """Another authority's as a foreign one, the altered one by its signature; and the door holds what it held."""
    for door in doors:
        if not door.poster:
            continue
        expected = ["foreign-domain", "bad-signature"] if door.poster == "forged" else ["foreign-domain"]
        offered = findings.posters.get(door.name, [])
        if len(offered) != len(expected):
            yield told(door, "posters", f"{len(expected)} offered", len(offered))
        for refusal, (status, words, is_as_before) in zip(expected, offered):
            if status == 0 or f"({refusal})" not in words or not is_as_before:
                yield told(door, "posters", refusal, words or "taken")


def refresh_is_advised(findings, doors):
    """From the list's refresh after on, on every code that the issuer signed, and not before."""
    for door in doors:
        is_due = NOON + door.clock + door.error >= door.trust + LIFETIME // 2
        for group in HOLDERS:
            for verdict in findings.of(door, group):
                if verdict.reason != "key-not-yet-known" and ("refresh-due" in verdict.advisories) != is_due:
                    yield told(door, group.name, "refresh-due" if is_due else "no advisory", verdict.advisories)


def every_check_recorded(findings, doors):
    """The verification record of the fresh door has one whole line for each check, with its verdict."""
    for door in doors:
        if door.name == "fresh":
            expected, found = findings.recorded
            if expected != found or not expected:
                yield told(door, "record", dict(expected), dict(found))


ASSERTIONS = {
    "counts": counts,
    "totals": totals,
    "no-valid-holder-rejected": no_valid_holder_rejected,
    "fresh-door-accepts-all": fresh_door_accepts_all,
    "undecided-names-its-remedy": undecided_names_its_remedy,
    "remedy-admits": remedy_admits,
    "remedy-shuts-out": remedy_shuts_out,
    **{f"{kind.replace(' ', '-')}-refused": bad_codes_refused(kind) for kind in KINDS},
    "let-through-is-bounded": let_through_is_bounded,
    "expired-list-admits-nobody": expired_list_admits_nobody,
    "demanded-status-list-decides": demanded_status_list_decides,
    "slow-clock-decides-nothing": slow_clock_decides_nothing,
    "forged-poster-refused": forged_poster_refused,
    "refresh-is-advised": refresh_is_advised,
    "every-check-recorded": every_check_recorded,
}


def failures(findings, doors):
    """The lines of each assertion that fails, by its name."""
    found = {name: list(check(findings, doors)) for name, check in ASSERTIONS.items()}
    return {name: lines for name, lines in found.items() if lines}
