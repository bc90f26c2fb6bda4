"""Verdicts: each step, its order, its instants, and what a home domain adds."""

from hashlib import sha256
import unittest

import making as m
from mapae.clock import Interval
from mapae.curve import P, times
from mapae.judging import judge
from mapae.loading import load
from mapae.policies import Policy
from mapae.states import Anchor, State
from signing import BASE, encode, hashed

HOME_FIRST = m.record(domain=b"h" * 32)
HOME = sha256(HOME_FIRST[:-68]).digest()
PRIVATE = 61_440


def state(*status, **fields) -> State:
    held = State(Anchor(m.DOMAIN, m.DOMAIN))
    return load(m.bundle(m.FIRST, m.trust_list(**fields), *status), held).state


def home_state(**fields) -> State:
    held = State(Anchor(HOME, HOME))
    settings = dict(domain=HOME, issuers=(), issued=1100) | fields
    return load(m.bundle(HOME_FIRST, m.trust_list(**settings)), held).state


def scopes(*profiles: int, tags=()) -> dict:
    return {(m.DOMAIN, profile): frozenset(tags) for profile in profiles}


class Judging(unittest.TestCase):
    def judged(self, raw, *states, at=(2000, 2000), **policy):
        settings = dict(scopes=scopes(1, 2, 9, PRIVATE)) | policy
        reading = Interval(*at) if isinstance(at, tuple) else Interval(at, at)
        return judge(raw, list(states) or [state()], Policy(**settings), reading)

    def finds(self, reason, raw, *states, instant=None, **settings):
        verdict = self.judged(raw, *states, **settings)
        found = verdict.finding or (None, None)
        self.assertEqual(tuple(found), (reason, instant))
        return verdict


class Stops(Judging):
    def test_version(self):
        for raw in (b"\x10", b"\x19", b"\x21" + bytes(2000), b"\x00"):
            self.finds("unsupported-version", raw)

    def test_kinds_that_nobody_shows(self):
        for first in range(0x13, 0x19):
            self.finds("malformed", bytes([first]) + bytes(2000))
        self.finds("malformed", b"")

    def test_device_limit(self):
        raw = bytes([0x11]) + bytes(256)
        for size, limit, reason in ((257, 0, "device-limit"), (256, 0, "malformed"), (1024, 1000, "device-limit"),
                                    (1025, 256, "malformed"), (1024, 5000, "malformed")):
            self.finds(reason, raw[:1] + bytes(size - 1), size_limit=limit)
        for first in (0x13, 0x18):
            for size, reason in ((256, "malformed"), (257, "device-limit"), (1024, "device-limit"), (1025, "malformed")):
                self.finds(reason, bytes([first]) + bytes(size - 1), size_limit=256)
        for size, reason in ((359, "malformed"), (360, "device-limit"), (1127, "device-limit"), (1128, "malformed")):
            self.finds(reason, b"\x12" + bytes(size - 1), size_limit=256)

    def test_form(self):
        for raw in (m.make_pass(lifetime=0), m.make_pass(claims=b"\x10"), m.make_pass()[:-1]):
            self.finds("malformed", raw)
        self.finds(None, m.make_pass())
        shown = m.make_pass(claims=m.holder_claim())
        self.finds("malformed", m.presentation(shown, challenge=bytes(33)))
        self.finds("malformed", m.presentation(m.presentation(shown)))

    def test_greatest_pass(self):
        claims = b"".join(bytes([tag, 255]) + b"a" * 255 for tag in (0xEC, 0xED, 0xEE))
        for size in (1024, 1025):
            rest = size - 91 - len(claims) - 2
            raw = m.make_pass(claims=claims + bytes([0xEF, rest]) + b"a" * rest)
            self.assertEqual(len(raw), size)
            self.finds(None if size == 1024 else "malformed", raw)

    def test_domain_and_key(self):
        self.finds("unknown-domain", m.make_pass(domain=b"x" * 32))
        self.finds("key-not-yet-known", m.make_pass(10))
        self.finds("key-not-yet-known", m.make_pass(), State(Anchor(m.DOMAIN, m.DOMAIN)))
        self.finds("key-withdrawn", m.make_pass(9))
        self.finds("bad-signature", m.make_pass(seed=9))
        self.finds("bad-signature", m.make_pass(label=m.signatures.PRESENTATION))
        self.finds("bad-signature", m.make_pass(domain=m.DOMAIN[:4] + bytes(28)))

    def test_several_domains_of_one_tag(self):
        other = m.DOMAIN[:4] + bytes(28)
        twin = State(Anchor(other, other))
        self.finds(None, m.make_pass(), twin, state())
        self.finds("key-not-yet-known", m.make_pass(9), state(), twin)
        self.finds("key-not-yet-known", m.make_pass(seed=9), state(), twin)


