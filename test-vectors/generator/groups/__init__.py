"""The groups, one a module and one a file of vectors. This is the place where each is registered."""
from . import (
    bundles, claims, clocks, ed25519, gallery, judging, large, lists, loading, names, passes, posters, presentations,
    records, ruling, sizes, statuses, texts, ties, timing,
)

MODULES = (passes, claims, names, texts, ed25519, judging, records, lists, bundles, loading, ties, statuses, posters,
           presentations, timing, ruling, clocks, sizes, large, gallery)


def groups():
    return [module.group() for module in MODULES]
