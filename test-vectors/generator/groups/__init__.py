"""The groups, one a module and one a file of vectors. This is the place where each is registered."""
from . import claims, passes

MODULES = (passes, claims)


def groups():
    return [module.group() for module in MODULES]
