"""The ties of a list to the one that is held."""
from ..registry import wrong


@wrong("TIE-1")
def takes_a_list_that_was_issued_earlier(verifier):
    """A newer list may be dated before the held one."""
    verifier.drop("ties", 'refuse_unless(new.issued_at >= held.issued_at, "tie-dates")')


@wrong("TIE-1")
def takes_a_list_that_expires_earlier(verifier):
    """A newer list may expire before the held one, so that a door that skipped it knows more."""
    verifier.drop("ties", 'refuse_unless(new.expires_at >= held.expires_at, "tie-dates")')


@wrong("TIE-1")
def refuses_a_list_of_the_same_second(verifier):
    """`>` was written for `>=`: a newer list may not be issued in the second of the held one."""
    verifier.swap("ties", "new.issued_at >= held.issued_at", "new.issued_at > held.issued_at")


@wrong("TIE-1")
def refuses_a_list_of_the_same_end(verifier):
    """`>` was written for `>=`: a newer list may not expire with the held one."""
    verifier.swap("ties", "new.expires_at >= held.expires_at", "new.expires_at > held.expires_at")


@wrong("TIE-2")
def takes_a_lower_next_key_number(verifier):
    """The *next key number* may fall."""
    verifier.drop("ties", 'refuse_unless(new.next_key >= held.next_key, "tie-next-key")')


@wrong("TIE-2")
def wants_a_higher_next_key_number(verifier):
    """`>` was written for `>=`: each list must bring a key."""
    verifier.swap("ties", "new.next_key >= held.next_key", "new.next_key > held.next_key")


@wrong("TIE-3")
def takes_a_key_that_enters_below(verifier):
    """A key may enter with a number that was used up."""
    verifier.drop("ties", 'refuse_unless(number >= held.next_key, "tie-key-entered")')


@wrong("TIE-3")
def refuses_the_next_key_number(verifier):
    """`>` was written for `>=`: a key with just the *next key number* may not enter."""
    verifier.swap("ties", "number >= held.next_key", "number > held.next_key")


@wrong("TIE-4")
def takes_a_key_of_another_issuer(verifier):
    """A key may go over to another issuer."""
    verifier.drop("ties", 'refuse_unless(after.issuer.id == before.issuer.id, "tie-key-changed")')


@wrong("TIE-4")
def takes_a_key_of_another_usage(verifier):
    """A key for passes may become one for status lists."""
    verifier.drop("ties", 'refuse_unless(after.is_for_status == before.is_for_status, "tie-key-changed")')


@wrong("TIE-4")
def takes_another_public_key(verifier):
    """A key number may stand for another public key than before."""
    verifier.drop("ties", 'refuse_unless(after.public == before.public, "tie-key-changed")')


@wrong("TIE-5")
def takes_a_new_profile(verifier):
    """An issuer may be given further profiles."""
    verifier.drop("ties", 'refuse_unless(after.profiles <= before.profiles, "tie-widened")')


@wrong("TIE-5")
def takes_a_later_accept_until(verifier):
    """A key may be accepted for longer than before."""
    verifier.drop("ties", 'refuse_unless(after.accept_until <= before.accept_until, "tie-widened")')


@wrong("TIE-5")
def takes_a_key_back_as_good(verifier):
    """A compromised key may be good again."""
    verifier.drop("ties", 'refuse_unless(after.is_compromised >= before.is_compromised, "tie-widened")')


@wrong("TIE-5")
def wants_an_earlier_accept_until(verifier):
    """`<` was written for `<=`: a key's *accept until* must fall with each list."""
    verifier.swap("ties", "after.accept_until <= before.accept_until", "after.accept_until < before.accept_until")


@wrong("TIE-6")
def takes_a_lower_generation(verifier):
    """An issuer's status generation may fall."""
    verifier.drop("ties", 'refuse_unless(after.generation >= before.generation, "tie-status")')


@wrong("TIE-6")
def takes_a_lower_demand(verifier):
    """An issuer's status demand may fall, so that revocations are forgotten."""
    verifier.drop("ties", 'refuse_unless(after.demand >= before.demand, "tie-status")')


@wrong("TIE-7")
def takes_a_key_that_left_early(verifier):
    """A key may leave before its *accept until*, so that its passes become rejected."""
    verifier.drop("ties", 'refuse_unless(held.keys[number].accept_until <= new.issued_at, "tie-key-left")')


@wrong("TIE-7")
def lets_no_key_leave_at_its_end(verifier):
    """`<` was written for `<=`: a key may not leave in the second of its *accept until*."""
    verifier.swap("ties", "held.keys[number].accept_until <= new.issued_at", (
        "held.keys[number].accept_until < new.issued_at"))


@wrong("TIE-8")
def lets_every_rule_go(verifier):
    """A rule may leave or change at any time."""
    verifier.drop("ties", 'refuse_unless(kept, "tie-rule")')


@wrong("TIE-8")
def keeps_every_rule_for_ever(verifier):
    """A rule must stay though no second is left in which both lists count."""
    verifier.swap("ties", "        if begin < end:", "        if True:")


@wrong("TIE-8")
def keeps_a_rule_a_second_longer(verifier):
    """`<=` was written for `<`: a rule must stay for a span of no second."""
    verifier.swap("ties", "        if begin < end:", "        if begin <= end:")


@wrong("TIE-8")
def takes_a_rule_with_another_window(verifier):
    """A rule that stays may have another window."""
    verifier.swap("ties", "if other.without_times != rule.without_times:", "if other.profile != rule.profile:")


@wrong("TIE-8")
def wants_the_times_of_a_rule_unchanged(verifier):
    """A rule that is in force for longer than it was is taken as another one."""
    verifier.swap("ties", "if other.without_times != rule.without_times:", "if other.raw != rule.raw:")


@wrong("TIE-8")
def does_not_look_at_the_end_of_a_kept_rule(verifier):
    """A rule that stays may end earlier."""
    verifier.swap("ties", "other.in_force_from <= begin and end <= other.in_force_until", (
        "other.in_force_from <= begin"))


@wrong("TIE-8")
def does_not_look_at_the_beginning_of_a_kept_rule(verifier):
    """A rule that stays may begin later."""
    verifier.swap("ties", "other.in_force_from <= begin and end <= other.in_force_until", "end <= other.in_force_until")


@wrong("TIE-14")
def checks_ties_across_records(verifier):
    """The first list of a new record is tied to the last one of the old record, so that nothing can be mended."""
    verifier.swap("loading", "if held and held.authority_number == new.authority_number:", "if held:")


@wrong("TIE-1 TIE-2 TIE-3 TIE-4 TIE-5 TIE-6 TIE-7 TIE-8")
def checks_no_tie(verifier):
    """A newer list may say anything."""
    verifier.drop("loading", "check_ties(held, new)")
