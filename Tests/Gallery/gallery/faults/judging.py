"""The steps of a judgement, their order, and what goes with a verdict."""
from ..registry import wrong

BESIDE = "It is said beside the outcome."
ORDER_ALONE = "Both steps reject; only the reason tells which came first."


@wrong("VERIFY-1")
def always_accepts(verifier):
    """Each input is accepted."""
    verifier.swap("judging", '    """The first step that decides gives the verdict (VERIFY-1)."""', (
        "    return Verdict(None, True)"))


@wrong("VERIFY-1")
def always_rejects(verifier):
    """Each input is rejected as malformed."""
    verifier.swap("judging", '    """The first step that decides gives the verdict (VERIFY-1)."""', (
        '    return Verdict(Finding("malformed"))'))


@wrong("VERIFY-1")
def never_decides(verifier):
    """Each input is undecided."""
    verifier.swap("judging", '    """The first step that decides gives the verdict (VERIFY-1)."""', (
        '    return Verdict(Finding("unsupported-version"))'))


@wrong("VERIFY-1")
def shows_no_as_cannot_tell(verifier):
    """What is rejected is said to be undecided."""
    verifier.swap("policies", '"rejected" if self', '"undecided" if self')


@wrong("VERIFY-1")
def shows_cannot_tell_as_no(verifier):
    """What is undecided is said to be rejected, as at that noon."""
    verifier.swap("policies", 'else "undecided"', 'else "rejected"')


@wrong("VERIFY-1")
def decides_doubts_before_rejections(verifier):
    """The steps that cannot tell are tried before those that reject."""
    verifier.swap("judging", "finding = first_finding(AUTHENTIC, case)", (
        "finding = first_finding(AUTHENTIC[6:] + AUTHENTIC[:6], case)"))


@wrong("VERIFY-1")
def tries_the_steps_backwards(verifier):
    """The last step that finds something decides."""
    verifier.swap("judging", "finding = first_finding(AUTHENTIC, case)", (
        "finding = first_finding(AUTHENTIC[::-1], case)"))


@wrong("VERIFY-1", turns_none=ORDER_ALONE)
def looks_at_the_end_before_the_scope(verifier):
    """Whether a pass has ended is told to a door that has nothing to do with it."""
    verifier.swap("judging", "AUTHENTIC = (\n    not_accepted_here,\n    revoked,\n    expired,\n", (
        "AUTHENTIC = (\n    revoked,\n    expired,\n    not_accepted_here,\n"))


@wrong("VERIFY-1", turns_none=ORDER_ALONE)
def looks_at_the_claims_before_the_end(verifier):
    """The claims are looked at before the pass's end."""
    verifier.swap("judging", "    expired,\n    invalid_claims,\n", "    invalid_claims,\n    expired,\n")


@wrong("VERIFY-1", turns_none="Neither step rejects; only the reason tells which came first.")
def looks_at_the_list_before_the_clock(verifier):
    """That a list has expired is said by a clock that cannot tell."""
    verifier.swap("judging", "    clock_uncertain,\n    trust_list_expired,\n", (
        "    trust_list_expired,\n    clock_uncertain,\n"))


@wrong("VERIFY-2")
def remembers_who_was_accepted(verifier):
    """A pass that was accepted once is accepted again without a look."""
    verifier.swap("judging", '    """The first step that decides gives the verdict (VERIFY-1)."""', (
        "    if raw in ACCEPTED:\n        return Verdict(None, True)\n"
        "    verdict = judge_anew(raw, states, policy, reading)\n"
        '    if verdict.outcome == "accepted":\n        ACCEPTED.add(raw)\n'
        "    return verdict\n\n\nACCEPTED = set()\n\n\n"
        "def judge_anew(raw: bytes, states: list[State], policy: Policy, reading: Interval) -> Verdict:"))


@wrong("VERIFY-2")
def admits_each_pass_once(verifier):
    """A pass that was accepted once is rejected the next time."""
    verifier.swap("judging", "    return Verdict(finding, is_authentic=True,", (
        "    if finding is None and raw in ADMITTED:\n"
        '        finding = Finding("revoked")\n'
        "    ADMITTED.add(raw)\n    return Verdict(finding, is_authentic=True,"))
    verifier.swap("judging", "Findings = Iterator[Finding]", "Findings = Iterator[Finding]\nADMITTED = set()")


