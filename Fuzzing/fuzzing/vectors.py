"""Seeds of the test vectors: of each accepting case, its objects as they are, and the case as a script.

Failing cases give none, so that a fuzzer has to find every fault by itself.
"""
import hashlib
import json
import zlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tool import ROOT

from . import objects

VECTORS = ROOT / "test-vectors"
GREATEST = 4_096
"""Bytes of a seed; small ones are mutated faster."""
RAW = {1: "pass", 2: "presentation", 3: "record", 4: "list", 5: "status", 8: "status"}
OBJECT, DELTA, LOAD, QUESTION = range(4)
KEYS = [
    Ed25519PrivateKey.from_private_bytes(bytes([n + 1]) * 32).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    for n in range(48)
]
"""The harness's own keys, as TestKeys.swift has them."""
HONEST = "judging-honest"
"""A case with nothing special."""
NO_CHOICES = bytes(4)
"""Nothing is taken away or put in another order: a fuzzer has to choose that by itself."""
PROFILES = (1, 2, 3, 4, 9, 0xF000, 0xF001, 0xFFFF)
"""As Question.swift has them."""


def cases():
    """Each accepting case with its file's objects."""
    for path in sorted(VECTORS.glob("*.json")):
        group = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(group.get("cases"), list):
            continue
        for case in group["cases"]:
            if "twin" not in case and "steps" in case:
                yield case, group["objects"]


class Unfit(Exception):
    """A case that gives no seeds."""


def resolved(value, known):
    """The bytes of an input. One that a recipe stands for is too long for a seed."""
    if isinstance(value, dict) and "object" not in value:
        raise Unfit
    return bytes.fromhex(known[value["object"]] if isinstance(value, dict) else value)


