"""Judging a pass: chapter Verification, step by step.

Steps 1 to 7 stop at once; they stand in opening.py and signers.py. The others stand here, one
function each, and are tried in the order of SIGNED and AUTHENTIC. A step yields what it finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from . import claims, curve, registry, signatures
from .clock import Interval, Told
from .opening import Stopped, bytes_of_text, open_input
from .passes import Pass
from .policies import Finding, Policy, Verdict
from .presentations import Presentation
from .rules import Answer, Judged, judge_rule
from .signers import Signer, signer_of
from .states import State
from .status_lists import StatusList
from .trust_lists import Issuer, Key, TrustList


Findings = Iterator[Finding]


def judge_text(text: bytes, states: list[State], policy: Policy, reading: Interval) -> Verdict:
    try:
        raw = bytes_of_text(text)
    except Stopped as stopped:
        return Verdict(Finding(stopped.reason))
    return judge(raw, states, policy, reading)


def judge(raw: bytes, states: list[State], policy: Policy, reading: Interval) -> Verdict:
    """The first step that decides gives the verdict (VERIFY-1)."""
    try:
        opened = open_input(raw, policy)  # steps 1 to 3
        presentation = opened if isinstance(opened, Presentation) else None
        shown = presentation.shown if presentation else opened
        signer = signer_of(shown, states)  # steps 4 to 7
    except Stopped as stopped:
        return Verdict(Finding(stopped.reason))
    case = Case(shown, presentation, signer, states, policy, reading)
    if finding := first_finding(SIGNED, case):
        return Verdict(finding)
    finding = first_finding(AUTHENTIC, case)
    return Verdict(finding, is_authentic=True, advisories=tuple(advisories(case)))  # VERIFY-23


def first_finding(steps: tuple[Callable, ...], case: "Case") -> Finding | None:
    """The first that the steps yield, in their order. What stands behind it is not looked at."""
    return next(chain.from_iterable(step(case) for step in steps), None)


@dataclass
class Case:
    """A signed pass, and all that its judgement looks at (VERIFY-2)."""

    shown: Pass
    presentation: Presentation | None
    signer: Signer
    states: list[State]
    policy: Policy
    reading: Interval

    @property
    def key(self) -> Key:
        return self.signer.key

    @property
    def issuer(self) -> Issuer:
        return self.key.issuer

    @property
    def domain_digest(self) -> bytes:
        return self.signer.state.domain_digest

    @property
    def own_list(self) -> TrustList:
        return self.signer.state.trust_list

    @property
    def status_list(self) -> StatusList | None:
        """The held status list of the pass's issuer."""
        return self.signer.state.status_lists.get(self.issuer.id)

    @property
    def demanded_list(self) -> StatusList | None:
        """The held status list, where one is demanded and it meets the demand."""
        if self.issuer.demand == 0 or self.status_list is None:
            return None
        if self.status_list.head.number < self.issuer.demand:
            return None
        return self.status_list

    @property
    def home_counts(self) -> bool:
        if self.policy.home is None:
            return False
        if self.policy.home == self.domain_digest:
            return False
        return not registry.is_private_profile(self.shown.profile)

    @cached_property
    def home_list(self) -> TrustList | None:
        """The list of a home domain that counts, if it is held."""
        if not self.home_counts:
            return None
        lists = (state.trust_list for state in self.states
                 if state.domain_digest == self.policy.home)
        return next(lists, None)

    @property
    def scope(self) -> frozenset[int] | None:
        """The private tags of the policy's scope for the pass; None where there is no scope."""
        return self.policy.scopes.get((self.domain_digest, self.shown.profile))

    @cached_property
    def unknown_tags(self) -> list[int]:
        private_tags = self.scope or frozenset()
        return claims.unknown_tags(self.shown.claims, self.shown.profile, private_tags)

    @cached_property
    def own_interval(self) -> Interval | None:
        """The interval of the own domain's conditions; None where none may be decided."""
        floor = max(self.own_list.issued_at, self.shown.issued_at)
        if self.status_list:
            floor = max(floor, self.status_list.head.issued_at)
        return self.reading.raised(floor)

    @cached_property
    def home_interval(self) -> Interval | None:
        """The same of the home domain; None too where there is no home list."""
        if self.home_list is None:
            return None
        return self.reading.raised(max(self.home_list.issued_at, self.shown.issued_at))

    @cached_property
    def own_rules(self) -> list[Judged]:
        return self.judged(self.own_list, self.own_interval)  # RULE-5

    @cached_property
    def home_rules(self) -> list[Judged]:
        return self.judged(self.home_list, self.home_interval)  # RULE-16

    def judged(self, trust_list: TrustList | None, interval: Interval | None) -> list[Judged]:
        """The answers of all rules of the pass's profile, in their order (RULE-3)."""
        if interval is None:
            return []
        return [judge_rule(rule, self.shown, interval)
                for rule in trust_list.rules if rule.profile == self.shown.profile]

    # The conditions on time. Each is None where it is not looked at.

    @property
    def has_not_ended(self) -> Told | None:
        return told(Interval.not_over, self.own_interval, self.shown.end)

    @property
    def key_is_accepted(self) -> Told | None:
        return told(Interval.not_over, self.own_interval, self.key.accept_until)

    @property
    def has_begun(self) -> Told | None:
        return told(Interval.begun, self.own_interval, self.shown.start)

    @property
    def own_list_is_unexpired(self) -> Told | None:
        return told(Interval.not_over, self.own_interval, self.own_list.expires_at)

    @property
    def home_list_is_unexpired(self) -> Told | None:
        if self.home_list is None:
            return None
        return told(Interval.not_over, self.home_interval, self.home_list.expires_at)

    @property
    def status_list_is_unexpired(self) -> Told | None:
        if self.demanded_list is None:
            return None
        return told(Interval.not_over, self.own_interval, self.demanded_list.head.expires_at)

    def first_rule(self, answer: Answer) -> Judged | None:
        """The first rule with an answer, the own list before the home list."""
        return first_with(answer, self.own_rules) or first_with(answer, self.home_rules)


