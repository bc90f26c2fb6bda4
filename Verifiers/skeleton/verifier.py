#!/usr/bin/env python3
"""Where a Mapae verifier in Python begins.

It speaks the protocol of spec/conformance.md and reads the text form. It judges no
pass yet: where a text decodes to an object that may be good, it answers `error`, so
it lets nobody in. What is missing is marked MISSING, with the chapter that says it.
"""

import hashlib
import sys

NAME, VERSION, CAPABILITIES = "my-verifier", "0.1", "core,text"
WINDOW, LINE, STATES = 16, 16_777_216, 8

DIGITS = {ord(digit): value for value, digit in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:")}


class Decided(Exception):
    """A reason or a refusal, by its name in spec/registries.md."""


class NotWritten(Exception):
    """What this program cannot answer yet."""


# Text (spec/text.md)


def bytes_of_text(text: bytes) -> bytes:
    if not text.startswith(b"MP1:"):
        raise Decided("unsupported-version")  # TEXT-1
    values = [DIGITS.get(character, -1) for character in text[4:]]
    if -1 in values:
        raise Decided("malformed")  # TEXT-2
    decoded = bytearray()
    for start in range(0, len(values), 3):
        decoded += bytes_of_group(values[start:start + 3])
    return bytes(decoded)


def bytes_of_group(group: list[int]) -> bytes:
    size = len(group) - 1
    number = 0
    for value in group:
        number = number * 41 + value
    if size == 0 or number >= 256 ** size:
        raise Decided("malformed")  # TEXT-4, TEXT-3
    return number.to_bytes(size, "big")


# Loading (spec/trust.md, "Loading")


def load(bundle: bytes, state: bytes) -> bytes:
    """The bytes of the new state. A state that holds nothing has no bytes."""
    if not bundle:
        raise Decided("malformed")  # step 1
    if bundle[0] >> 4 != 1:
        raise Decided("unsupported-version")  # TRUST-20
    if bundle[0] != 0x16:
        raise Decided("malformed")  # TRUST-19
    if state:
        raise NotWritten("a second load")
    # MISSING: the rest of step 2, and steps 3 to 12. Until they are written, this
    # believes any bundle that is loaded first. That is why `judge` never accepts.
    return bundle


# Verdicts (spec/verification.md, "Steps")

OUTCOMES = {"unsupported-version": "undecided", "malformed": "rejected"}


def judge(shown: bytes) -> None:
    if not shown:
        raise Decided("malformed")  # step 1, PASS-1
    if not 0x11 <= shown[0] <= 0x18:
        raise Decided("unsupported-version")  # step 1, VERIFY-5
    # MISSING: steps 2 to 31. An acceptance has no reason: `accepted - authentic - -`.
    raise NotWritten("the verdict on a pass")


# The protocol (spec/conformance.md)


class Session:
    def __init__(self):
        self.states: dict[str, bytes] = {}  # by handle

    def answer(self, line: str) -> str:
        number, verb, *fields = line.split(" ")
        try:
            return f"{number} {self.verbs[verb](self, number, *fields)}"
        except Exception as fault:  # whatever happens, each request has its answer
            return f"{number} error {type(fault).__name__}: {fault}"

    def hello(self, number: str, protocol: str) -> str:
        return f"hello {protocol} {NAME} {VERSION} {CAPABILITIES} {WINDOW} {LINE} {STATES}"

    def open(self, number: str, anchor: str) -> str:
        # MISSING: keep the anchor, which step 3 and step 4 of a load need.
        return f"state {self.keep(number, b'')}"

    def load(self, number: str, handle: str, form: str, given: str) -> str:
        state = self.states[handle]
        try:
            made = load(read(form, given), state)
        except Decided as refusal:
            return f"refused {refusal} {self.keep(number, state)}"
        return f"loaded {self.keep(number, made)} -"

    def verify(self, number: str, states: str, scopes: str, home: str, size: str, age: str, challenge: str,
               bare: str, earliest: str, latest: str, form: str, given: str) -> str:
        try:
            judge(read(form, given))
        except Decided as reason:
            return f"{OUTCOMES[str(reason)]} {reason} not-authentic - -"

    def drop(self, number: str, handle: str) -> str:
        del self.states[handle]
        return "dropped"

    def keep(self, number: str, state: bytes) -> str:
        self.states[number] = state
        return hashlib.sha256(state).hexdigest()

    verbs = {"hello": hello, "open": open, "load": load, "verify": verify, "drop": drop}


def read(form: str, given: str) -> bytes:
    octets = b"" if given == "-" else bytes.fromhex(given)
    return bytes_of_text(octets) if form == "text" else octets


if __name__ == "__main__":
    session = Session()
    for line in sys.stdin:
        print(session.answer(line.rstrip("\n")), flush=True)
