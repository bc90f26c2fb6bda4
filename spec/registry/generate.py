#!/usr/bin/env python3
"""Makes spec/registries.md and the Swift constants from the registry files beside this script.

    spec/registry/generate.py           write them
    spec/registry/generate.py --check   write nothing; fail where a file would change
"""
import pathlib
import sys

sys.dont_write_bytecode = True

from page import page
from swift import reasons_file, registry_file
from tables import Registry

TOP = pathlib.Path(__file__).resolve().parent.parent.parent


def main():
    registry = Registry()
    files = {
        TOP / "spec/registries.md": page(registry),
        TOP / "Sources/MapaeFormat/Registry+Generated.swift": registry_file(registry),
        TOP / "Sources/Mapae/Reason+Generated.swift": reasons_file(registry),
    }
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            name = path.relative_to(TOP)
            print(f"{name} is not what the registry gives; run spec/registry/generate.py", file=sys.stderr)
        sys.exit(1 if stale else 0)
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
        print(f"wrote {path.relative_to(TOP)}")


if __name__ == "__main__":
    main()