def told(condition, interval: Interval | None, instant: int) -> Told | None:
    """What is told of a condition; None where none of its domain may be decided."""
    return condition(interval, instant) if interval else None


def first_with(answer: Answer, rules: list[Judged]) -> Judged | None:
    return next((rule for rule in rules if rule.answer == answer), None)


def key_compromised(case: Case) -> Findings:
    """Step 8, VERIFY-11."""
    if case.key.is_compromised:
        yield Finding("key-compromised")


def key_not_for_this(case: Case) -> Findings:
    """Step 9."""
    if case.key.is_for_status:
        yield Finding("key-not-for-this")  # VERIFY-12
    if case.shown.profile not in case.issuer.profiles:
        yield Finding("key-not-for-this")  # VERIFY-13


def not_accepted_here(case: Case) -> Findings:
    """Step 10, VERIFY-14."""
    if case.scope is None:
        yield Finding("not-accepted-here")


def revoked(case: Case) -> Findings:
    """Step 11, STATUS-25."""
    if case.status_list and case.shown.serial in case.status_list.revoked:
        yield Finding("revoked")


def expired(case: Case) -> Findings:
    """Step 12."""
    if case.has_not_ended == Told.REFUTED:
        yield Finding("expired", case.shown.end)  # VERIFY-15
    if case.key_is_accepted == Told.REFUTED:
        yield Finding("expired", case.key.accept_until)  # VERIFY-16
    if case.status_list and case.shown.serial < case.status_list.head.first_live:
        yield Finding("expired", case.status_list.head.issued_at)  # STATUS-26


def invalid_claims(case: Case) -> Findings:
    """Step 13, CLAIM-6 to CLAIM-8."""
    if not claims.are_valid(case.shown.claims, case.shown.profile):
        yield Finding("invalid-claims")


def bad_holder_proof(case: Case) -> Findings:
    """Step 14."""
    if case.presentation is None:
        return
    key = case.shown.claims.get(registry.HOLDER_KEY)
    message = signatures.covered(
        signatures.PRESENTATION, case.domain_digest, case.presentation.signed)
    if key is None:
        yield Finding("bad-holder-proof")  # PRESENT-5
    elif not curve.is_vetted(key):
        yield Finding("bad-holder-proof")  # PRESENT-5
    elif not signatures.is_good(case.presentation.signature, key, message):
        yield Finding("bad-holder-proof")  # PRESENT-4


def rule_expired(case: Case) -> Findings:
    """Step 15, RULE-11 and RULE-12: a closed rule rejects under a list proven unexpired."""
    own, home = case.own_rules, case.home_rules
    if (rule := first_with(Answer.CLOSED, own)) and case.own_list_is_unexpired == Told.PROVEN:
        yield Finding("rule-expired", rule.instant)
    if (rule := first_with(Answer.CLOSED, home)) and case.home_list_is_unexpired == Told.PROVEN:
        yield Finding("rule-expired", rule.instant)


def unsupported_profile(case: Case) -> Findings:
    """Step 16, VERIFY-17."""
    profile = case.shown.profile
    if profile not in registry.PROFILE_CLAIMS and not registry.is_private_profile(profile):
        yield Finding("unsupported-profile")


def unsupported_claim(case: Case) -> Findings:
    """Step 17, CLAIM-4 and CLAIM-5."""
    if not all(claims.is_ignorable(tag) for tag in case.unknown_tags):
        yield Finding("unsupported-claim")


def clock_behind(case: Case) -> Findings:
    """Step 18."""
    latest = case.reading.latest
    if latest < case.own_list.issued_at:
        yield Finding("clock-behind", case.own_list.issued_at)  # TIME-3
    if case.status_list and latest < case.status_list.head.issued_at:
        yield Finding("clock-behind", case.status_list.head.issued_at)  # STATUS-28
    if case.home_list and latest < case.home_list.issued_at:
        yield Finding("clock-behind", case.home_list.issued_at)  # TIME-3


