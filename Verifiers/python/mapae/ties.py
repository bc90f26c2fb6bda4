"""The ties of a trust list to the one that is held, both under one authority number."""

from .refusals import refuse_unless
from .rules import Rule
from .trust_lists import TrustList


def check_ties(held: TrustList, new: TrustList) -> None:
    """Ties 1 to 8 in their order."""
    check_dates(held, new)
    check_next_key(held, new)
    check_keys_entered(held, new)
    check_keys_unchanged(held, new)
    check_nothing_widened(held, new)
    check_status(held, new)
    check_keys_left(held, new)
    check_rules(held, new)


def check_dates(held: TrustList, new: TrustList) -> None:
    refuse_unless(new.issued_at >= held.issued_at, "tie-dates")  # TIE-1
    refuse_unless(new.expires_at >= held.expires_at, "tie-dates")  # TIE-1


def check_next_key(held: TrustList, new: TrustList) -> None:
    refuse_unless(new.next_key >= held.next_key, "tie-next-key")  # TIE-2


def check_keys_entered(held: TrustList, new: TrustList) -> None:
    for number in new.keys.keys() - held.keys.keys():
        refuse_unless(number >= held.next_key, "tie-key-entered")  # TIE-3


def check_keys_unchanged(held: TrustList, new: TrustList) -> None:
    for before, after in in_both(held.keys, new.keys):
        refuse_unless(after.issuer.id == before.issuer.id, "tie-key-changed")  # TIE-4
        refuse_unless(after.is_for_status == before.is_for_status, "tie-key-changed")  # TIE-4
        refuse_unless(after.public == before.public, "tie-key-changed")  # TIE-4


def check_nothing_widened(held: TrustList, new: TrustList) -> None:
    for before, after in in_both(held.issuers, new.issuers):
        refuse_unless(after.profiles <= before.profiles, "tie-widened")  # TIE-5
    for before, after in in_both(held.keys, new.keys):
        refuse_unless(after.accept_until <= before.accept_until, "tie-widened")  # TIE-5
        refuse_unless(after.is_compromised >= before.is_compromised, "tie-widened")  # TIE-5


def check_status(held: TrustList, new: TrustList) -> None:
    for before, after in in_both(held.issuers, new.issuers):
        refuse_unless(after.generation >= before.generation, "tie-status")  # TIE-6
        refuse_unless(after.demand >= before.demand, "tie-status")  # TIE-6


def check_keys_left(held: TrustList, new: TrustList) -> None:
    for number in held.keys.keys() - new.keys.keys():
        refuse_unless(held.keys[number].accept_until <= new.issued_at, "tie-key-left")  # TIE-7


def check_rules(held: TrustList, new: TrustList) -> None:
    for rule in held.rules:
        begin = max(rule.in_force_from, new.issued_at)
        end = min(rule.in_force_until, held.expires_at)
        if begin < end:
            kept = any(keeps(other, rule, begin, end) for other in new.rules)
            refuse_unless(kept, "tie-rule")  # TIE-8


def keeps(other: Rule, rule: Rule, begin: int, end: int) -> bool:
    """Whether one rule alone says the same over all of [begin, end)."""
    if other.without_times != rule.without_times:
        return False
    return other.in_force_from <= begin and end <= other.in_force_until


def in_both(held: dict, new: dict):
    """The entries, before and after, of what stands in both."""
    return ((held[name], new[name]) for name in held.keys() & new.keys())