class Rejections(Judging):
    def test_key(self):
        stolen = state(issuers=(m.issuer(keys=(m.key(0, flags=2),)),))
        self.assertFalse(self.finds("key-compromised", m.make_pass(), stolen).is_authentic)
        self.finds("key-not-for-this", m.make_pass(1, seed=m.STATUS_KEY))
        self.finds("key-not-for-this", m.make_pass(profile=3))

    def test_scope(self):
        verdict = self.finds("not-accepted-here", m.make_pass(), scopes=scopes(2), at=9000)
        self.assertTrue(verdict.is_authentic)
        self.assertEqual(verdict.advisories, ("refresh-due",))

    def test_revoked(self):
        held = state(m.status_list([7], live=7))
        self.finds("revoked", m.make_pass(), held, at=500_000_000)
        self.finds("revoked", m.make_pass(), held, at=0)
        self.finds(None, m.make_pass(serial=8), held)

    def test_first_live(self):
        held = state(m.status_list([9], live=8))
        self.finds("expired", m.make_pass(), held, instant=1000)
        self.finds("expired", m.make_pass(), held, instant=1000, at=0)
        self.finds("expired", m.make_pass(), held, instant=4500, at=4500)

    def test_expired(self):
        self.finds("expired", m.make_pass(), at=4500, instant=4500)
        self.finds(None, m.make_pass(), at=4499)
        short = state(issuers=(m.issuer(keys=(m.key(0, until=1800),)),))
        self.finds("expired", m.make_pass(), short, instant=1800)
        self.finds("expired", m.make_pass(), short, at=4500, instant=4500)

    def test_floor_of_the_status_list(self):
        held = state(m.status_list(issued=4500))
        self.finds("expired", m.make_pass(), held, at=(0, 9000), instant=4500)

    def test_claims(self):
        self.finds("invalid-claims", m.make_pass(claims=b"\x60\x01\x00"))
        self.finds("invalid-claims", m.make_pass(profile=2))

    def test_holder_proof(self):
        shown = m.make_pass(claims=m.holder_claim())
        self.finds(None, m.presentation(shown))
        self.finds("bad-holder-proof", m.presentation(shown, seed=9))
        self.finds("bad-holder-proof", m.presentation(shown, domain=b"x" * 32))
        self.finds("bad-holder-proof", m.presentation(shown, label=m.signatures.PASS))
        self.finds("bad-holder-proof", m.presentation(m.make_pass()))
        identity = b"\x01" + bytes(31)
        self.finds("bad-holder-proof", m.presentation(m.make_pass(claims=m.holder_claim(identity))))

    def test_holder_key_of_small_order(self):
        key = (P - 1).to_bytes(32, "little")  # the point of order two
        shown = m.make_pass(claims=m.holder_claim(key))
        signed = m.presentation(shown)[:-64]
        message = m.signatures.covered(m.signatures.PRESENTATION, m.DOMAIN, signed)
        for s in range(1, 100):
            r = encode(times(s, BASE))
            if hashed(r + key + message) % 2 == 0:
                break
        forged = r + s.to_bytes(32, "little")
        self.assertTrue(m.signatures.is_good(forged, key, message))
        self.finds("bad-holder-proof", signed + forged)

    def test_claims_before_holder_proof(self):
        short = m.make_pass(claims=b"\x62\x01\x00")
        self.finds("invalid-claims", m.presentation(short))