def pass_from_future(case: Case) -> Findings:
    """Step 19, TIME-4."""
    if case.reading.latest < case.shown.issued_at:
        yield Finding("pass-from-future", case.shown.issued_at)


def clock_uncertain(case: Case) -> Findings:
    """Step 20, TIME-5. The first in the order of the table gives the instant."""
    if case.has_not_ended == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.shown.end)
    if case.key_is_accepted == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.key.accept_until)
    if case.has_begun == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.shown.start)
    if case.own_list_is_unexpired == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.own_list.expires_at)
    if rule := first_with(Answer.UNCERTAIN, case.own_rules):
        yield Finding("clock-uncertain", rule.instant)
    if case.home_list_is_unexpired == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.home_list.expires_at)
    if rule := first_with(Answer.UNCERTAIN, case.home_rules):
        yield Finding("clock-uncertain", rule.instant)
    if case.status_list_is_unexpired == Told.UNCERTAIN:
        yield Finding("clock-uncertain", case.demanded_list.head.expires_at)


def trust_list_expired(case: Case) -> Findings:
    """Step 21, VERIFY-18."""
    if case.own_list_is_unexpired == Told.REFUTED:
        yield Finding("trust-list-expired", case.own_list.expires_at)
    if case.home_list_is_unexpired == Told.REFUTED:
        yield Finding("trust-list-expired", case.home_list.expires_at)


def home_list_missing(case: Case) -> Findings:
    """Step 22, VERIFY-19."""
    if case.home_counts and case.home_list is None:
        yield Finding("home-list-missing")


def unsupported_rule(case: Case) -> Findings:
    """Step 23, RULE-10."""
    if case.first_rule(Answer.UNREADABLE):
        yield Finding("unsupported-rule")


def date_too_coarse(case: Case) -> Findings:
    """Step 24, RULE-14."""
    if case.first_rule(Answer.TOO_COARSE):
        yield Finding("date-too-coarse")


def not_yet_valid(case: Case) -> Findings:
    """Step 25, VERIFY-20."""
    if case.has_begun == Told.REFUTED:
        yield Finding("not-yet-valid", case.shown.start)


def rule_not_yet_open(case: Case) -> Findings:
    """Step 26, RULE-13."""
    if rule := case.first_rule(Answer.NOT_OPEN):
        yield Finding("rule-not-yet-open", rule.instant)


def presentation_needed(case: Case) -> Findings:
    """Step 27, PRESENT-6."""
    is_bound = registry.HOLDER_KEY in case.shown.claims
    if is_bound and case.presentation is None and not case.policy.takes_bare:
        yield Finding("presentation-needed")


def wrong_challenge(case: Case) -> Findings:
    """Step 28, PRESENT-7."""
    if case.presentation is None or case.policy.challenge is None:
        return
    if case.presentation.challenge != case.policy.challenge:
        yield Finding("wrong-challenge")


def presentation_stale(case: Case) -> Findings:
    """Step 29, PRESENT-8. The latest is that of the reading as it was given."""
    if case.presentation is None or case.policy.challenge is not None:
        return
    latest, presented_at = case.reading.latest, case.presentation.presented_at
    if latest < presented_at:
        yield Finding("presentation-stale", presented_at)
    if presented_at + case.policy.greatest_age <= latest:
        yield Finding("presentation-stale", presented_at + case.policy.greatest_age)


def status_list_missing(case: Case) -> Findings:
    """Step 30, VERIFY-21."""
    if case.issuer.demand > 0 and case.demanded_list is None:
        yield Finding("status-list-missing")


def status_list_expired(case: Case) -> Findings:
    """Step 31, STATUS-27."""
    if case.status_list_is_unexpired == Told.REFUTED:
        yield Finding("status-list-expired", case.demanded_list.head.expires_at)


# Steps 8 and 9: the pass is signed, and not yet known to be authentic.
SIGNED = (
    key_compromised,
    key_not_for_this,
)

# Steps 10 to 31: rejections first, then what cannot be told.
AUTHENTIC = (
    not_accepted_here,
    revoked,
    expired,
    invalid_claims,
    bad_holder_proof,
    rule_expired,
    unsupported_profile,
    unsupported_claim,
    clock_behind,
    pass_from_future,
    clock_uncertain,
    trust_list_expired,
    home_list_missing,
    unsupported_rule,
    date_too_coarse,
    not_yet_valid,
    rule_not_yet_open,
    presentation_needed,
    wrong_challenge,
    presentation_stale,
    status_list_missing,
    status_list_expired,
)


def advisories(case: Case) -> Iterator[str]:
    lists = filter(None, (case.own_list, case.home_list))
    if any(case.reading.latest >= trust_list.refresh_after for trust_list in lists):
        yield "refresh-due"  # VERIFY-25
    if any(claims.is_ignorable(tag) for tag in case.unknown_tags):
        yield "unknown-claim-ignored"  # VERIFY-26