class Story:
    """A case as a script: what Script.swift reads."""

    def __init__(self, case, known):
        self.case, self.known = case, known
        self.script, self.domains, self.of_state, self.keys = b"", [], {}, {}
        for step in case["steps"]:
            if "open" in step:
                self.open(step)
            elif "load" in step and "bytes" in step:
                self.load(step["load"], step["state"], resolved(step["bytes"], known))
            elif "verify" in step and "bytes" in step:
                self.ask(step, resolved(step["bytes"], known))
        if "verify" not in case["steps"][-1]:
            self.part(QUESTION, 0, bytes(16) + NO_CHOICES)

    def open(self, step):
        digest = step["open"][:64]
        if digest not in self.domains:
            self.domains.append(digest)
        self.of_state[step["state"]] = self.domains.index(digest)

    def part(self, role, domain, content=b""):
        self.script += bytes([role << 5 | domain]) + len(content).to_bytes(2, "big") + content

    def load(self, state, new, bundle):
        domain = self.of_state[new] = self.of_state[state]
        for part in objects.parts(bundle):
            if part[0] == 0x18:
                continue  # A delta is made when the script is played.
            self.part(DELTA if part[0] == 0x15 and zlib.crc32(part) % 2 else OBJECT, domain, self.rekeyed(part))
        self.part(LOAD, domain)

    def rekeyed(self, signed):
        """Without signatures, and with the harness's keys in the place of the vectors'."""
        data, offsets = objects.unsigned(signed)
        data = bytearray(data)
        for offset in offsets:
            key = bytes(data[offset:offset + 32])
            data[offset:offset + 32] = KEYS[self.keys.setdefault(key, len(self.keys)) % len(KEYS)]
        return bytes(data)

    def ask(self, step, shown):
        policy, (earliest, latest) = step["policy"], step["clock"]
        tag = shown[7 + shown[6] + 1:][:4] if shown[0] == 0x12 else shown[1:5]
        domain = next((i for i, digest in enumerate(self.domains) if digest.startswith(tag.hex())), 0)
        self.part(OBJECT, domain, self.rekeyed(shown))
        masks = [0, 0]
        for scope in policy["scopes"]:
            index = self.domains.index(scope["domain"]) if scope["domain"] in self.domains else 2
            if index < 2 and scope["profile"] in PROFILES:
                masks[index] |= 1 << PROFILES.index(scope["profile"])
        home = self.domains.index(policy["home"]) + 1 if policy["home"] in self.domains else 0
        flags = policy["bare"] | 2 * any(scope["tags"] for scope in policy["scopes"])
        size = 0 if policy["size"] is None else min(max((policy["size"] - 256) // 3, 1), 255)
        age = 60 if policy["age"] is None else min(policy["age"], 0xFFFF)
        self.part(QUESTION, 0, b"".join((
            earliest.to_bytes(5, "big"), (latest - earliest).to_bytes(4, "big"), bytes([*masks, home, flags, size]),
            age.to_bytes(2, "big"), NO_CHOICES, bytes.fromhex(policy["challenge"] or ""))))


def of_one_tag(case, known):
    """The script of a case at a door that holds two domains of one tag: their records differ in the nonce alone."""
    parts = list(split(Story(case, known).script))
    head, record = parts[0][:3], parts[0][3:]
    end = parts.index(bytes([LOAD << 5, 0, 0])) + 1
    loading, asking = b"".join(parts[1:end]), b"".join(parts[end:])
    seen = {}
    for number in range(1 << 20):
        other = record[:2] + number.to_bytes(32, "big") + record[34:]
        twin = seen.setdefault(hashlib.sha256(other).digest()[:4], other)
        if twin is not other:
            return head + twin + loading + in_second_domain(head + other + loading) + asking
    raise ValueError("no two nonces give one tag")


def of_days(case, known):
    """The script of a case's domain that signs its list again on the next days, under the next numbers."""
    parts = list(split(Story(case, known).script))
    end = parts.index(bytes([LOAD << 5, 0, 0]))
    days = parts[:end + 1]
    for number in (2, 3, 4):
        newest = bytearray(parts[end - 1])
        newest[3 + 37] = number
        days += [bytes(newest), parts[end]]
    return b"".join(days) + bytes([QUESTION << 5, 0, 20]) + bytes(16) + NO_CHOICES


def split(script):
    """Its parts."""
    while script:
        size = 3 + int.from_bytes(script[1:3], "big")
        yield script[:size]
        script = script[size:]


def in_second_domain(script):
    """The parts of a script that speak of the first domain, as parts that speak of the second."""
    return b"".join(bytes([part[0] | 1]) + part[1:] for part in split(script))


def base41(data):
    """The text of bytes (chapter Text)."""
    alphabet, text = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:", "MP1:"
    for start in range(0, len(data), 2):
        number, count = int.from_bytes(data[start:start + 2], "big"), 3 if start + 1 < len(data) else 2
        text += "".join(alphabet[number // 41 ** place % 41] for place in reversed(range(count)))
    return text


def inputs(case, known):
    """Each (target, bytes) that a case gives."""
    for step in case["steps"]:
        if "text" in step:
            yield "text", step["text"].encode()
        if "texts" in step:
            yield "poster", "\n".join(step["texts"]).encode()
        if "bytes" not in step:
            continue
        data = resolved(step["bytes"], known)
        for part in objects.parts(data) if data[0] == 0x16 else [data]:
            if part[0] & 15 in RAW:
                yield RAW[part[0] & 15], part
        if "verify" in step:
            yield "text", base41(data).encode()
    story = Story(case, known)
    yield "verdict" if "verify" in case["steps"][-1] else "bundle", story.script


def seeds():
    """By target, by name, the bytes; the first byte asks for all properties but that of time."""
    found = {}
    for case, known in cases():
        try:
            given = list(inputs(case, known))
        except (IndexError, OverflowError, Unfit):
            continue  # What only a wider layout can say: seconds below zero, unknown kinds.
        if case["id"] == HONEST:
            given += [("verdict", of_one_tag(case, known)), ("bundle", of_days(case, known))]
        for number, (target, data) in enumerate(given):
            corpus = found.setdefault(target, {})
            if len(data) < GREATEST:
                corpus.setdefault(b"\0" + data, f"{case['id']}-{number}")
    return {target: {name: data for data, name in corpus.items()} for target, corpus in found.items()}
