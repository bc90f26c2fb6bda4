"""The language of chapter Conformance: a line for each request, a line for each answer."""

from collections.abc import Iterator
import re
from typing import BinaryIO

from .bundles import as_bundle
from .clock import Interval
from .judging import judge, judge_text
from .loading import Loaded, load, load_text
from .octets import Malformed
from .policies import GREATEST_LIMIT, USUAL_AGE, Policy, Verdict
from .posters import whole_of
from .refusals import Refused
from .states import State, read_anchor

NAME, VERSION = "mapae-python", "1.0"
CAPABILITIES = ("core", "text", "presentations", "status-lists", "deltas", "posters")
WINDOW = 16
LINE = 150_000_000  # characters of a request: the greatest bundle, and some more
STATES = 256

NOTHING = "-"
GREATEST_ID = 2**32 - 1
GREATEST_AGE = 2**32 - 1
GREATEST_CHALLENGE = 32
GREATEST_PROFILE = 0xFFFF

COUNT = re.compile(r"0|[1-9][0-9]*")
TIME = re.compile(r"0|-?[1-9][0-9]*")
HEXADECIMAL = re.compile(r"[0-9a-f]+")
DIGEST = re.compile(r"[0-9a-f]{64}")
TAG = re.compile(r"[0-9a-f]{2}")


class BadRequest(Exception):
    """The request cannot be answered. The words are for people."""


def demand(holds: bool, fault: str) -> None:
    if not holds:
        raise BadRequest(fault)


# Fields of a request


def count_of(word: str, greatest: int | None = None) -> int:
    demand(COUNT.fullmatch(word) is not None, "not a count")
    count = int(word)
    demand(greatest is None or count <= greatest, "a count out of its range")
    return count


def time_of(word: str) -> int:
    demand(TIME.fullmatch(word) is not None, "not a time")
    return int(word)


def bytes_of(word: str) -> bytes:
    if word == NOTHING:
        return b""
    demand(HEXADECIMAL.fullmatch(word) is not None and len(word) % 2 == 0, "not bytes")
    return bytes.fromhex(word)


def digest_of(word: str) -> bytes:
    demand(DIGEST.fullmatch(word) is not None, "not a digest")
    return bytes.fromhex(word)


def list_of(word: str) -> list[str]:
    return [] if word == NOTHING else word.split(",")


def is_text_form(word: str) -> bool:
    demand(word in ("bytes", "text"), "not a form")
    return word == "text"


def flag_of(word: str) -> bool:
    demand(word in ("yes", "no"), "neither yes nor no")
    return word == "yes"


def challenge_of(word: str) -> bytes | None:
    if word == NOTHING:
        return None
    challenge = bytes_of(word)
    demand(len(challenge) <= GREATEST_CHALLENGE, "a challenge of more than 32 bytes")
    return challenge


def scopes_of(word: str) -> dict[tuple[bytes, int], frozenset[int]]:
    scopes = {}
    for entry in list_of(word):
        domain, profile, *tags = entry.split(":")
        demand(len(tags) <= 1, "not a scope")
        pair = digest_of(domain), count_of(profile, GREATEST_PROFILE)
        demand(pair not in scopes, "a scope that stands twice")
        scopes[pair] = frozenset(map(tag_of, tags[0].split("+"))) if tags else frozenset()
    return scopes


def tag_of(word: str) -> int:
    demand(TAG.fullmatch(word) is not None, "not a tag")
    return int(word, 16)


def policy_of(scopes: str, home: str, size: str, age: str, challenge: str, bare: str) -> Policy:
    return Policy(
        scopes=scopes_of(scopes),
        home=None if home == NOTHING else digest_of(home),
        size_limit=GREATEST_LIMIT if size == NOTHING else count_of(size),
        greatest_age=USUAL_AGE if age == NOTHING else count_of(age, GREATEST_AGE),
        challenge=challenge_of(challenge),
        takes_bare=flag_of(bare))


def reading_of(earliest: str, latest: str) -> Interval:
    reading = Interval(time_of(earliest), time_of(latest))
    demand(reading.earliest <= reading.latest, "earliest is above latest")
    return reading


# Requests


