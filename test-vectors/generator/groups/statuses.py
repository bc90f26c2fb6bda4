"""`status`: status lists and deltas: their form and coding, how they are loaded, and how a pass is judged by them."""
from ..cases import Group
from ..statehouse import FELL
from . import deltas, status_forms, status_judging, status_loading

FLAGS = {
    "status-field-range": (
        "A field of a status list beyond its range is taken, or its least or greatest value is refused.",
        "One list means different things to two doors, or an honest one is refused.",
    ),
    "status-bytes": (
        "Bytes of a status list that are missing or too many are passed over.",
        "One set of serials has many spellings, so that a delta does not give the signed bytes.",
    ),
    "status-coding": (
        "The serials of a status list are not read as they are coded, or another coding of the same set is taken.",
        "A revoked serial is not found, or a good one is; or a reader goes on without an end.",
    ),
    "status-sums": (
        "Sums of gaps and offsets are held in too few bits or not compared with the greatest serial.",
        "A crafted list wraps round and revokes, or frees, serials that it does not hold.",
    ),
    "status-key": (
        "The key of a status list is not looked up as the trust list says.",
        "A stranger, a thief or another issuer revokes passes, or sets them free.",
    ),
    "status-rollback-taken": (
        "An older status list, or one that lacks a serial, takes the place of the held one.",
        "A revocation is taken back.",
    ),
    "status-drop": (
        "A held status list stays though the new trust list no longer supports it, or goes though it does.",
        "A thief's list counts behind its end, or an honest one is forgotten.",
    ),
    "status-room": (
        "One bad status list keeps the rest of a bundle, or another issuer's list, from a door.",
        "Whoever adds bytes to a bundle keeps revocations from doors.",
    ),
    "status-lookup": (
        "A serial is looked up wrongly at the edge of a block, of the list, or of first live.",
        "A revoked pass is accepted, or its neighbour rejected.",
    ),
    "status-demand": (
        "The demand of the trust list is compared wrongly, or a list that nobody demands is asked for.",
        "Revoked passes are accepted at a door that holds an old list, or passes are turned away for want of a list.",
    ),
    "delta-base": (
        "A delta is applied to another list than its base, or more than once in a bundle.",
        "A door makes a list that nobody signed, or is made to work without bound.",
    ),
    "delta-trusted": (
        "The list that a delta makes is taken without the checks of a whole list.",
        "Nobody signs a delta: whoever adds bytes to a bundle revokes passes.",
    ),
    "delta-coding": (
        "The list that a delta makes is not written in its one encoding.",
        "An honest delta is refused for its signature.",
    ),
}


def group():
    group = Group("status", "Status lists and deltas: form and coding, loading, and judging.", FLAGS)
    group.share("fell", FELL.bundle)
    status_forms.add(group)
    status_loading.add(group)
    status_judging.add(group)
    deltas.add(group)
    return group