@wrong("VERIFY-2")
def bars_a_serial_after_a_forgery(verifier):
    """After a forged pass the honest one of the same serial is rejected, so that anybody can bar anybody."""
    verifier.swap(
        "judging", "    except Stopped as stopped:\n        return Verdict(Finding(stopped.reason))\n    case", (
        "    except Stopped as stopped:\n        BARRED.add(raw[10:14])\n"
        "        return Verdict(Finding(stopped.reason))\n"
        '    if raw[10:14] in BARRED:\n        return Verdict(Finding("revoked"), True)\n    case'))
    verifier.swap("judging", "Findings = Iterator[Finding]", "Findings = Iterator[Finding]\nBARRED = set()")


@wrong("VERIFY-5")
def rejects_a_newer_version(verifier):
    """A pass of a later version is rejected as malformed: every door fails on the day of version 2."""
    verifier.swap("opening", 'stop_unless(raw[0] in KNOWN_FIRST_BYTES, "unsupported-version")', (
        'stop_unless(raw[0] in KNOWN_FIRST_BYTES, "malformed")'))


@wrong("VERIFY-5")
def looks_at_the_kind_alone(verifier):
    """The version in the first byte is not looked at."""
    verifier.swap("opening", "    check_first_byte(raw)", (
        "    if raw and raw[0] & 0xF in (1, 2):\n        raw = bytes([0x10 | raw[0] & 0xF]) + raw[1:]\n"
        "    check_first_byte(raw)"))


@wrong("VERIFY-6")
def knows_no_size_limit(verifier):
    """The policy's size limit is not looked at."""
    verifier.swap("opening", "    check_size(raw, policy)", "    pass")


@wrong("VERIFY-6")
def stops_at_the_size_limit(verifier):
    """`<` was written for `<=`: a pass of just the size limit is refused."""
    verifier.swap("opening", "len(raw) <= policy.pass_limit + addition", "len(raw) < policy.pass_limit + addition")


@wrong("VERIFY-6")
def rejects_what_is_above_its_limit(verifier):
    """A pass that is too long for this door is malformed, though another door reads it."""
    verifier.swap("opening", 'policy.pass_limit + addition, "device-limit"', (
        'policy.pass_limit + addition, "malformed"'))


@wrong("VERIFY-6")
def cannot_tell_what_is_above_any_limit(verifier):
    """What is longer than any pass may be is said to be too long for this door."""
    verifier.swap("opening", "if len(raw) <= passes.GREATEST + addition:", "if True:")


@wrong("VERIFY-6")
def takes_the_limit_of_a_pass_for_a_presentation(verifier):
    """A presentation must not be longer than a pass."""
    verifier.swap("opening", "policy.pass_limit + addition,", "policy.pass_limit,")


@wrong("VERIFY-6")
def limits_the_size_of_passes_alone(verifier):
    """The size limit is not looked at for objects that are no pass."""
    verifier.swap("opening", "if len(raw) <= passes.GREATEST + addition:", (
        "if raw[0] in (passes.FIRST_BYTE, presentations.FIRST_BYTE) and len(raw) <= passes.GREATEST + addition:"))


@wrong("VERIFY-7")
def rejects_an_unknown_domain(verifier):
    """A pass of a domain that is not held is rejected, as one country's doors did with another's certificates."""
    verifier.swap("signers", 'stop_unless(len(candidates) > 0, "unknown-domain")', (
        'stop_unless(len(candidates) > 0, "bad-signature")'))


@wrong("VERIFY-7")
def looks_for_the_key_in_every_domain(verifier):
    """A pass of an unknown domain is tried with the keys of those that are held."""
    verifier.swap("signers", "[state for state in states if state.domain_tag == shown.domain_tag]", "list(states)")


@wrong("VERIFY-8")
def takes_an_unknown_key_as_withdrawn(verifier):
    """A pass by a key that is not known yet is rejected, so that a new key fails at every door that is behind."""
    verifier.swap("signers", 'stop_unless(shown.key_number < next_key, "key-not-yet-known")', "pass")


@wrong("VERIFY-8 VERIFY-9")
def takes_the_next_key_as_withdrawn(verifier):
    """`<=` was written for `<`: the very next key is rejected as withdrawn."""
    verifier.swap("signers", "shown.key_number < next_key", "shown.key_number <= next_key")


@wrong("VERIFY-8")
def rejects_where_no_list_is_held(verifier):
    """A state without a list rejects every pass of its domain."""
    verifier.swap("signers", "state.trust_list.next_key if state.trust_list else 0", (
        "state.trust_list.next_key if state.trust_list else 1 << 24"))
    verifier.swap("signers", "key = state.trust_list.keys.get(shown.key_number)", (
        "key = state.trust_list.keys.get(shown.key_number) if state.trust_list else None"))


