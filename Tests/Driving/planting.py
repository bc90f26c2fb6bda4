"""Faults planted into a copy of the package's sources, all at once and each behind a switch.

The switch is in the copy alone: an environment variable that the shipped product never reads. A fault whose place has
changed is an error, so none goes missing.
"""
from tool import ROOT, Failure

SWITCH = "MAPAE_PLANTED_FAULT"

PLANTED = f'''import Foundation

enum Planted {{
  private static let fault = ProcessInfo.processInfo.environment["{SWITCH}"]

  static func has(_ name: String) -> Bool {{ fault == name }}
}}
'''


def sources(faults, modules, table):
    """The text of each source file with all faults in it, each behind its switch.

    A fault has a `name` and `edits`: the file below Sources, what stands there once, and what is put in its place. In
    that, `PLANTED` stands for the question whether the fault is on. `modules` are those that faults are planted in.
    """
    texts = {}
    for fault in faults:
        for file, there, instead in fault.edits:
            text = texts.get(file) or (ROOT / "Sources" / file).read_text(encoding="utf-8")
            if text.count(there) != 1:
                raise Failure(f"the fault \"{fault.name}\" has no place any more: Sources/{file} has "
                              f"{text.count(there)} times\n    {there}\n  Give it a new one in {table}.")
            texts[file] = text.replace(there, instead.replace("PLANTED", f'Planted.has("{fault.name}")'))
    return texts | {f"{module}/Planted.swift": PLANTED for module in modules}


def copied(texts, copy, kept, linked):
    """Makes or renews a copy of the package with these texts in it.

    `kept` names files and folders of the package that are copied, `linked` folders that its manifest names as well.
    """
    wanted = {}
    for name in kept:
        path = ROOT / name
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                wanted[copy / file.relative_to(ROOT)] = file.read_text(encoding="utf-8")
    wanted |= {copy / "Sources" / name: text for name, text in texts.items()}
    for name in kept:
        for file in (copy / name).rglob("*"):
            if file.is_file() and file not in wanted:
                file.unlink()
    for path, text in wanted.items():
        # Only where it is another text, so that a build begins with what has changed.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in linked:
        if not (copy / name).exists():
            (copy / name).symlink_to(ROOT / name)
