"""Presentations: form, proof, challenge and freshness."""
from ..registry import wrong


@wrong("PRESENT-1")
def takes_a_presentation_of_1128_bytes(verifier):
    """The greatest size of a presentation is not checked."""
    verifier.drop("presentations", 'require(len(raw) <= GREATEST, "PRESENT-1: more than 1,127 bytes")')
    verifier.swap("passes", "GREATEST = 91, 1_024", "GREATEST = 91, 1_025")


@wrong("PRESENT-1")
def refuses_a_presentation_of_1127_bytes(verifier):
    """`<` was written for `<=`: the longest presentation is refused."""
    verifier.swap("presentations", "len(raw) <= GREATEST", "len(raw) < GREATEST")


@wrong("PRESENT-1", turns_none=(
    "The pass in so short a presentation has no claim and so no holder key, and is rejected."))
def refuses_a_presentation_of_162_bytes(verifier):
    """`<` was written for `<=`: the shortest presentation is malformed, not one without a holder key."""
    verifier.swap("presentations", "len(raw) >= SMALLEST", "len(raw) > SMALLEST")


@wrong("PRESENT-2")
def takes_a_challenge_of_33_bytes(verifier):
    """The length of a challenge is not checked."""
    verifier.drop(
        "presentations",
        'require(challenge_length <= GREATEST_CHALLENGE, "PRESENT-2: a challenge of more than 32 bytes")')


@wrong("PRESENT-2")
def refuses_a_challenge_of_32_bytes(verifier):
    """`<` was written for `<=`: the longest challenge is refused."""
    verifier.swap("presentations", "challenge_length <= GREATEST_CHALLENGE", "challenge_length < GREATEST_CHALLENGE")


@wrong("PRESENT-3")
def takes_a_presentation_of_a_presentation(verifier):
    """What is presented may be a presentation itself, whose proof is not looked at."""
    verifier.swap("presentations", "shown = read_pass(fields.take(fields.left))", (
        "inner = fields.take(fields.left)\n"
        "    shown = read_presentation(inner).shown if inner[0] == FIRST_BYTE else read_pass(inner)"))


@wrong("PRESENT-4")
def takes_a_presentation_without_its_proof(verifier):
    """The holder's signature is not checked."""
    verifier.swap("judging", "elif not signatures.is_good(case.presentation.signature, key, message):", "elif False:")


@wrong("PRESENT-4 BASE-5")
def checks_the_proof_with_a_passes_label(verifier):
    """A holder's signature with the label of a pass is good, so that an issuer's would be."""
    verifier.swap("judging", "    elif not signatures.is_good(case.presentation.signature, key, message):", (
        "    elif not any(signatures.is_good(case.presentation.signature, key, other)\n"
        "                 for other in (message, signatures.PASS + message[16:])):"))


@wrong("PRESENT-4 BASE-5")
def checks_the_proof_without_the_domain(verifier):
    """A holder's signature need not cover the domain digest."""
    verifier.swap("judging", "    elif not signatures.is_good(case.presentation.signature, key, message):", (
        "    elif not any(signatures.is_good(case.presentation.signature, key, other)\n"
        "                 for other in (message, message[:16] + bytes(32) + message[48:])):"))


@wrong("PRESENT-4")
def takes_the_issuers_proof(verifier):
    """A presentation may be signed by the issuer's key in place of the holder's."""
    verifier.swap("judging", "    elif not signatures.is_good(case.presentation.signature, key, message):", (
        "    elif not any(signatures.is_good(case.presentation.signature, one, message)\n"
        "                 for one in (key, case.key.public)):"))


@wrong("PRESENT-5")
def takes_a_presentation_of_an_unbound_pass(verifier):
    """Where a pass names no holder key, its presentation is taken without proof."""
    verifier.swap("judging", "    if key is None:\n        yield Finding(\"bad-holder-proof\")  # PRESENT-5\n", (
        "    if key is None:\n        return\n"))


@wrong("PRESENT-6")
def takes_a_bound_pass_bare(verifier):
    """A pass that names a holder key is accepted from paper or a screenshot."""
    verifier.swap("judging", "case.presentation is None and not case.policy.takes_bare", "False")


