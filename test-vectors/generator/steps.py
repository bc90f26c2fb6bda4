"""The steps of a case as the vector files write them. Bytes and objects stay such until the file is written."""
from dataclasses import dataclass
from typing import Optional

from . import registry
from .octets import sha256


@dataclass(frozen=True)
class Policy:
    """Scopes are triples: domain digest, profile, tags for private use."""
    scopes: tuple = ()
    home: Optional[bytes] = None
    size: Optional[int] = None
    age: Optional[int] = None
    challenge: Optional[bytes] = None
    bare: bool = False

    def written(self):
        def hexadecimal(octets):
            return None if octets is None else octets.hex()

        scopes = [{"domain": d.hex(), "profile": p, "tags": sorted(tags)} for d, p, tags in self.scopes]
        return {"scopes": scopes, "home": hexadecimal(self.home), "size": self.size, "age": self.age,
                "challenge": hexadecimal(self.challenge), "bare": self.bare}


# What is expected

ACCEPTED = "accepted"


def verdict(reason=None, instant=None, advisories=()):
    """Outcome and authenticity follow from the reason: from step 10 on a pass is authentic (VERIFY-23)."""
    if reason is None:
        outcome, is_authentic = ACCEPTED, True
    else:
        entry = registry.reasons()[reason]
        outcome, is_authentic = entry["outcome"], entry["step"] >= 10
    return {"outcome": outcome, "reason": reason, "authentic": is_authentic, "advisories": sorted(advisories),
            "instant": instant}


def loaded(state_bytes, lists=()):
    """`lists`: (n, refusal) of each status list that is not taken, n from 1; (n, refusal, last) of a run of them."""
    refused_lists = [dict(zip(("part", "refusal", "last"), entry)) for entry in lists]
    return {"result": "loaded", "digest": sha256(state_bytes).hex(), "lists": refused_lists}


def refused(refusal, state_bytes=b""):
    return {"result": "refused", "refusal": refusal, "digest": sha256(state_bytes).hex()}


def nothing(state_bytes=b""):
    return {"result": "nothing", "digest": sha256(state_bytes).hex()}


# Steps

def given(shown):
    """Text as text; bytes, or an object that can also say what its bytes are, as bytes."""
    return {"text" if isinstance(shown, str) else "bytes": shown}


def opened(state, anchor):
    return {"state": state, "open": anchor}


def load(state, shown, expect, into=None):
    """Loads into the state `into`, or into the one of the same name."""
    return {"state": state, "load": into or state, **given(shown), "expect": expect}


class Texts(list):
    """The texts of codes, which know the object that they make up, or None."""

    def __init__(self, texts, octets=None):
        super().__init__(texts)
        self.octets = octets


def poster(state, texts, expect, into=None):
    return {"state": state, "poster": into or state, "texts": texts, "expect": expect}


def verify(states, policy, clock, shown, expect):
    return {"verify": list(states), "policy": policy.written(), "clock": list(clock), **given(shown), "expect": expect}


def is_accepting(step):
    """Accepted, or loaded with every status list taken."""
    expect = step["expect"]
    return expect.get("outcome") == ACCEPTED or expect.get("result") == "loaded" and not expect["lists"]