class Rules(Judging):
    def finds_rule(self, reason, rule, instant=None, at=(2000, 2000), claims=b"", **fields):
        held = state(rules=(rule,), **fields)
        self.finds(reason, m.make_pass(claims=claims), held, at=at, instant=instant)

    def test_closed(self):
        self.finds_rule("rule-expired", m.rule(), 1600)
        self.finds_rule("rule-expired", m.rule(begin=1700), 1700)
        self.finds_rule(None, m.rule(profile=2))
        self.finds_rule(None, m.rule(end=2000))
        self.finds_rule("clock-uncertain", m.rule(end=2000), 2000, at=(1999, 2000))
        self.finds_rule("clock-uncertain", m.rule(begin=2001), 2001, at=(2000, 2001))
        self.finds_rule("clock-uncertain", m.rule(begin=2001), 2001, at=(2000, 3000))
        self.finds_rule("clock-uncertain", m.rule(begin=2001, end=2005), 2001, at=(2000, 2010))

    def test_closed_under_an_expired_list(self):
        self.finds_rule("trust-list-expired", m.rule(), 3000, at=3000, expires=3000)
        self.finds_rule("clock-uncertain", m.rule(), 3000, at=(2999, 3000), expires=3000)

    def test_not_open(self):
        self.finds_rule("rule-not-yet-open", m.rule(opens=1000, closes=2000), 2500)
        self.finds_rule("rule-not-yet-open", m.rule(end=2100, opens=1000, closes=2000), 2100)
        self.finds_rule("clock-uncertain", m.rule(opens=501, closes=2000), 2001, at=(2000, 2001))
        self.finds_rule(None, m.rule(opens=500, closes=2000))
        self.finds_rule("clock-uncertain", m.rule(opens=501, closes=2000), 2001, at=(2000, 2001),
                        claims=b"\x40\x0f\x56\x00")

    def test_from_the_start(self):
        rule = m.rule(anchor=1, opens=500, closes=2000)
        held = state(rules=(rule,))
        self.finds("rule-not-yet-open", m.make_pass(valid_from=100), held, instant=2100)

    def test_unreadable(self):
        for rule in (m.rule(kind=2), m.rule(anchor=2), m.rule(anchor=0x50), m.rule(anchor=0x10),
                     m.rule(condition=(0x60, 1)), m.rule(anchor=0x4C, condition=(0x0C, 5))):
            self.finds_rule("unsupported-rule", rule)
        self.finds_rule(None, m.rule(kind=2, end=2000))
        self.finds_rule("unsupported-rule", m.rule(kind=2, begin=2000), at=(1990, 2000))
        held = state(rules=(m.rule(profile=PRIVATE, anchor=0x4C),),
                     issuers=(m.issuer(profiles=(PRIVATE,)),))
        self.finds_rule("unsupported-rule", m.rule(anchor=0xAC), claims=b"\xac" + m.u(2, 100 << 9))
        self.finds_rule("unsupported-rule", m.rule(anchor=0xEC), claims=b"\xec\3" + m.date(1970))
        for value, reason, instant in ((bytes(3), "unsupported-rule", None),
                                       (m.date(1970, 1, 1), "rule-expired", 100)):
            raw = m.make_pass(profile=PRIVATE, claims=b"\x4c" + value)
            self.finds(reason, raw, held, instant=instant, scopes=scopes(PRIVATE, tags=(0x4C,)))

    def test_condition(self):
        rule = m.rule(profile=PRIVATE, condition=(0x0C, 3))
        held = state(rules=(rule,), issuers=(m.issuer(profiles=(PRIVATE,)),))
        for claims, reason, instant in ((b"\x0c\x02", "rule-expired", 1600), (b"\x0c\x03", None, None),
                                        (b"", "rule-expired", 1600)):
            raw = m.make_pass(profile=PRIVATE, claims=claims)
            self.finds(reason, raw, held, instant=instant, scopes=scopes(PRIVATE, tags=(0x0C,)))

    def test_unmet_condition_hides_an_unreadable_anchor(self):
        rule = m.rule(profile=PRIVATE, anchor=0x02, condition=(0x0C, 3))
        held = state(rules=(rule,), issuers=(m.issuer(profiles=(PRIVATE,)),))
        raw = m.make_pass(profile=PRIVATE, claims=b"\x0c\x03")
        self.finds(None, raw, held, scopes=scopes(PRIVATE, tags=(0x0C,)))

    def test_coarse(self):
        day = m.DAY
        raw = m.make_pass(profile=PRIVATE, claims=b"\x4c" + m.date(1970, 1), issued=day,
                          lifetime=100 * day)
        where = dict(scopes=scopes(PRIVATE, tags=(0x4C,)))
        held = state(issued=day, refresh=90 * day, expires=90 * day, issuers=(m.issuer(profiles=(PRIVATE,)),),
                     rules=(m.rule(profile=PRIVATE, anchor=0x4C, opens=0, closes=20 * day),))
        self.finds("date-too-coarse", raw, held, at=19 * day, **where)
        self.finds("date-too-coarse", raw, held, at=40 * day, **where)
        self.finds("rule-expired", raw, held, at=50 * day, instant=50 * day, **where)
        self.finds("date-too-coarse", raw, held, at=(50 * day - 1, 50 * day), **where)

    def test_offset(self):
        claims = b"\x10\x01\x50" + m.date(1970, 1, 2)
        rule = m.rule(profile=2, anchor=0x50, opens=0, closes=100 * m.DAY, offset=68)  # UTC+1
        held = state(rules=(rule,), expires=10 * m.DAY)
        raw = m.make_pass(profile=2, claims=claims, lifetime=10 * m.DAY)
        self.finds("rule-not-yet-open", raw, held, instant=82_800, at=82_799)
        self.finds(None, raw, held, at=82_800)


