"""The groups, one a module and one a file of vectors. This is the place where each is registered."""
from . import passes

MODULES = (passes,)


def groups():
    return [module.group() for module in MODULES]
