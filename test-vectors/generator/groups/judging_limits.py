"""The policy's size limit, of passes and of presentations, and clock readings far from any date."""
from ..domain import LINDMOOR, LIST_FROM, NOON
from ..door import DOOR, scopes
from ..objects.claims import HOLDER_KEY
from ..objects.presentations import Presentation
from ..showing import PHONE

TAGS = (0x6C, 0x6D, 0x6E, 0x6F)
DOOR_ = DOOR.asking(scopes=scopes(LINDMOOR, tags=TAGS))


def of_size(size, is_bound=False):
    """A pass of so many bytes, filled up with claims that the door understands."""
    claims, room = [], size - 91
    if is_bound:
        claims.append((HOLDER_KEY, PHONE.public))
        room -= 34
    for tag in TAGS:
        if room >= 3:
            length = min(255, room - 2)
            if 0 < room - 2 - length < 3:
                length -= 3
            claims.append((tag, b"x" * length))
            room -= 2 + length
    made = LINDMOOR.issue(claims=tuple(claims))
    if len(made.octets) != size:
        raise ValueError(f"a pass of {len(made.octets)} bytes in place of {size}")
    return made


def presented(size):
    """A presentation of so many bytes, with a challenge where its pass would be too long without one."""
    challenge = bytes(max(0, min(32, size - 71 - 1_024)))
    shown = of_size(size - 71 - len(challenge), is_bound=True).octets
    return Presentation(NOON, shown, challenge).signed_by(PHONE, LINDMOOR.digest)


def add(group):
    def pair(limit, good, bad, what, reason="device-limit", make=of_size, needs=""):
        """A pass of `good` bytes that the device of this limit can hold, and one of `bad` bytes that it cannot."""
        kind, device = "presentation-" if needs else "", "none" if limit is None else limit
        twin = group.accepts(
            f"judging-size-{kind}{good}-at-{device}", f"{good} bytes; {what}.", "VERIFY-6",
            DOOR_.asking(size=limit).judges(make(good)), "size-limit", needs,
        )
        group.fails(
            f"judging-size-{kind}{bad}-at-{device}", f"{bad} bytes; {what}.",
            "VERIFY-6" if reason == "device-limit" else "VERIFY-6 PASS-1",
            DOOR_.asking(size=limit).judges(make(bad), reason), twin, "size-limit rejects-when-it-cannot-tell", needs,
        )

    pair(256, 256, 257, "the device holds 256")
    pair(512, 512, 513, "the device holds 512")
    pair(1_023, 1_023, 1_024, "the device holds 1,023")
    pair(1_024, 1_024, 1_025, "the device holds 1,024: a longer one is no pass", "malformed")
    pair(4_096, 1_024, 1_025, "a limit above 1,024 counts as 1,024", "malformed")
    pair(None, 1_024, 1_025, "the policy has no limit, which counts as 1,024", "malformed")
    pair(0, 256, 257, "a limit of 0 counts as 256")
    pair(255, 256, 257, "a limit of 255 counts as 256")
    group.fails(
        "judging-size-1025-at-256", "1,025 bytes; no device could hold it, so the smallest says malformed too.",
        "VERIFY-6 PASS-1", DOOR_.asking(size=256).judges(of_size(1_025), "malformed"), "judging-size-256-at-256",
        "size-limit step-order",
    )
    group.fails(
        "judging-size-trust-list-at-256", "A trust list, shown as a pass at a device that cannot hold it: the limit is "
        "of all input, and comes before the form.", "VERIFY-6 PASS-3",
        DOOR_.asking(size=256).judges(LINDMOOR.signed_list, "device-limit"), "judging-size-256-at-256",
        "size-limit step-order",
    )
    presentations = {"make": presented, "needs": "presentations"}
    pair(256, 359, 360, "a device that holds 256 holds 103 more of a presentation", **presentations)
    pair(512, 615, 616, "a device that holds 512 holds 103 more of a presentation", **presentations)
    pair(1_024, 1_127, 1_128, "the longest presentation is of the longest pass and a challenge of 32 bytes",
         "malformed", **presentations)
    far_clocks(group)


def far_clocks(group):
    """A clock reading is of any whole seconds, negative ones and those beyond every date too."""
    shown, end = LINDMOOR.issue(), LINDMOOR.draft().end
    twin = group.accepts(
        "judging-clock-from-far-below", "Earliest is 2^50 s before 1970, and latest noon: the floor raises earliest.",
        "TIME-2 BASE-4", DOOR.at(-(2**50), NOON).judges(shown), "narrow-times",
    )
    for name, clock, reason, instant, advisories, requirement, what in (
        ("negative", (-5, -1), "clock-behind", LIST_FROM, [], "TIME-3", "A clock before 1970"),
        ("far-below", (-(2**50), -(2**50)), "clock-behind", LIST_FROM, [], "TIME-3", "A clock 2^50 s before 1970"),
        ("far-above", (2**50, 2**50), "expired", end, ["refresh-due"], "VERIFY-15", "A clock 2^50 s after 1970"),
        ("of-all-time", (-(2**50), 2**50), "clock-uncertain", end, ["refresh-due"], "TIME-5",
         "A clock that knows nothing, from 2^50 s before 1970 to as many after it"),
    ):
        group.fails(
            f"judging-clock-{name}", f"{what}.", f"{requirement} BASE-4",
            DOOR.at(*clock).judges(shown, reason, instant, advisories), twin,
            "narrow-times time-ignored rejects-when-it-cannot-tell",
        )
