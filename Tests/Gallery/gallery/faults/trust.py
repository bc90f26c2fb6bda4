"""The form of authority records, trust lists and bundles."""
from ..registry import wrong


@wrong("TRUST-1")
def takes_record_0(verifier):
    """A record may have the number 0."""
    verifier.drop("records", 'require(number >= 1, "TRUST-1: the number is 0")')
    verifier.swap("records", "require((previous.signers == 0) == (number == 1),", (
        "require((previous.signers == 0) == (number <= 1),"))


@wrong("TRUST-1")
def takes_a_record_that_lasts_no_time(verifier):
    """`<=` was written for `<`: *lists until* may be *issued at*."""
    verifier.swap("records", "lists_until > issued_at", "lists_until >= issued_at")


@wrong("TRUST-1")
def does_not_check_the_times_of_a_record(verifier):
    """*Lists until* may be before *issued at*."""
    verifier.drop("records", 'require(lists_until > issued_at, "TRUST-1: lists until is not above issued at")')


@wrong("TRUST-1 SEC-1")
def takes_17_keys(verifier):
    """A record may have 17 roots or list keys."""
    verifier.swap("records", "GREATEST_KEY_COUNT = 16", "GREATEST_KEY_COUNT = 17")
    verifier.swap("records", "GREATEST = 3_124", "GREATEST = 4_000")


@wrong("TRUST-1")
def refuses_16_keys(verifier):
    """`<` was written for `<=`: a record of 16 roots or list keys is refused."""
    verifier.swap("records", "1 <= count <= GREATEST_KEY_COUNT", "1 <= count < GREATEST_KEY_COUNT")


@wrong("TRUST-1")
def takes_a_threshold_of_0(verifier):
    """A threshold may be 0, so that nobody need sign."""
    verifier.swap("records", "require(1 <= threshold <= count,", "require(threshold <= count,")


@wrong("TRUST-1")
def takes_a_threshold_above_the_keys(verifier):
    """A threshold may be above the count of keys, so that an authority locks itself out."""
    verifier.swap("records", "require(1 <= threshold <= count,", "require(1 <= threshold,")


@wrong("TRUST-1")
def takes_previous_signers_in_record_1(verifier):
    """Record 1 may have previous signers, and a later one none."""
    verifier.swap("records", "require((previous.signers == 0) == (number == 1),", "require(True,")


@wrong("TRUST-1")
def takes_an_own_signer_that_is_no_root(verifier):
    """A bit of the own signers may be set for which there is no root."""
    verifier.drop("records", 'require(own.signers >> len(root_keys) == 0, "TRUST-1: an own signer is no root")')
    verifier.swap("loading", "check_each(record.own, record.root_keys, record.message)", (
        "check_each(record.own, record.root_keys * 16, record.message)"))
    verifier.drop("loading", 'refuse_unless(given.signers >> key_count == 0, "bad-signature")')


@wrong("TRUST-2")
def takes_one_root_twice(verifier):
    """A key may stand twice among the roots, so that one person is two of two."""
    verifier.swap("records", "require(len(set(keys)) == len(keys),", (
        "require(len(set(root_keys)) + len(set(list_keys)) == len(set(keys)),"))


@wrong("TRUST-2")
def takes_a_root_as_list_key(verifier):
    """One key may be a root and a list key."""
    verifier.swap("records", "require(len(set(keys)) == len(keys),", (
        "require(len(set(root_keys)) == len(root_keys) and len(set(list_keys)) == len(list_keys),"))


@wrong("TRUST-9")
def takes_list_0(verifier):
    """A trust list may have the number 0."""
    verifier.drop("trust_lists", 'require(number >= 1, "TRUST-9: the list number is 0")')


@wrong("TRUST-9", turns_none=(
    "A list under record 0 names no record that can be held, so that it is refused all the same."))
def takes_a_list_of_record_0(verifier):
    """A trust list may name the record 0."""
    verifier.drop("trust_lists", 'require(authority_number >= 1, "TRUST-9: the authority number is 0")')


@wrong("TRUST-9")
def reads_the_next_key_number_as_three_bytes(verifier):
    """The *next key number* 2²⁴, which needs a fourth byte, is refused."""
    verifier.swap("trust_lists", "next_key <= GREATEST_NEXT_KEY", "next_key < GREATEST_NEXT_KEY")


@wrong("TRUST-9")
def takes_any_next_key_number(verifier):
    """A *next key number* above 2²⁴ is taken, though no key number can be."""
    verifier.drop("trust_lists", 'require(next_key <= GREATEST_NEXT_KEY, "TRUST-9: the next key number is above 2^24")')