@wrong("VERIFY-9")
def keeps_waiting_for_a_withdrawn_key(verifier):
    """A pass by a key that was withdrawn is undecided for ever."""
    verifier.swap("signers", 'stop_unless(key is not None, "key-withdrawn")', (
        'stop_unless(key is not None, "key-not-yet-known")'))


@wrong("VERIFY-10")
def does_not_check_the_signature_of_a_pass(verifier):
    """A pass is good where its key is known."""
    verifier.drop("signers", 'stop_unless(good, "bad-signature")')


@wrong("VERIFY-10")
def cannot_tell_a_forgery(verifier):
    """A pass whose signature is not good is undecided."""
    verifier.swap("signers", 'stop_unless(good, "bad-signature")', 'stop_unless(good, "key-not-yet-known")')


@wrong("VERIFY-10")
def tries_every_key_of_the_list(verifier):
    """The key number of a pass is a hint: any key of the list will do."""
    verifier.swap("signers", "    good = signatures.is_good(shown.signature, key.public, message)", (
        "    good = any(signatures.is_good(shown.signature, one.public, message)\n"
        "               for one in state.trust_list.keys.values())"))


@wrong("VERIFY-10")
def takes_a_list_key_as_an_issuers(verifier):
    """A pass that is signed by an authority's list key is good."""
    verifier.swap("signers", "    good = signatures.is_good(shown.signature, key.public, message)", (
        "    good = any(signatures.is_good(shown.signature, one, message)\n"
        "               for one in (key.public, *state.records[-1].list_keys, *state.records[-1].root_keys))"))


@wrong("VERIFY-10 BASE-5")
def takes_a_key_of_another_domain(verifier):
    """A key number is looked up in each held domain, and the first whose signature is good decides."""
    verifier.swap("signers", "    good = signatures.is_good(shown.signature, key.public, message)", (
        "    good = any(signatures.is_good(shown.signature, one.trust_list.keys[shown.key_number].public, message)\n"
        "               for one in [state, *HELD]\n"
        "               if one.trust_list and shown.key_number in one.trust_list.keys)"))
    verifier.swap("signers", "    candidates = [", "    HELD[:] = states\n    candidates = [")
    verifier.swap("signers", "def signer_of", "HELD = []\n\n\ndef signer_of")


@wrong("VERIFY-11")
def accepts_a_compromised_key(verifier):
    """A pass by a compromised key is accepted."""
    verifier.swap("judging", "if case.key.is_compromised:", "if False:")


@wrong("VERIFY-11")
def forgives_what_was_signed_before_the_list(verifier):
    """A pass by a compromised key counts where it says that it was issued before the list, as a thief writes."""
    verifier.swap("judging", "if case.key.is_compromised:", (
        "if case.key.is_compromised and case.shown.issued_at >= case.own_list.issued_at:"))


@wrong("VERIFY-11 VERIFY-23", turns_none=BESIDE)
def calls_a_compromised_pass_authentic(verifier):
    """A pass by a compromised key is rejected, and its claims are shown as facts."""
    verifier.swap("judging", "        return Verdict(finding)\n", (
        "        return Verdict(finding, is_authentic=case.key.is_compromised)\n"))


@wrong("VERIFY-12")
def accepts_a_pass_by_a_status_key(verifier):
    """A key for status lists may sign passes."""
    verifier.swap("judging", "if case.key.is_for_status:", "if False:")


@wrong("VERIFY-13")
def accepts_any_profile_of_an_issuer(verifier):
    """An issuer of tickets may issue vaccinations."""
    verifier.swap("judging", "if case.shown.profile not in case.issuer.profiles:", "if False:")


@wrong("VERIFY-13")
def cannot_tell_a_profile_of_another_issuer(verifier):
    """A pass of a profile that its issuer does not have is undecided."""
    verifier.swap("judging", 'yield Finding("key-not-for-this")  # VERIFY-13', 'yield Finding("unsupported-profile")')


@wrong("VERIFY-14")
def accepts_passes_of_any_scope(verifier):
    """A door admits a holder with any pass of any domain that it holds."""
    verifier.swap("judging", "if case.scope is None:", "if False:")


@wrong("VERIFY-14")
def looks_at_the_profile_of_a_scope_alone(verifier):
    """A profile that is accepted of one domain is accepted of all."""
    verifier.swap("judging", "    if case.scope is None:", (
        "    if all(profile != case.shown.profile for _, profile in case.policy.scopes):"))


