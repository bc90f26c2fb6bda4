"""The policy's size limit, of passes and of presentations."""
from ..domain import LINDMOOR, NOON
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


def presented(size, challenge=b""):
    """A presentation of so many bytes."""
    shown = of_size(size - 71 - len(challenge), is_bound=True).octets
    return Presentation(NOON, shown, challenge).signed_by(PHONE, LINDMOOR.digest)


def add(group):
    def accepts(id, comment, limit, shown, needs=""):
        return group.accepts(f"judging-size-{id}", comment, "VERIFY-6", DOOR_.asking(size=limit).judges(shown),
                             "size-limit", needs)

    def fails(id, comment, limit, shown, reason, twin, needs=""):
        group.fails(
            f"judging-size-{id}", comment, "VERIFY-6" if reason == "device-limit" else "VERIFY-6 PASS-1",
            DOOR_.asking(size=limit).judges(shown, reason), twin, "size-limit rejects-when-it-cannot-tell", needs,
        )

    for size in (256, 512, 1_023):
        twin = accepts(f"{size}-at-{size}", f"A pass of {size} bytes at a device that holds {size}.", size,
                       of_size(size))
        fails(f"{size + 1}-at-{size}", "One byte more.", size, of_size(size + 1), "device-limit", twin)
    twin = accepts("1024-at-1024", "A pass of 1,024 bytes at a device that holds 1,024.", 1_024, of_size(1_024))
    accepts("1024-at-none", "A pass of 1,024 bytes, and no size limit.", None, of_size(1_024))
    accepts("1024-at-4096", "A pass of 1,024 bytes; a limit above 1,024 counts as 1,024.", 4_096, of_size(1_024))
    fails("1025-at-4096", "A pass of 1,025 bytes; a limit above 1,024 counts as 1,024.", 4_096, of_size(1_025),
          "malformed", twin)
    fails("1024-at-256", "The longest pass at the smallest device.", 256, of_size(1_024), "device-limit", twin)
    fails("1025-at-256", "No device could hold it as a pass: it is malformed at the smallest one too.", 256,
          of_size(1_025),
          "malformed", twin)
    for limit in (0, 255):
        twin = accepts(f"256-at-{limit}", f"A pass of 256 bytes; a limit of {limit} counts as 256.", limit,
                       of_size(256))
        fails(f"257-at-{limit}", f"A pass of 257 bytes; a limit of {limit} counts as 256.", limit, of_size(257),
              "device-limit", twin)
    needs = "presentations"
    for size, limit in ((359, 256), (615, 512)):
        twin = accepts(f"presentation-{size}-at-{limit}", f"A presentation of {size} bytes: {limit} and 103.", limit,
                       presented(size),
                       needs)
        fails(f"presentation-{size + 1}-at-{limit}", "One byte more.", limit, presented(size + 1), "device-limit", twin,
              needs)
    twin = accepts("presentation-1127-at-none", "The longest presentation: the longest pass and a challenge of 32 "
    "bytes.", None,
                   presented(1_127, bytes(32)), needs)
    accepts("presentation-1127-at-1024", "The longest presentation at a device that holds 1,024 bytes of a pass.",
            1_024,
            presented(1_127, bytes(32)), needs)
    fails("presentation-1127-at-1023", "The longest presentation at a device that holds a byte less.", 1_023,
          presented(1_127, bytes(32)), "device-limit", twin, needs)