@wrong("TRUST-9")
def takes_a_refresh_before_the_issue(verifier):
    """*Refresh after* may be before *issued at*."""
    verifier.drop("trust_lists", 'require(refresh_after >= issued_at, "TRUST-9: refresh after is below issued at")')


@wrong("TRUST-9")
def takes_a_refresh_behind_the_end(verifier):
    """*Refresh after* may be behind *expires at*."""
    verifier.drop("trust_lists", 'require(refresh_after <= expires_at, "TRUST-9: refresh after is above expires at")')


@wrong("TRUST-9")
def refuses_a_refresh_at_the_issue(verifier):
    """`<` was written for `<=`: *refresh after* may not be *issued at*."""
    verifier.swap("trust_lists", "refresh_after >= issued_at", "refresh_after > issued_at")


@wrong("TRUST-9")
def takes_a_list_that_lasts_no_time(verifier):
    """`<=` was written for `<`: a list may expire when it is issued."""
    verifier.swap("trust_lists", "require(expires_at > issued_at,", "require(expires_at >= issued_at,")


@wrong("TRUST-9")
def takes_a_list_of_more_than_400_days(verifier):
    """A list may last as long as it likes."""
    verifier.drop(
        "trust_lists", 'require(expires_at - issued_at <= GREATEST_LIFE, "TRUST-9: a life of more than 400 days")')


@wrong("TRUST-9")
def refuses_a_list_of_400_days(verifier):
    """`<` was written for `<=`: a list may not last 400 days."""
    verifier.swap("trust_lists", "expires_at - issued_at <= GREATEST_LIFE", "expires_at - issued_at < GREATEST_LIFE")


@wrong("TRUST-9")
def takes_an_issuer_twice(verifier):
    """`<=` was written for `<`: an issuer's id may stand twice."""
    verifier.swap("trust_lists", "require(issuer.id > last,", "require(issuer.id >= last,")


@wrong("TRUST-9")
def takes_issuers_in_any_order(verifier):
    """The order of the issuers is not checked."""
    verifier.drop("trust_lists", 'require(issuer.id > last, "TRUST-9: the issuers\' ids do not ascend strictly")')


@wrong("TRUST-9")
def takes_profiles_in_any_order(verifier):
    """The order of an issuer's profiles is not checked, nor that each stands once."""
    verifier.drop("trust_lists", 'require(ascend(profiles), "TRUST-9: an issuer\'s profiles do not ascend strictly")')


@wrong("TRUST-9")
def takes_key_numbers_in_any_order(verifier):
    """The order of an issuer's keys is not checked."""
    verifier.drop("trust_lists", 'require(number > last, "TRUST-9: an issuer\'s key numbers do not ascend strictly")')


@wrong("TRUST-9")
def takes_a_key_at_the_next_key_number(verifier):
    """`<=` was written for `<`: a key may have the *next key number*."""
    verifier.swap("trust_lists", "require(number < next_key,", "require(number <= next_key,")


@wrong("TRUST-9")
def takes_unknown_flags_of_a_key(verifier):
    """Bits of a key's flags that have no meaning are passed over."""
    verifier.drop("trust_lists", 'require(flags >> 2 == 0, "TRUST-9: an unknown flag of a key")')


@wrong("TRUST-9")
def takes_rules_in_any_order(verifier):
    """The order of the rules is not checked."""
    verifier.drop(
        "trust_lists",
        'require(ascend([rule.raw for rule in rules]), "TRUST-9: the rules do not ascend strictly")')


@wrong("TRUST-9 BASE-7")
def takes_any_name_of_an_issuer(verifier):
    """An issuer's name is not checked."""
    verifier.drop("trust_lists", 'require(is_wording(name, GREATEST_NAME), "TRUST-9, BASE-7: an issuer\'s name")')


@wrong("TRUST-9", turns_none="A list without a signer misses the threshold, which is 1 or more.")
def takes_a_list_without_a_signer(verifier):
    """A trust list that nobody signed is of good form."""
    verifier.drop("trust_lists", 'require(signed_by.signers != 0, "TRUST-9: no signer")')


@wrong("TRUST-10")
def takes_a_key_number_twice(verifier):
    """Two issuers may have keys of one number."""
    verifier.drop("trust_lists", 'require(key.number not in keys, "TRUST-10: a key number stands twice")')


@wrong("TRUST-10")
def takes_a_public_key_twice(verifier):
    """Two issuers may have one public key."""
    verifier.drop("trust_lists", 'require(key.public not in public_keys, "TRUST-10: a public key stands twice")')


@wrong("TRUST-10")
def looks_for_doubles_within_an_issuer(verifier):
    """A public key may stand twice where the two issuers differ."""
    verifier.swap("trust_lists", "        own_keys = read_keys", (
        "        public_keys = set()\n        own_keys = read_keys"))


