"""The tables of chapter Registries that a verdict needs.

They are written out here. The self-test compares them with spec/registry/*.json.
"""

from typing import NamedTuple


class Claim(NamedTuple):
    """What the registry says of a tag."""

    name: str
    type: str
    max: int | None = None  # bytes, for the types that have a limit
    excludes: int | None = None  # the tag of the claim that must not stand beside it


HOLDER_KEY = 0x62

COMMON_CLAIMS = {
    0x40: Claim("birth-date", "date", excludes=0x63),
    0x60: Claim("family-name", "text", 160),
    0x61: Claim("given-name", "text", 160),
    HOLDER_KEY: Claim("holder-key", "bytes", 32),
    0x63: Claim("birth-date-text", "text", 32, excludes=0x40),
    0xE0: Claim("family-name-latin", "latin", 80),
    0xE1: Claim("given-name-latin", "latin", 80),
    0xE2: Claim("issuer-name", "text", 128),
    0xE3: Claim("document-id", "text", 80),
}

ACCESS, VACCINATION, TEST, TICKET = 1, 2, 3, 4

PROFILE_CLAIMS = {
    ACCESS: {
        0x70: Claim("area", "text", 64),
        0x71: Claim("role", "text", 64),
    },
    VACCINATION: {
        0x10: Claim("disease", "code", excludes=0x70),
        0x11: Claim("dose-number", "integer"),
        0x12: Claim("series-doses", "integer"),
        0x30: Claim("country", "country"),
        0x31: Claim("product", "code", excludes=0x71),
        0x50: Claim("dose-date", "date"),
        0x70: Claim("disease-text", "text", 64, excludes=0x10),
        0x71: Claim("product-text", "text", 64, excludes=0x31),
        0x93: Claim("vaccine", "code", excludes=0xF2),
        0xB2: Claim("manufacturer", "code", excludes=0xF3),
        0xF2: Claim("vaccine-text", "text", 64, excludes=0x93),
        0xF3: Claim("manufacturer-text", "text", 64, excludes=0xB2),
    },
    TEST: {
        0x10: Claim("disease", "code", excludes=0x70),
        0x11: Claim("result", "code"),
        0x30: Claim("country", "country"),
        0x50: Claim("sample-date", "date"),
        0x70: Claim("disease-text", "text", 64, excludes=0x10),
        0x92: Claim("test-type", "code", excludes=0xF1),
        0xF1: Claim("test-type-text", "text", 64, excludes=0x92),
        0xF2: Claim("test-centre", "text", 80),
    },
    TICKET: {
        0x10: Claim("admits", "integer"),
        0x50: Claim("event-date", "date"),
        0x70: Claim("event", "text", 80),
        0x71: Claim("venue", "text", 80),
        0x72: Claim("seat", "text", 32),
    },
}

# Of each group a pass of the profile has at least one claim.
REQUIRED_CLAIMS = {
    ACCESS: (),
    VACCINATION: ((0x10, 0x70), (0x50,)),
    TEST: ((0x10, 0x70), (0x11,)),
    TICKET: ((0x70,),),
}

PRIVATE_PROFILES = range(61_440, 65_536)

REJECTIONS = frozenset({
    "malformed", "key-withdrawn", "bad-signature",
    "key-compromised", "key-not-for-this", "not-accepted-here", "revoked", "expired",
    "invalid-claims", "bad-holder-proof", "rule-expired",
})


def registered_claims(profile: int) -> dict[int, Claim]:
    """The claims that the registry lists for a pass of this profile."""
    return COMMON_CLAIMS | PROFILE_CLAIMS.get(profile, {})


def is_private_profile(profile: int) -> bool:
    return profile in PRIVATE_PROFILES


def is_private_tag(tag: int, profile: int) -> bool:
    """Whether a tag is for private use in a pass of this profile."""
    number = tag & 0x1F
    if is_private_profile(profile) and number >= 16:
        return True
    return number in range(12, 16) or number in range(28, 32)
