"""What each door is expected to say, and why. Nothing here comes from a run.

Of each group a door says one thing: "accepted", or a reason of the registry, whose outcome the registry gives. Where a
door is not named, its groups are as ORDINARY says. The counts follow from the sizes of the groups; they are written
here once more, so that a slip in one place shows.
"""
import dataclasses

from people import BAD, HOLDERS

ACCEPTED = "accepted"

# A phone whose clock is more than two minutes slow or one fast makes codes that are not fresh at a door with ± 60 s.
OFF = ["phone 4 min fast", "phone 1 h slow", "phone 1 h fast"]
PHONES = ["phone", "phone 90 s slow", *OFF, "issued anew"]
REVOKED = [group.name for group in BAD if group.kind == "revoked"]
LATER_KEYS = ["rotated key", "issued anew", "issued this morning"]
BEFORE_THE_LISTS_EXPIRY_COUNTS = ["altered digit", "forger's key", "key never listed", "ended yesterday",
                                  "ended an hour ago", "in another's code", "time moved on", "another country's",
                                  "access pass"]
"""Bad codes that steps before 21 decide, whatever the door's lists say of revocations and thefts."""

HOLDERS_NAMES = [group.name for group in HOLDERS]
BAD_NAMES = [group.name for group in BAD]


def all_of(names, reason):
    return dict.fromkeys(names, reason)


# At a door that knows all: every valid holder whose phone's clock is right gets in, and no bad code does.
ORDINARY = {
    **all_of(HOLDERS_NAMES, ACCEPTED),
    **all_of(OFF, "presentation-stale"),
    "altered digit": "bad-signature",
    "forger's key": "bad-signature",
    # A forger who names a key that no list has yet gains an undecided, and nobody in.
    "key never listed": "key-not-yet-known",
    "ended yesterday": "expired",
    "ended an hour ago": "expired",
    **all_of(REVOKED, "revoked"),
    "stolen key": "key-compromised",
    "photograph of a pass": "presentation-needed",
    "in another's code": "bad-holder-proof",
    "time moved on": "bad-holder-proof",
    "code of 10 min ago": "presentation-stale",
    "code of 2 h ago": "presentation-stale",
    "another country's": "unknown-domain",
    "access pass": "not-accepted-here",
}

# An expired trust list decides nothing that a newer one may say otherwise: neither an acceptance nor a closed rule.
EXPIRED_LIST = all_of([name for name in HOLDERS_NAMES + BAD_NAMES if name not in BEFORE_THE_LISTS_EXPIRY_COUNTS],
                      "trust-list-expired")


@dataclasses.dataclass(frozen=True)
class Expected:
    """What a door says otherwise than ORDINARY, and how many valid holders it accepts, leaves undecided and rejects."""
    valid: tuple[int, int, int]
    otherwise: dict[str, str] = dataclasses.field(default_factory=dict)
    bad_accepted: int = 0

    def reason(self, group):
        return self.otherwise.get(group, ORDINARY[group])


