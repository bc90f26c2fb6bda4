"""Loading a bundle into a state: steps 1 to 12 of chapter Trust, in their order (LOAD-17).

No step looks at a clock (LOAD-3). A refusal leaves the state as it was (LOAD-4).
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from . import base41, curve, signatures
from .bundles import VERSION, Bundle, read_bundle, version_of
from .octets import Malformed
from .records import Record, Signatures
from .refusals import Refused, refuse_unless
from .states import State
from .status_loading import PassedOver, StatusShelf, supported
from .ties import check_ties
from .trust_lists import TrustList


@dataclass(frozen=True, slots=True)
class Loaded:
    state: State
    refusals: dict[int, str]  # of status lists and deltas, by their place from 1 on


# A key that comes again in the next list is not vetted again. Only keys of authorities and
# issuers come here; of a holder key nothing is remembered (PRIV-7).
is_vetted = lru_cache(maxsize=131_072)(curve.is_vetted)


def load_text(text: bytes, state: State) -> Loaded:
    """LOAD-18."""
    try:
        raw = base41.object_of(text)
    except base41.ForeignText:
        raise Refused("unsupported-version") from None  # TEXT-1
    except Malformed:
        raise Refused("malformed") from None  # TEXT-2 to TEXT-4
    return load(raw, state)


def load(raw: bytes, state: State) -> Loaded:
    bundle = well_formed(raw)  # steps 1 and 2
    check_domain(bundle, state)  # step 3
    records = records_after(bundle, state)  # steps 4 and 5
    check_list_there(bundle, state, records)  # step 6
    trust_list = newer_list(bundle, state, records)  # steps 7 to 11
    new = replace(state, records=records)
    if trust_list:
        new = replace(new, trust_list=trust_list, status_lists=supported(state, trust_list))
    return load_status_parts(bundle, new)  # step 12


def well_formed(raw: bytes) -> Bundle:
    """Steps 1 and 2."""
    try:
        refuse_unless(version_of(raw) == VERSION, "unsupported-version")  # TRUST-20
        return read_bundle(raw)
    except Malformed:
        raise Refused("malformed") from None


def check_domain(bundle: Bundle, state: State) -> None:
    """Step 3, LOAD-5."""
    for record in bundle.records:
        named = record.digest if record.is_first else record.domain
        refuse_unless(named == state.domain_digest, "foreign-domain")
    if bundle.trust_list:
        refuse_unless(bundle.trust_list.domain == state.domain_digest, "foreign-domain")


def records_after(bundle: Bundle, state: State) -> tuple[Record, ...]:
    """Steps 4 and 5: the records that the state holds behind them."""
    held = list(state.records)
    further = bundle.records
    if not held and (bundle.records or bundle.trust_list):
        place = place_to_start(bundle, state)
        check_start(bundle.records[place])
        held.append(bundle.records[place])
        further = bundle.records[place + 1:]  # LOAD-15
    for record in further:
        take_record(record, held)
    return tuple(held)


def place_to_start(bundle: Bundle, state: State) -> int:
    for place, record in enumerate(bundle.records):
        if record.digest == state.anchor.record_digest:
            return place
    raise Refused("anchor-missing")  # LOAD-6


def check_start(record: Record) -> None:
    check_keys(record.keys)
    check_own_signatures(record)


def take_record(record: Record, held: list[Record]) -> None:
    """One record of step 5."""
    first, last = held[0].number, held[-1].number
    if record.number < first:
        return  # passed over
    if record.number <= last:
        same = record.signed == held[record.number - first].signed
        refuse_unless(same, "record-conflict")  # LOAD-7
        return  # the held bytes are kept
    refuse_unless(record.number == last + 1, "record-gap")  # LOAD-8
    check_previous_signatures(record, held[-1])
    check_keys(record.keys)
    check_own_signatures(record)
    held.append(record)


def check_previous_signatures(record: Record, previous: Record) -> None:
    """TRUST-4."""
    check_count(record.previous, len(previous.root_keys), previous.root_threshold)
    check_each(record.previous, previous.root_keys, record.message)


def check_own_signatures(record: Record) -> None:
    check_count(record.own, len(record.root_keys), record.root_threshold)  # TRUST-3
    check_each(record.own, record.root_keys, record.message)  # TRUST-5


def check_count(given: Signatures, key_count: int, threshold: int) -> None:
    """Exactly the threshold of the keys signed."""
    refuse_unless(given.signers.bit_count() == threshold, "bad-signature")
    refuse_unless(given.signers >> key_count == 0, "bad-signature")  # a bit that is no signer


def check_each(given: Signatures, keys: tuple[bytes, ...], message: bytes) -> None:
    for index, signature in given.by_index():
        refuse_unless(signatures.is_good(signature, keys[index], message), "bad-signature")


def check_keys(keys) -> None:
    """LOAD-9."""
    for key in keys:
        refuse_unless(is_vetted(key), "bad-key")


def check_list_there(bundle: Bundle, state: State, records: tuple[Record, ...]) -> None:
    """Step 6, LOAD-10."""
    if len(records) > len(state.records) and state.trust_list:
        refuse_unless(bundle.trust_list is not None, "list-missing")


def newer_list(bundle: Bundle, state: State, records: tuple[Record, ...]) -> TrustList | None:
    """Steps 7 to 11: the list to take; None where the bundle brings none that is not held."""
    new, held = bundle.trust_list, state.trust_list
    if new is None:
        return None
    authority = records[-1]
    refuse_unless(new.authority_number == authority.number, "wrong-authority")  # LOAD-11
    if held:
        refuse_unless(new.place >= held.place, "rollback")  # LOAD-12
        if new.place == held.place:
            refuse_unless(new.signed == held.signed, "list-conflict")  # LOAD-13
            return None  # the held bytes are kept
    check_count(new.signatures, len(authority.list_keys), authority.list_threshold)  # TRUST-12
    check_each(new.signatures, authority.list_keys, new.message)  # TRUST-12
    refuse_unless(new.expires_at <= authority.lists_until, "list-too-long")  # LOAD-14
    check_keys(key.public for key in new.keys.values())
    if held and held.authority_number == new.authority_number:  # TIE-14
        check_ties(held, new)
    return new


def load_status_parts(bundle: Bundle, state: State) -> Loaded:
    """Step 12: each status list and each delta alone (LOAD-19)."""
    shelf = StatusShelf(state)
    refusals = {}
    passed_over = {}
    for place, part in enumerate(bundle.status_parts, start=1):
        try:
            shelf.take(part)
        except Refused as refused:
            refusals[place] = refused.name
        except PassedOver as delta:
            passed_over[place] = delta
    for place, delta in passed_over.items():
        if shelf.lacks(delta):
            refusals[place] = "status-base-missing"  # STATUS-34
    return Loaded(replace(state, status_lists=shelf.held), dict(sorted(refusals.items())))