@wrong("PRESENT-6")
def rejects_a_bound_pass_shown_bare(verifier):
    """A bound pass that is shown bare is rejected, though its holder could mend that."""
    verifier.swap("judging", '        yield Finding("presentation-needed")', (
        '        yield Finding("bad-holder-proof")'))


@wrong("PRESENT-6")
def never_takes_a_bound_pass_bare(verifier):
    """The policy's word that bound passes may be shown bare is not heard."""
    verifier.swap("judging", "case.presentation is None and not case.policy.takes_bare", "case.presentation is None")


@wrong("PRESENT-7")
def does_not_compare_the_challenge(verifier):
    """Any presentation answers any challenge."""
    verifier.swap("judging", "case.presentation.challenge != case.policy.challenge", "False")


@wrong("PRESENT-7")
def compares_the_challenge_up_to_its_end(verifier):
    """The beginning of the challenge, or none at all, is an answer to it."""
    verifier.swap("judging", "case.presentation.challenge != case.policy.challenge", (
        "not case.policy.challenge.startswith(case.presentation.challenge)"))


@wrong("PRESENT-7")
def takes_a_longer_answer_to_the_challenge(verifier):
    """A challenge that begins with the one that was asked is an answer to it."""
    verifier.swap("judging", "case.presentation.challenge != case.policy.challenge", (
        "not case.presentation.challenge.startswith(case.policy.challenge)"))


@wrong("PRESENT-7")
def rejects_a_wrong_challenge(verifier):
    """A wrong challenge is rejected, though a fresh code mends it."""
    verifier.swap("judging", '        yield Finding("wrong-challenge")', '        yield Finding("bad-holder-proof")')


@wrong("PRESENT-8")
def takes_a_stale_presentation(verifier):
    """A presentation of any age is fresh: a screenshot can be lent."""
    verifier.swap("judging", "    if presented_at + case.policy.greatest_age <= latest:", "    if False:")


@wrong("PRESENT-8")
def takes_a_presentation_at_its_greatest_age(verifier):
    """`<` was written for `<=`: a presentation is fresh for one second too long."""
    verifier.swap("judging", "presented_at + case.policy.greatest_age <= latest", (
        "presented_at + case.policy.greatest_age < latest"))


@wrong("PRESENT-8")
def ends_the_freshness_a_second_early(verifier):
    """A presentation goes stale one second too early."""
    verifier.swap("judging", "presented_at + case.policy.greatest_age <= latest", (
        "presented_at + case.policy.greatest_age - 1 <= latest"))


@wrong("PRESENT-8")
def takes_a_presentation_from_the_future(verifier):
    """A presentation that was made later than the clock reads is fresh."""
    verifier.swap("judging", "    if latest < presented_at:", "    if False:")


@wrong("PRESENT-8")
def refuses_a_presentation_of_this_second(verifier):
    """`<=` was written for `<`: a presentation made in the second of *latest* is stale."""
    verifier.swap("judging", "    if latest < presented_at:", "    if latest <= presented_at:")


@wrong("PRESENT-8")
def ages_a_presentation_by_the_earliest_second(verifier):
    """Freshness is judged at *earliest* in place of *latest*."""
    verifier.swap("judging", "latest, presented_at = case.reading.latest, case", (
        "latest, presented_at = case.reading.earliest, case"))


@wrong("PRESENT-8")
def asks_for_freshness_beside_a_challenge(verifier):
    """A presentation that answers the challenge is held to its age too."""
    verifier.swap("judging", (
        "    if case.presentation is None or case.policy.challenge is not None:\n        return\n    latest"), (
        "    if case.presentation is None:\n        return\n    latest"))


@wrong("PRESENT-8 BASE-4")
def counts_the_age_in_minutes(verifier):
    """The greatest age of the policy is taken as minutes."""
    verifier.swap("judging", "presented_at + case.policy.greatest_age <= latest", (
        "presented_at + 60 * case.policy.greatest_age <= latest"))


@wrong("PRESENT-9 TIME-2")
def raises_the_floor_by_a_presentation(verifier):
    """The time that a presentation states raises the floor, so that a holder moves the door's clock."""
    verifier.swap("judging", "        if self.status_list:\n            floor", (
        "        if self.presentation:\n            floor = max(floor, self.presentation.presented_at)\n"
        "        if self.status_list:\n            floor"))
