"""Steps 1 to 3: from the input to a pass or a presentation of good form."""

from . import base41, passes, presentations
from .octets import Malformed
from .passes import Pass, read_pass
from .policies import Policy
from .presentations import Presentation, read_presentation

KNOWN_FIRST_BYTES = range(0x11, 0x19)


class Stopped(Exception):
    """One of steps 1 to 7 decides."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def stop_unless(holds: bool, reason: str) -> None:
    if not holds:
        raise Stopped(reason)


def bytes_of_text(text: bytes) -> bytes:
    """Step 1, lines 1 and 2."""
    try:
        return base41.object_of(text)
    except base41.ForeignText:
        raise Stopped("unsupported-version") from None  # TEXT-1
    except Malformed:
        raise Stopped("malformed") from None  # TEXT-2 to TEXT-4


def open_input(raw: bytes, policy: Policy) -> Pass | Presentation:
    check_first_byte(raw)  # step 1
    check_size(raw, policy)  # step 2
    return well_formed(raw)  # step 3


def check_first_byte(raw: bytes) -> None:
    """Step 1, lines 3 and 4."""
    stop_unless(len(raw) > 0, "malformed")  # PASS-1
    stop_unless(raw[0] in KNOWN_FIRST_BYTES, "unsupported-version")  # VERIFY-5


def check_size(raw: bytes, policy: Policy) -> None:
    """Step 2, VERIFY-6. What no device need hold is left to step 3."""
    addition = presentations.GREATEST_ADDITION if raw[0] == presentations.FIRST_BYTE else 0
    if len(raw) <= passes.GREATEST + addition:
        stop_unless(len(raw) <= policy.pass_limit + addition, "device-limit")


def well_formed(raw: bytes) -> Pass | Presentation:
    """Step 3."""
    try:
        if raw[0] == presentations.FIRST_BYTE:
            return read_presentation(raw)
        return read_pass(raw)  # which refuses the other kinds (PASS-3)
    except Malformed:
        raise Stopped("malformed") from None