@wrong("VERIFY-14")
def looks_at_the_domain_of_a_scope_alone(verifier):
    """A domain of which one profile is accepted has all of them accepted."""
    verifier.swap("judging", "    if case.scope is None:", (
        "    if all(domain != case.domain_digest for domain, _ in case.policy.scopes):"))


@wrong("VERIFY-15")
def does_not_look_at_the_end(verifier):
    """A pass has no end."""
    verifier.swap("judging", "if case.has_not_ended == Told.REFUTED:", "if False:")


@wrong("VERIFY-15")
def counts_the_lifetime_from_the_issue(verifier):
    """The end of a pass is counted from *issued at* in place of its beginning."""
    verifier.swap("passes", "issued_at, start, start + lifetime,", "issued_at, start, issued_at + lifetime,")


@wrong("VERIFY-15")
def cannot_tell_that_a_pass_has_ended(verifier):
    """An expired pass is undecided."""
    verifier.swap("judging", 'yield Finding("expired", case.shown.end)', (
        'yield Finding("clock-uncertain", case.shown.end)'))


@wrong("VERIFY-16")
def does_not_look_at_accept_until(verifier):
    """A key is accepted for ever."""
    verifier.swap("judging", "if case.key_is_accepted == Told.REFUTED:", "if False:")
    verifier.swap("judging", "if case.key_is_accepted == Told.UNCERTAIN:", "if False:")


@wrong("VERIFY-16")
def compares_accept_until_with_the_issue(verifier):
    """A key's *accept until* is compared with a pass's *issued at*, which a thief writes himself."""
    verifier.swap("judging", "return told(Interval.not_over, self.own_interval, self.key.accept_until)", (
        "return Told.PROVEN if self.shown.issued_at < self.key.accept_until else Told.REFUTED"))


@wrong("VERIFY-17")
def rejects_an_unknown_profile(verifier):
    """A profile that was registered after the verifier was built is rejected."""
    verifier.swap("judging", 'yield Finding("unsupported-profile")', 'yield Finding("invalid-claims")')


@wrong("VERIFY-17")
def accepts_an_unknown_profile(verifier):
    """A profile that is not understood is accepted."""
    verifier.swap("judging", (
        "    if profile not in registry.PROFILE_CLAIMS and not registry.is_private_profile(profile):"), "    if False:")


@wrong("VERIFY-17")
def understands_no_private_profile(verifier):
    """A profile for private use is not understood, though the policy accepts it."""
    verifier.swap("judging", (
        "    if profile not in registry.PROFILE_CLAIMS and not registry.is_private_profile(profile):"), (
        "    if profile not in registry.PROFILE_CLAIMS:"))


@wrong("VERIFY-18")
def takes_an_expired_list(verifier):
    """A door that never fetches a list goes on for ever."""
    verifier.swap("judging", "if case.own_list_is_unexpired == Told.REFUTED:", "if False:")
    verifier.swap("judging", "if case.own_list_is_unexpired == Told.UNCERTAIN:", "if False:")


@wrong("VERIFY-18")
def rejects_under_an_expired_list(verifier):
    """A door that is behind rejects everybody."""
    verifier.swap("judging", 'yield Finding("trust-list-expired", case.own', 'yield Finding("rule-expired", case.own')


@wrong("VERIFY-18")
def takes_an_expired_home_list(verifier):
    """The home list may be expired."""
    verifier.swap("judging", "if case.home_list_is_unexpired == Told.REFUTED:", "if False:")


@wrong("VERIFY-19")
def goes_without_the_home_list(verifier):
    """Where the home domain is not held, its rules are left out."""
    verifier.swap("judging", "if case.home_counts and case.home_list is None:", "if False:")


@wrong("VERIFY-19")
def asks_for_the_home_list_of_its_own_passes(verifier):
    """The home domain's own passes are judged by its rules twice, and private profiles too."""
    verifier.swap("judging", "        return not registry.is_private_profile(self.shown.profile)", (
        "        return True"))


@wrong("VERIFY-20")
def does_not_look_at_the_beginning(verifier):
    """A pass is valid before it begins."""
    verifier.swap("judging", "if case.has_begun == Told.REFUTED:", "if False:")


@wrong("VERIFY-20")
def rejects_a_pass_that_has_not_begun(verifier):
    """A pass that has not begun is rejected as if it had ended."""
    verifier.swap("judging", 'yield Finding("not-yet-valid", case', 'yield Finding("expired", case')


