"""The form of a pass, and its claims."""
from ..registry import wrong


@wrong("PASS-1")
def takes_a_pass_of_1025_bytes(verifier):
    """The greatest size of a pass is off by one."""
    verifier.swap("passes", "SMALLEST, GREATEST = 91, 1_024", "SMALLEST, GREATEST = 91, 1_025")
    verifier.swap("policies", "SMALLEST_LIMIT, GREATEST_LIMIT = 256, 1_024", (
        "SMALLEST_LIMIT, GREATEST_LIMIT = 256, 1_025"))


@wrong("PASS-1 SEC-1")
def takes_a_pass_of_any_size(verifier):
    """The greatest size of a pass is not checked."""
    verifier.drop("passes", 'require(len(raw) <= GREATEST, "PASS-1: more than 1,024 bytes")')


@wrong("PASS-1")
def refuses_a_pass_of_1024_bytes(verifier):
    """`<` was written for `<=`: the longest pass is refused."""
    verifier.swap("passes", "len(raw) <= GREATEST", "len(raw) < GREATEST")


@wrong("PASS-1")
def refuses_a_pass_without_claims(verifier):
    """`<` was written for `<=`: the shortest pass, which has no claim, is refused."""
    verifier.swap("passes", "len(raw) >= SMALLEST", "len(raw) > SMALLEST")


@wrong("PASS-1 SEC-5")
def fills_up_a_short_pass(verifier):
    """A pass of fewer than 91 bytes is filled up with zero bytes and read as one that is signed wrongly."""
    verifier.swap("passes", "    signed, signature =", (
        "    raw = raw.ljust(SMALLEST, bytes(1))\n    signed, signature ="))
    verifier.drop("passes", 'require(len(raw) >= SMALLEST, "PASS-1: fewer than 91 bytes")')


@wrong("PASS-2")
def takes_a_lifetime_of_0(verifier):
    """A lifetime of 0 is taken as one without an end."""
    verifier.drop("passes", 'require(lifetime >= 1, "PASS-2: the lifetime is 0")')
    verifier.swap("passes", "start, start + lifetime,", "start, start + (lifetime or 1 << 40),")


@wrong("PASS-3")
def cannot_tell_what_is_no_pass(verifier):
    """An object that is known and no pass is taken as one of a newer format: undecided in place of rejected."""
    verifier.swap("opening", "range(0x11, 0x19)", "range(0x11, 0x13)")


@wrong("PASS-3")
def does_not_know_kind_8(verifier):
    """A status delta is taken as an object of a newer format."""
    verifier.swap("opening", "range(0x11, 0x19)", "range(0x11, 0x18)")


@wrong("PASS-3 VERIFY-5")
def does_not_look_at_the_first_byte(verifier):
    """A pass is read as one whatever its first byte is."""
    verifier.swap("opening", "    check_first_byte(raw)", '    stop_unless(len(raw) > 0, "malformed")')
    verifier.drop("passes", 'require(fields.number(1) == FIRST_BYTE, "PASS-3: not a pass")')
    verifier.swap("passes", "    domain_tag = fields.take(4)", "    fields.take(1)\n    domain_tag = fields.take(4)")


@wrong("CLAIM-1")
def lets_a_value_reach_into_the_signature(verifier):
    """A claim's value is read from the whole pass, so that the last one may end inside the signature."""
    verifier.swap("passes", "read_claims(fields.take(fields.left))", "read_claims(raw[27:], len(signed) - 27)")
    verifier.swap("claims", "def read_claims(raw: bytes)", "def read_claims(raw: bytes, end: int)")
    verifier.swap("claims", "while reader.left:", "while reader.place < end:")


@wrong("CLAIM-1")
def stops_at_a_claim_that_is_cut(verifier):
    """A tag without its value at the end of the claims is passed over."""
    verifier.swap("claims", "    while reader.left:\n        tag = reader.number(1)\n", (
        "    while reader.left:\n        tag = reader.number(1)\n        if not reader.left:\n            break\n"))