class Session:
    """Answers requests one by one, and holds the states that they make."""

    def __init__(self):
        self.states: dict[int, State] = {}  # by handle
        self.verbs = {
            "hello": self.hello,
            "open": self.open,
            "load": self.load,
            "poster": self.poster,
            "verify": self.verify,
            "drop": self.drop,
        }
        self.field_counts = {
            "hello": 1, "open": 1, "load": 3, "poster": 2, "verify": 11, "drop": 1,
        }

    def answer(self, line: bytes) -> str:
        """The one line that answers a request (CONF-1), without its line feed."""
        try:
            number, verb, fields = split(line)
            demand(verb in self.verbs, "an unknown verb")
            demand(len(fields) == self.field_counts[verb], "not the fields of this verb")
            return f"{number} {self.verbs[verb](int(number), *fields)}"
        except (BadRequest, Malformed) as fault:
            return f"{number_in(line)} error {fault}"
        except Exception as fault:  # SEC-5: whatever happens, the program goes on
            return f"{number_in(line)} error unexpected {type(fault).__name__}"

    def hello(self, _: int, version: str) -> str:
        demand(version == "1", "an unknown version of the protocol")
        return f"hello 1 {NAME} {VERSION} {','.join(CAPABILITIES)} {WINDOW} {LINE} {STATES}"

    def open(self, handle: int, anchor: str) -> str:
        return f"state {self.keep(handle, State(read_anchor(anchor)))}"

    def load(self, handle: int, state: str, form: str, word: str) -> str:
        held = self.state_of(state)
        loader = load_text if is_text_form(form) else load
        return self.load_with(loader, handle, bytes_of(word), held)

    def poster(self, handle: int, state: str, words: str) -> str:
        held = self.state_of(state)
        whole = whole_of([bytes_of(word) for word in list_of(words)])
        if whole is None:
            return f"nothing {self.keep(handle, held)}"
        return self.load_with(load, handle, as_bundle(whole), held)

    def load_with(self, loader, handle: int, given: bytes, held: State) -> str:
        try:
            loaded: Loaded = loader(given, held)
        except Refused as refused:
            return f"refused {refused.name} {self.keep(handle, held)}"
        entries = [f"{place}:{name}" for place, name in loaded.refusals.items()]
        return f"loaded {self.keep(handle, loaded.state)} {','.join(entries) or NOTHING}"

    def verify(self, _: int, states: str, scopes: str, home: str, size: str, age: str,
               challenge: str, bare: str, earliest: str, latest: str, form: str, word: str) -> str:
        held = [self.state_of(handle) for handle in list_of(states)]
        domains = {state.domain_digest for state in held}
        demand(len(domains) == len(held), "two states of one domain")
        policy = policy_of(scopes, home, size, age, challenge, bare)
        reading = reading_of(earliest, latest)
        judger = judge_text if is_text_form(form) else judge
        return words_of(judger(bytes_of(word), held, policy, reading))

    def drop(self, _: int, state: str) -> str:
        self.state_of(state)
        del self.states[int(state)]
        return "dropped"

    def state_of(self, handle: str) -> State:
        number = count_of(handle, GREATEST_ID)
        demand(number in self.states, "no such state")
        return self.states[number]

    def keep(self, handle: int, state: State) -> str:
        """Holds a state under a handle. Returns its digest in hexadecimal."""
        demand(handle not in self.states, "an id that names a state already")
        demand(len(self.states) < STATES, "no room for another state")
        self.states[handle] = state
        return state.digest.hex()


def words_of(verdict: Verdict) -> str:
    finding = verdict.finding
    return " ".join((
        verdict.outcome,
        finding.reason if finding else NOTHING,
        "authentic" if verdict.is_authentic else "not-authentic",
        ",".join(verdict.advisories) or NOTHING,
        NOTHING if finding is None or finding.instant is None else str(finding.instant)))


# Lines


def split(line: bytes) -> tuple[str, str, list[str]]:
    """Id, verb and fields of a request."""
    demand(len(line) <= LINE and line.endswith(b"\n"), "a line without its end")
    demand(line.isascii(), "a character that is not ASCII")
    number, *words = line[:-1].decode("ascii").split(" ")
    count_of(number, GREATEST_ID)
    demand(len(words) > 0, "a request without a verb")
    return number, words[0], words[1:]


def number_in(line: bytes) -> str:
    """The id at the beginning of a line; 0 where there is none."""
    match = re.match(rb"(0|[1-9][0-9]{0,9})[ \n]", line)
    if match is None or int(match[1]) > GREATEST_ID:
        return "0"
    return match[1].decode("ascii")


def requests(stream: BinaryIO) -> Iterator[bytes]:
    """The lines that come in. Of one that is too long only the beginning is kept."""
    while line := stream.readline(LINE):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(LINE)


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answers until the input ends (CONF-2, CONF-4, CONF-5)."""
    session = Session()
    for line in requests(incoming):
        outgoing.write(session.answer(line).encode("ascii") + b"\n")
        outgoing.flush()
