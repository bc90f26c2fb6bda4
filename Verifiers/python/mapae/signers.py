"""Steps 4 to 7: the domain and the key that signed a pass."""

from dataclasses import dataclass

from . import signatures
from .opening import Stopped, stop_unless
from .passes import Pass
from .states import State
from .trust_lists import Key


@dataclass(frozen=True, slots=True)
class Signer:
    state: State
    key: Key


def signer_of(shown: Pass, states: list[State]) -> Signer:
    """The one signer by whom the signature is good. Each state of the tag is tried (VERIFY-22)."""
    candidates = [state for state in states if state.domain_tag == shown.domain_tag]
    stop_unless(len(candidates) > 0, "unknown-domain")  # step 4, VERIFY-7
    reasons = set()
    for state in candidates:
        try:
            return Signer(state, signing_key(shown, state))
        except Stopped as stopped:
            reasons.add(stopped.reason)
    for reason in ("key-not-yet-known", "key-withdrawn"):
        if reason in reasons:
            raise Stopped(reason)
    raise Stopped("bad-signature")


def signing_key(shown: Pass, state: State) -> Key:
    """Steps 5 to 7 under one state."""
    next_key = state.trust_list.next_key if state.trust_list else 0
    stop_unless(shown.key_number < next_key, "key-not-yet-known")  # VERIFY-8
    key = state.trust_list.keys.get(shown.key_number)
    stop_unless(key is not None, "key-withdrawn")  # VERIFY-9
    message = signatures.covered(signatures.PASS, state.domain_digest, shown.signed)
    good = signatures.is_good(shown.signature, key.public, message)
    stop_unless(good, "bad-signature")  # VERIFY-10
    return key