class CannotBeTold(Judging):
    def test_understanding(self):
        both = (m.issuer(profiles=(1, 9, PRIVATE)),)
        self.finds("unsupported-profile", m.make_pass(profile=9), state(issuers=both))
        self.finds(None, m.make_pass(profile=PRIVATE), state(issuers=both))
        self.finds("unsupported-claim", m.make_pass(claims=b"\x00\x00"))
        verdict = self.finds(None, m.make_pass(claims=b"\x80\x00"), at=1999)
        self.assertEqual(verdict.advisories, ("unknown-claim-ignored",))

    def test_clock_behind(self):
        self.finds("clock-behind", m.make_pass(), at=999, instant=1000)
        held = state(m.status_list(issued=1800))
        self.finds("clock-behind", m.make_pass(), held, at=1799, instant=1800)
        self.finds("clock-behind", m.make_pass(), state(), home_state(issued=1900), home=HOME,
                   at=1899, instant=1900)
        self.finds("clock-behind", m.make_pass(), at=(-5, -1), instant=1000)

    def test_nothing_on_time_is_decided_below_a_floor(self):
        held = state(m.status_list(issued=5000))
        self.finds("clock-behind", m.make_pass(), held, at=4700, instant=5000)
        claims = b"\x4c" + m.date(1970, 1, 1)
        where = dict(scopes=scopes(1, tags=(0x4C,)))
        held = state(rules=(m.rule(anchor=0x4C),))
        self.finds("clock-behind", m.make_pass(claims=claims), held, at=999, instant=1000, **where)
        self.finds("pass-from-future", m.make_pass(claims=claims), held, at=1499, instant=1500, **where)

    def test_pass_from_future(self):
        self.finds("pass-from-future", m.make_pass(), at=1499, instant=1500)

    def test_uncertain_in_order(self):
        raw = m.make_pass(valid_from=1000, lifetime=1000)
        self.finds("clock-uncertain", raw, at=(0, 3500), instant=3500)
        self.finds("clock-uncertain", raw, at=(0, 2500), instant=2500)
        short = state(issuers=(m.issuer(keys=(m.key(0, until=2400),)),))
        self.finds("clock-uncertain", raw, short, at=(0, 2500), instant=2400)
        self.finds("clock-uncertain", m.make_pass(), state(expires=3000), at=(0, 3000), instant=3000)

    def test_not_yet_valid(self):
        raw = m.make_pass(valid_from=1000)
        self.finds("not-yet-valid", raw, at=2499, instant=2500)
        self.finds(None, raw, at=2500)

    def test_expired_list(self):
        self.finds("trust-list-expired", m.make_pass(), state(expires=2000), instant=2000)

    def test_presentation(self):
        shown = m.make_pass(claims=m.holder_claim())
        self.finds("presentation-needed", shown)
        self.finds(None, shown, takes_bare=True)
        for presented, reason, instant in ((2001, "presentation-stale", 2001), (2000, None, None),
                                           (1941, None, None), (1940, "presentation-stale", 2000)):
            self.finds(reason, m.presentation(shown, at=presented), instant=instant)
        self.finds("presentation-stale", m.presentation(shown), greatest_age=0, instant=2000)
        self.finds("wrong-challenge", m.presentation(shown), challenge=b"c")
        self.finds(None, m.presentation(shown, at=0, challenge=b"c"), challenge=b"c")

    def test_demand(self):
        demanding = dict(issuers=(m.issuer(demand=2),))
        self.finds("status-list-missing", m.make_pass(), state(**demanding))
        self.finds("status-list-missing", m.make_pass(), state(m.status_list(), **demanding))
        fresh = m.status_list(number=2, expires=3000)
        self.finds(None, m.make_pass(), state(fresh, **demanding))
        self.finds("status-list-expired", m.make_pass(), state(fresh, **demanding), at=3000, instant=3000)
        self.finds("clock-uncertain", m.make_pass(), state(fresh, **demanding), at=(2999, 3000), instant=3000)
        self.finds(None, m.make_pass(), state(m.status_list(expires=3000)), at=3000)