@wrong("CLAIM-2")
def takes_a_tag_twice(verifier):
    """`<` was written for `<=`: a tag may stand twice, and the last one counts."""
    verifier.swap("claims", "require(tag > last,", "require(tag >= last,")


@wrong("CLAIM-2")
def takes_tags_in_any_order(verifier):
    """The order of the tags is not checked."""
    verifier.drop("claims", 'require(tag > last, "CLAIM-2: the tags do not ascend strictly")')


@wrong("CLAIM-2")
def orders_tags_by_their_lower_bits(verifier):
    """The order of the tags leaves out the ignorable bit."""
    verifier.swap("claims", "require(tag > last,", "require(tag & 0x7F > last & 0x7F or last < 0,")


@wrong("CLAIM-3")
def takes_a_length_byte_of_0(verifier):
    """A claim of no bytes is taken."""
    verifier.drop("claims", 'require(size > 0, "CLAIM-3: a length byte is 0")')


@wrong("CLAIM-4")
def ignores_every_unknown_claim(verifier):
    """A claim that is not understood is ignored, be it ignorable or not."""
    verifier.swap("claims", "return bool(tag & IGNORABLE)", "return True")


@wrong("CLAIM-4")
def rejects_an_unknown_claim(verifier):
    """A claim that is not understood is taken as a fault of the pass: rejected in place of undecided."""
    verifier.swap("judging", 'yield Finding("unsupported-claim")', 'yield Finding("invalid-claims")')


@wrong("CLAIM-4")
def understands_private_tags_of_any_scope(verifier):
    """A tag for private use is understood in any domain, once it is understood somewhere."""
    verifier.swap("judging", "private_tags = self.scope or frozenset()", (
        "private_tags = frozenset().union(*self.policy.scopes.values())"))


@wrong("CLAIM-4")
def understands_every_private_tag(verifier):
    """A tag for private use is understood though the policy does not name it."""
    verifier.swap("claims", "registry.is_private_tag(tag, profile) and tag in private_tags", (
        "registry.is_private_tag(tag, profile)"))


@wrong("CLAIM-4")
def understands_no_private_tag(verifier):
    """A tag for private use is not understood, though the policy names it."""
    verifier.swap("claims", "return registry.is_private_tag(tag, profile) and tag in private_tags", "return False")


@wrong("CLAIM-4")
def understands_the_tags_of_all_profiles(verifier):
    """A tag that another profile gives a meaning is understood."""
    verifier.swap("claims", "    if tag in registry.registered_claims(profile):\n", (
        "    if any(tag in registry.registered_claims(other) for other in (profile, 1, 2, 3, 4)):\n"))


@wrong("CLAIM-5")
def stops_at_an_ignorable_claim(verifier):
    """An ignorable claim that is not understood makes the pass undecided."""
    verifier.swap("claims", "return bool(tag & IGNORABLE)", "return False")


@wrong("CLAIM-6")
def checks_no_value(verifier):
    """The values of claims are taken as they are."""
    verifier.drop("claims", "return False  # CLAIM-6")


@wrong("CLAIM-6")
def takes_30_february(verifier):
    """Every month has 31 days."""
    verifier.swap("dates", "    if day > month_length:\n        return None\n", (
        "    if day > month_length:\n        return Days(0, 0)\n"))


@wrong("CLAIM-6")
def knows_no_leap_year(verifier):
    """29 February is no date in any year."""
    verifier.swap("dates", "month_length = monthrange(year, month)[1]", (
        "month_length = 28 if month == 2 else monthrange(year, month)[1]"))


@wrong("CLAIM-6")
def takes_every_fourth_year_as_leap_year(verifier):
    """1900 and 2100 are leap years, as in the calendar of Julius Caesar."""
    verifier.swap("dates", "    if day > month_length:\n        return None\n", (
        "    if day > month_length and not (year % 4 == 0 and (month, day) == (2, 29)):\n        return None\n"
        "    day = min(day, month_length)\n"))