EXPECTED = {
    # 1,000 phones are off by four minutes or an hour.
    "fresh": Expected((9_000, 1_000, 0)),
    # Unexpired lists say of valid passes what the newest say. What was revoked or stolen since gets in: 300 + 1,000.
    "list a week old": Expected((9_000, 1_000, 0), {
        "revoked 10 Dec": ACCEPTED, "stolen key": ACCEPTED}, bad_accepted=1_300),
    # The same with what happened in the week before: 400 more. A refresh that is due is an advisory, and no outcome.
    "past refresh after": Expected((9_000, 1_000, 0), {
        "revoked 1 Dec": ACCEPTED, "revoked 10 Dec": ACCEPTED, "stolen key": ACCEPTED}, bad_accepted=1_700),
    # What is revoked is revoked, whatever the trust list's age.
    "past its expiry": Expected((0, 10_000, 0), {**EXPIRED_LIST, **all_of(REVOKED, "revoked")}),
    # The key of 24 November is listed since 18 October: so nobody with a new pass meets a door that does not know it.
    "before a key's first use": Expected((9_000, 1_000, 0), {
        "revoked 1 Dec": ACCEPTED, "revoked 10 Dec": ACCEPTED, "stolen key": ACCEPTED}, bad_accepted=1_700),
    # Without the two keys nothing is known of their passes. That is step 5, before all others.
    "before a key's listing": Expected((0, 10_000, 0), {
        **EXPIRED_LIST, **all_of(LATER_KEYS, "key-not-yet-known")}),
    # The newest status list names all that is revoked, and not what the thief signed.
    "before a compromise": Expected((9_000, 1_000, 0), {"stolen key": ACCEPTED}, bad_accepted=1_000),
    # The list says until when the strict rule is in force and from when on the relaxed one: at noon it knows.
    "before a relaxed rule": Expected((9_000, 1_000, 0), {"stolen key": ACCEPTED}, bad_accepted=1_000),
    # By its list the strict rule is closed for 900 holders; an expired list rejects nobody by a rule (RULE-12).
    "before its announcement": Expected((0, 10_000, 0), EXPIRED_LIST),
    # What is on the poster is what is in the file.
    "cold start from a poster": Expected((9_000, 1_000, 0)),
    # It goes on with what it held: the list a week old.
    "a forged poster": Expected((9_000, 1_000, 0), {
        "revoked 10 Dec": ACCEPTED, "stolen key": ACCEPTED}, bad_accepted=1_300),
    # It says 00:40, and its list of 00:00 does not show that it is wrong. All codes of phones come from the future, and
    # so do 300 passes. By its time the strict rule was in force: 600 + 300 rejected, which the rule relaxed at 01:00
    # explains. What ended at 01:40 has not ended, and a code of 00:40 is fresh: 200 + 300 get in.
    "clock two hours slow": Expected((3_800, 5_300, 900), {
        **all_of(PHONES, "presentation-stale"), "issued this morning": "pass-from-future",
        **all_of(["relaxed rule", "rule ends tonight"], "rule-expired"),
        "ended an hour ago": ACCEPTED, "code of 2 h ago": ACCEPTED}, bad_accepted=500),
    # Its list is dated after its clock, so the clock is known to be behind and decides nothing.
    "clock a year slow": Expected((0, 10_000, 0), {
        **all_of(HOLDERS_NAMES, "clock-behind"),
        **all_of(["ended yesterday", "ended an hour ago", "photograph of a pass", "code of 10 min ago",
                  "code of 2 h ago"], "clock-behind")}),
    # It says 02:50 ± 15 min, 02:35 to 03:05, and takes codes of 60 s + 2 · 15 min = 31 min: after 02:34. So phones that
    # are four minutes fast get in, and those of an hour do not. Whether what ends at 03:00 has ended it cannot tell.
    "ten minutes fast, honest": Expected((9_100, 900, 0), {
        "phone 4 min fast": ACCEPTED, "ends in 20 min": "clock-uncertain"}),
    # It says tomorrow, ± 60 s. What ends until then it rejects: 300 + 300 passes and 300 by a rule that closes tonight,
    # which the false clock explains. All codes of phones are of yesterday.
    "a day fast, false": Expected((4_100, 5_000, 900), {
        **all_of(PHONES, "presentation-stale"), **all_of(["ends in 20 min", "ends tonight"], "expired"),
        "rule ends tonight": "rule-expired"}),
    # The trust list demands a status list. A stale code comes first: step 29 before step 30.
    "status list missing": Expected((0, 10_000, 0), {
        **all_of([name for name in HOLDERS_NAMES if name not in OFF], "status-list-missing"),
        **all_of(REVOKED, "status-list-missing")}),
    # The status list of 22 November is unexpired and names what was revoked before: 400 + 300 get in.
    "status list old": Expected((9_000, 1_000, 0), {
        "revoked 1 Dec": ACCEPTED, "revoked 10 Dec": ACCEPTED}, bad_accepted=700),
    # That of 8 November names nothing yet, and has expired.
    "status list expired": Expected((0, 10_000, 0), {
        **all_of([name for name in HOLDERS_NAMES if name not in OFF], "status-list-expired"),
        **all_of(REVOKED, "status-list-expired")}),
}

EXCUSED = {
    # A rule that was relaxed within the error of a slow clock.
    "clock two hours slow": all_of(["relaxed rule", "rule ends tonight"], "rule-expired"),
    # What ends, or is ruled out, within the error of a falsely fast one.
    "a day fast, false": {**all_of(["ends in 20 min", "ends tonight"], "expired"), "rule ends tonight": "rule-expired"},
}
"""The only valid holders who may be rejected, each for the reason that a wrong clock explains."""