@wrong("VERIFY-20")
def begins_a_pass_at_its_issue(verifier):
    """*Valid from* is left out."""
    verifier.swap("passes", "start = issued_at + valid_from", "start, lifetime = issued_at, valid_from + lifetime")


@wrong("VERIFY-21")
def goes_without_a_demanded_status_list(verifier):
    """A pass whose status cannot be looked up is accepted."""
    verifier.swap("judging", "if case.issuer.demand > 0 and case.demanded_list is None:", "if False:")


@wrong("VERIFY-21")
def takes_an_older_status_list_than_is_demanded(verifier):
    """A held status list meets any demand."""
    verifier.swap("judging", "if self.status_list.head.number < self.issuer.demand:", "if False:")


@wrong("VERIFY-21")
def wants_a_newer_status_list_than_is_demanded(verifier):
    """`<=` was written for `<`: the status list of just the demanded number does not meet the demand."""
    verifier.swap("judging", "self.status_list.head.number < self.issuer.demand", (
        "self.status_list.head.number <= self.issuer.demand"))


@wrong("VERIFY-21")
def rejects_without_a_demanded_status_list(verifier):
    """A pass whose status cannot be looked up is rejected."""
    verifier.swap("judging", 'yield Finding("status-list-missing")', 'yield Finding("revoked")')


@wrong("VERIFY-22")
def tries_the_first_domain_of_a_tag_alone(verifier):
    """Of two held domains with one tag only the first is tried."""
    verifier.swap("signers", "    for state in candidates:", "    for state in candidates[:1]:")


@wrong("VERIFY-22")
def gives_the_reason_of_the_last_domain(verifier):
    """Where two domains have one tag and neither key is good, the last one tried gives the reason."""
    verifier.swap("signers", "    for reason in (\"key-not-yet-known\", \"key-withdrawn\"):", (
        "    for reason in (stopped_last,):"))
    verifier.swap("signers", "            reasons.add(stopped.reason)", (
        "            reasons.add(stopped.reason)\n            stopped_last = stopped.reason"))


@wrong("VERIFY-23", turns_none=BESIDE)
def calls_every_pass_authentic(verifier):
    """The claims of a forged pass may be shown as facts."""
    verifier.swap("policies", "    is_authentic: bool = False", "    is_authentic: bool = True")


@wrong("VERIFY-23", turns_none=BESIDE)
def calls_no_pass_authentic(verifier):
    """No verdict says that a pass is authentic."""
    verifier.swap("judging", "is_authentic=True, advisories", "is_authentic=False, advisories")


@wrong("VERIFY-23", turns_none=BESIDE)
def calls_what_it_accepts_authentic(verifier):
    """Only an accepted pass is authentic."""
    verifier.swap("judging", "is_authentic=True, advisories", "is_authentic=finding is None, advisories")


@wrong("VERIFY-25", turns_none=BESIDE)
def never_says_that_a_refresh_is_due(verifier):
    """No list ever asks for a refresh."""
    verifier.swap("judging", '        yield "refresh-due"', "        pass")


@wrong("VERIFY-25", turns_none=BESIDE)
def says_a_second_late_that_a_refresh_is_due(verifier):
    """`>` was written for `>=`: at *refresh after* no refresh is due."""
    verifier.swap("judging", "case.reading.latest >= trust_list.refresh_after", (
        "case.reading.latest > trust_list.refresh_after"))


@wrong("VERIFY-25", turns_none=BESIDE)
def does_not_refresh_the_home_list(verifier):
    """Only the own list asks for a refresh."""
    verifier.swap("judging", "filter(None, (case.own_list, case.home_list))", "(case.own_list,)")


@wrong("VERIFY-25", turns_none=BESIDE)
def refreshes_by_the_earliest_second(verifier):
    """Whether a refresh is due is judged at *earliest*."""
    verifier.swap("judging", "case.reading.latest >= trust_list.refresh_after", (
        "case.reading.earliest >= trust_list.refresh_after"))


@wrong("VERIFY-26", turns_none=BESIDE)
def never_says_that_a_claim_was_ignored(verifier):
    """An ignorable claim that is not understood is passed over without a word."""
    verifier.swap("judging", '        yield "unknown-claim-ignored"', "        pass")


@wrong("VERIFY-26", turns_none=BESIDE)
def says_of_every_ignorable_claim_that_it_was_ignored(verifier):
    """An ignorable claim that is understood counts as ignored too."""
    verifier.swap("judging", "any(claims.is_ignorable(tag) for tag in case.unknown_tags)", (
        "any(claims.is_ignorable(tag) for tag in case.shown.claims)"))