@wrong("CLAIM-6")
def takes_month_13(verifier):
    """The month of a date is not checked."""
    verifier.swap("dates", "    if month > 12:\n        return None\n", "    month = min(month, 12)\n")


@wrong("CLAIM-6")
def takes_year_0(verifier):
    """A date of the year 0 is taken."""
    verifier.swap("dates", "    if not 1 <= year <= 9999:\n        return None\n", (
        "    if not 0 <= year <= 9999:\n        return None\n    year = max(year, 1)\n"))


@wrong("CLAIM-6")
def takes_a_day_without_a_month(verifier):
    """A date with a day and no month is taken as one of the year."""
    verifier.swap("dates", "    if month == 0 and day != 0:\n        return None\n", "")


@wrong("CLAIM-6")
def takes_the_highest_bit_of_a_date(verifier):
    """The unused bit of a date is passed over."""
    verifier.swap("dates", "    if bits >> 23:\n        return None\n", "")


@wrong("CLAIM-6")
def refuses_a_year_alone(verifier):
    """A birth date of which only the year is known is refused."""
    verifier.swap("dates", "return Days(count(year, 1, 1), count(year, 12, 31))", "return None")


@wrong("CLAIM-6")
def takes_latin_in_lower_case(verifier):
    """A name for machines may have lower-case letters."""
    verifier.swap("claims", 'rb"[A-Z][A-Z<]*"', 'rb"[A-Za-z][A-Za-z<]*"')


@wrong("CLAIM-6")
def takes_a_line_end_behind_latin(verifier):
    """The pattern of a name for machines ends with `$`, which a line feed may follow."""
    verifier.swap("claims", 're.fullmatch(rb"[A-Z][A-Z<]*", value)', 're.match(rb"[A-Z][A-Z<]*$", value)')


@wrong("CLAIM-6")
def takes_a_country_in_lower_case(verifier):
    """A country may be written in lower case."""
    verifier.swap("claims", 're.fullmatch(rb"[A-Z]{2}", value)', 're.fullmatch(rb"[A-Za-z]{2}", value)')


@wrong("CLAIM-6")
def takes_a_holder_key_of_any_length(verifier):
    """The length of a claim of bytes is not checked."""
    verifier.swap("claims", "return len(value) == claim.max", "return True")


@wrong("CLAIM-7")
def takes_claims_that_exclude_each_other(verifier):
    """A coded value and its text may stand beside each other."""
    verifier.drop("claims", "return False  # CLAIM-7")


@wrong("CLAIM-8")
def requires_no_claim(verifier):
    """The claims that a profile requires are not looked for."""
    verifier.drop("claims", "return False  # CLAIM-8")


@wrong("CLAIM-8")
def requires_the_coded_value(verifier):
    """A disease must be a code: its text alone is not enough."""
    verifier.swap("registry", "VACCINATION: ((0x10, 0x70), (0x50,))", "VACCINATION: ((0x10,), (0x50,))")


@wrong("CLAIM-9")
def refuses_a_coded_value_that_it_does_not_know(verifier):
    """A disease that was unknown when the verifier was built is no value."""
    verifier.swap("claims", 'case "integer" | "code":', (
        'case "code" if int.from_bytes(value, "big") > 100:\n            return False\n        '
        'case "integer" | "code":'))


@wrong("CLAIM-11")
def rejects_more_doses_than_the_series_has(verifier):
    """A dose number above the count of the series is taken as a fault."""
    verifier.swap("claims", "    for group in registry.REQUIRED_CLAIMS", (
        "    if profile == registry.VACCINATION and claims.get(0x11, b'') > claims.get(0x12, b'\\xff'):\n"
        "        return False\n"
        "    for group in registry.REQUIRED_CLAIMS"))
