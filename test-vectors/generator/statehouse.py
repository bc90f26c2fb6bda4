"""The domain of the status vectors: issuers with status keys of each kind."""
from .domain import ACCESS, DAY, NOON, founded, listed
from .history import History
from .keys import drawn
from .objects.bundles import bundle
from .objects.deltas import Delta
from .objects.lists import COMPROMISED, STATUS_LISTS, Issuer
from .objects.statuses import StatusList

# Keys of the office, and two of the school. 0 has left the list.
PASS_KEY, STATUS_KEY, STANDBY, RETIRING, STOLEN, STOLEN_PASS_KEY = range(1, 7)
SCHOOL_PASS, SCHOOL_STATUS, NEXT = 7, 8, 9
GENERATION, DEMAND = 1, 3
ISSUED, EXPIRES = NOON - DAY, NOON + 6 * DAY
RETIRING_AT = NOON + 5 * DAY
REFUSED_BY = {
    "status-malformed": "STATUS-1", "status-foreign-domain": "STATUS-10", "status-key-not-yet-known": "STATUS-11",
    "status-key-withdrawn": "STATUS-12", "status-other-generation": "STATUS-13", "status-rollback": "STATUS-14",
    "status-conflict": "STATUS-15", "status-bad-signature": "STATUS-16", "status-key-compromised": "STATUS-17",
    "status-key-not-for-this": "STATUS-18", "status-too-long": "STATUS-19", "status-first-live": "STATUS-20",
    "status-not-contained": "STATUS-21",
}


def fell():
    name = "fell"
    office = Issuer(1, b"Fell Office", (ACCESS,), (
        listed(name, PASS_KEY), listed(name, STATUS_KEY, STATUS_LISTS), listed(name, STANDBY, STATUS_LISTS),
        listed(name, RETIRING, STATUS_LISTS, RETIRING_AT), listed(name, STOLEN, STATUS_LISTS | COMPROMISED),
        listed(name, STOLEN_PASS_KEY, COMPROMISED),
    ), GENERATION, DEMAND)
    school = Issuer(2, b"Fell School", (ACCESS,), (listed(name, SCHOOL_PASS),
                                                   listed(name, SCHOOL_STATUS, STATUS_LISTS)))
    return founded(name, drawn("fell nonce"), (office, school), NEXT)


FELL = fell()


def status(**changes):
    """List 3 of the office, which meets its demand; five serials are revoked."""
    plain = {"tag": FELL.tag, "key_number": STATUS_KEY, "number": DEMAND, "issued_at": ISSUED, "expires_at": EXPIRES,
             "first_live": 100, "serials": (100, 105, 170, 1_000, 4_000), "generation": GENERATION}
    return StatusList(**{**plain, **changes})


def school_status(**changes):
    return status(**{"key_number": SCHOOL_STATUS, "generation": 0, "number": 1, **changes})


def signed(status_list, key=None):
    return status_list.signed_by(key or FELL.key(status_list.key_number), FELL.digest)


def delta(newer, base_number, added, key=None):
    """A delta with the newer list's signature."""
    return Delta(newer, base_number, added).signed_by(key or FELL.key(newer.key_number), FELL.digest)


def begun(domain=FELL):
    """A state that holds record and trust list."""
    return History.of(FELL).loads(domain.bundle)


def holding(*status_lists, domain=FELL):
    """The bytes of a state with these signed status lists, by ascending issuers."""
    return bundle(domain.signed_record, domain.signed_list, *status_lists)


def brings(history, part, refusal=None, held=None):
    """A bundle of this part alone: taken, so that the state holds `held`, or not taken."""
    if refusal:
        return history.loads(bundle(part), history.held, [(1, refusal)])
    return history.loads(bundle(part), holding(part) if held is None else held)
