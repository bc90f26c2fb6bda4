"""`judging`: the verdict step by step, with one domain and several, and what stands beside it."""
from ..cases import Group
from ..domain import ASHFORD, LINDMOOR
from . import judging_domains, judging_home, judging_keys, judging_limits, judging_order

FLAGS = {
    "size-limit": (
        "The policy's size limit is not applied, is off by one, or a pass beyond it is called bad.",
        "A small device runs out of memory, or its owner's limits are the holder's fault.",
    ),
    "stale-list": (
        "A key that is missing from the list is always taken as not yet known, or always as withdrawn; or an expired "
        "list is taken as good.",
        "All passes of a new key are turned away, or withdrawn keys and old lists count for ever.",
    ),
    "key-state": (
        "A key's state is not looked at, or only for passes issued behind some date.",
        "A thief signs passes and back-dates them.",
    ),
    "key-use": (
        "A key's usage, or its issuer's profiles, are not looked at.",
        "A festival signs vaccinations, and a status key signs passes.",
    ),
    "scope-ignored": (
        "The policy's scopes are not compared with domain and profile together.",
        "A ticket is taken for a vaccination, or one domain's pass for another's.",
    ),
    "status-ignored": (
        "A held status list, or the demand for one, is not looked at.",
        "Revoked passes are accepted.",
    ),
    "time-ignored": (
        "A condition on time is not looked at, or is decided by a clock that is proven wrong.",
        "Ended passes are accepted, or a clock that was set back turns holders away.",
    ),
    "holder-proof": (
        "The holder's signature, challenge or freshness is not looked at.",
        "A copied pass is accepted.",
    ),
    "home-ignored": (
        "The home domain is not looked at where it counts, or is where it does not.",
        "A door is judged by fewer rules than its country has, or by rules that mean something else.",
    ),
    "first-state-only": (
        "Only the first state with the pass's tag is tried, or the reason is that of the last.",
        "A domain that makes its tag equal to another's shuts out the other's passes.",
    ),
    "remembers": (
        "A verdict depends on what was judged before: a clock reading is kept, a verdict is looked up by serial or "
        "signature.",
        "A forgery is accepted behind the pass that it copies, or a wrong clock turns holders away for ever.",
    ),
    "authentic-wrong": (
        "A verdict says authentic where a forger can get it, or not where the issuer signed.",
        "Forged names are shown as facts.",
    ),
    "advisory-wrong": (
        "An advisory is missing, or stands in a verdict that is not authentic.",
        "Doors do not refresh, or a forger makes them.",
    ),
}


def group():
    group = Group("judging", "The verdict step by step, with one domain and several, and what stands beside it.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    judging_order.add(group)
    judging_domains.add(group)
    judging_keys.add(group)
    judging_home.add(group)
    judging_limits.add(group)
    return group