@wrong("TRUST-11")
def takes_a_generation_without_a_demand(verifier):
    """An issuer of a later status generation need have no status demand, so that its revocations are forgotten."""
    verifier.swap("trust_lists", "    if issuer.generation > 0:\n        return True\n", "")


@wrong("TRUST-11")
def takes_a_compromised_status_key_without_a_demand(verifier):
    """An issuer with a compromised status key need have no status demand."""
    verifier.swap("trust_lists", "return any(key.is_for_status and key.is_compromised for key in keys)", "return False")


@wrong("TRUST-11")
def asks_a_demand_of_every_compromised_key(verifier):
    """A compromised key for passes makes a status demand necessary too."""
    verifier.swap("trust_lists", "any(key.is_for_status and key.is_compromised", "any(key.is_compromised")


@wrong("TRUST-19")
def takes_a_bundle_without_a_part(verifier):
    """A bundle may be empty."""
    verifier.drop("bundles", 'require(len(parts) > 0, "TRUST-19: no part")')


@wrong("TRUST-19")
def takes_an_empty_part(verifier):
    """A part of no byte is passed over."""
    verifier.swap("bundles", '        require(length > 0, "TRUST-19: a part without a byte")', (
        "        if length == 0:\n            continue"))


@wrong("TRUST-19")
def passes_over_parts_of_an_unknown_kind(verifier):
    """A part of a kind that has no place in a bundle is passed over."""
    verifier.swap("bundles", '        require(part[0] in ORDER, "TRUST-19: a part of a kind that has no place here")', (
        "        if part[0] not in ORDER:\n            continue"))


@wrong("TRUST-19")
def takes_parts_in_any_order(verifier):
    """The order of the parts is not checked."""
    verifier.drop("bundles", 'require(order == sorted(order), "TRUST-19: a part out of order")')


@wrong("TRUST-19")
def takes_records_in_any_order(verifier):
    """Records are sorted by their numbers before they are taken."""
    verifier.drop(
        "bundles",
        'require(trust_lists.ascend(numbers), "TRUST-19: the records\' numbers do not ascend strictly")')
    verifier.swap("bundles", "    held = tuple(", "    held = sorted((")
    verifier.swap("bundles", "if part[0] == records.FIRST_BYTE)\n    numbers", (
        "if part[0] == records.FIRST_BYTE), key=lambda record: record.number)\n    held = tuple(held)\n    numbers"))


@wrong("TRUST-19")
def takes_two_lists(verifier):
    """Of two trust lists in a bundle the last one counts."""
    verifier.drop("bundles", 'require(len(lists) <= 1, "TRUST-19: two trust lists")')
    verifier.swap("bundles", "read_trust_list(lists[0])", "read_trust_list(lists[-1])")


@wrong("TRUST-19")
def does_not_look_at_the_first_byte_of_a_bundle(verifier):
    """Another kind of object is read as a bundle."""
    verifier.drop("bundles", 'require(raw[0] == FIRST_BYTE, "TRUST-19: not a bundle")')


@wrong("TRUST-19 BASE-2")
def takes_a_last_part_that_is_cut(verifier):
    """A length that passes the bundle's end is taken as what is left."""
    verifier.swap("bundles", "part = fields.take(length)", "part = fields.take(min(length, fields.left))")


@wrong("TRUST-19")
def takes_any_count_of_parts(verifier):
    """The count of parts is not checked."""
    verifier.drop("bundles", 'require(len(parts) < GREATEST_PART_COUNT, "TRUST-19: more than 65,536 parts")')


@wrong("TRUST-20", turns_none="A bundle of another version is refused either way; only its reason helps.")
def takes_a_newer_bundle_as_malformed(verifier):
    """A bundle of another version is malformed, so that nobody learns that the door is too old."""
    verifier.swap("loading", 'refuse_unless(version_of(raw) == VERSION, "unsupported-version")', (
        'refuse_unless(version_of(raw) == VERSION, "malformed")'))


@wrong("TRUST-20")
def does_not_look_at_the_version_of_a_bundle(verifier):
    """A bundle of a later version is read as one of version 1."""
    verifier.drop("loading", 'refuse_unless(version_of(raw) == VERSION, "unsupported-version")')
    verifier.swap("bundles", "require(raw[0] == FIRST_BYTE,", "require(raw[0] & 0xF == FIRST_BYTE & 0xF,")


@wrong("SEC-3")
def allocates_by_a_length_it_read(verifier):
    """Memory for a part is taken before it is known that so many bytes are there, where 512 MiB are all there is."""
    verifier.swap("bundles", "        part = fields.take(length)", (
        "        bytearray(length)\n        part = fields.take(length)"))
    verifier.swap("bundles", "from dataclasses import dataclass", (
        "from dataclasses import dataclass\nimport resource\n\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))"))