class HomeDomain(Judging):
    def test_missing(self):
        self.finds("home-list-missing", m.make_pass(), home=HOME)
        self.finds("home-list-missing", m.make_pass(), state(), State(Anchor(HOME, HOME)), home=HOME)

    def test_does_not_count(self):
        self.finds(None, m.make_pass(), home=m.DOMAIN)
        private = state(issuers=(m.issuer(profiles=(PRIVATE,)),))
        self.finds(None, m.make_pass(profile=PRIVATE), private, home=HOME)
        home = home_state(rules=(m.rule(profile=PRIVATE),))
        self.finds(None, m.make_pass(profile=PRIVATE), private, home, home=HOME)
        late = state(m.status_list(issued=5000), rules=(m.rule(),))
        self.finds("clock-behind", m.make_pass(), late, home=m.DOMAIN, instant=5000)

    def test_rules(self):
        home = home_state(rules=(m.rule(),))
        self.finds("rule-expired", m.make_pass(), state(), home, home=HOME, instant=1600)
        self.finds(None, m.make_pass(), state(), home)
        late = home_state(rules=(m.rule(),), issued=3000, refresh=3000)
        self.finds("clock-behind", m.make_pass(), state(), late, home=HOME, instant=3000)

    def test_floors_are_apart(self):
        home = home_state(issued=1600, refresh=1600, rules=(m.rule(end=1600),))
        verdict = self.finds(None, m.make_pass(), state(), home, home=HOME, at=(0, 1700))
        self.assertEqual(verdict.advisories, ("refresh-due",))

    def test_own_blocked_home_rejects(self):
        late = state(m.status_list(issued=5000))
        home = home_state(rules=(m.rule(),))
        self.finds("rule-expired", m.make_pass(), late, home, home=HOME, instant=1600)

    def test_expired(self):
        home = home_state(expires=2000, rules=(m.rule(opens=0, closes=500),))
        self.finds("clock-uncertain", m.make_pass(), state(), home, home=HOME, at=(1999, 2000),
                   instant=2000)
        home = home_state(rules=(m.rule(opens=0, closes=500),))
        self.finds("clock-uncertain", m.make_pass(), state(), home, home=HOME, at=(1998, 2001),
                   instant=2000)
        home = home_state(expires=2000)
        self.finds("trust-list-expired", m.make_pass(), state(), home, home=HOME, instant=2000)
