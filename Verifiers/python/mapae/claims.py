"""Claims: their form, which are understood, and which values are valid."""

import re

from . import registry
from .dates import days_of
from .octets import Reader, require
from .wording import is_wording

IGNORABLE = 0x80
LENGTH_BYTE = 3  # the size class of a claim that has one


def size_class(tag: int) -> int:
    return tag >> 5 & 3


def read_claims(raw: bytes) -> dict[int, bytes]:
    """The values of the claims by their tags, in the form that needs no registry."""
    claims = {}
    reader = Reader(raw)
    last = -1
    while reader.left:
        tag = reader.number(1)
        require(tag > last, "CLAIM-2: the tags do not ascend strictly")
        size = size_class(tag) + 1
        if size_class(tag) == LENGTH_BYTE:
            size = reader.number(1)  # CLAIM-1: it is there
            require(size > 0, "CLAIM-3: a length byte is 0")
        claims[tag] = reader.take(size)  # CLAIM-1: it ends before the signature
        last = tag
    return claims


def is_understood(tag: int, profile: int, private_tags: frozenset[int]) -> bool:
    if tag in registry.registered_claims(profile):
        return True
    return registry.is_private_tag(tag, profile) and tag in private_tags


def unknown_tags(claims: dict[int, bytes], profile: int, private_tags: frozenset[int]) -> list[int]:
    return [tag for tag in claims if not is_understood(tag, profile, private_tags)]


def is_ignorable(tag: int) -> bool:
    return bool(tag & IGNORABLE)


def are_valid(claims: dict[int, bytes], profile: int) -> bool:
    """Whether the claims are as the registry says of the profile."""
    listed = registry.registered_claims(profile)
    for tag in claims.keys() & listed.keys():
        if not is_of_type(claims[tag], listed[tag]):
            return False  # CLAIM-6
        if listed[tag].excludes in claims:
            return False  # CLAIM-7
    for group in registry.REQUIRED_CLAIMS.get(profile, ()):
        if not any(tag in claims for tag in group):
            return False  # CLAIM-8
    return True


def is_of_type(value: bytes, claim: registry.Claim) -> bool:
    match claim.type:
        case "text":
            return is_wording(value, claim.max)
        case "latin":
            return len(value) <= claim.max and is_latin(value)
        case "date":
            return days_of(value) is not None
        case "country":
            return is_country(value)
        case "bytes":
            return len(value) == claim.max
        case "integer" | "code":
            return True  # CLAIM-9: each number is of this type


def is_latin(value: bytes) -> bool:
    return re.fullmatch(rb"[A-Z][A-Z<]*", value) is not None


def is_country(value: bytes) -> bool:
    return re.fullmatch(rb"[A-Z]{2}", value) is not None
