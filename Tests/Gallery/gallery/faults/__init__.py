"""The faults, a module for each subject. Whoever imports this has them all in the registry."""
import importlib
import pkgutil

for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")
