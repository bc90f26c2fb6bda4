"""The requirement ids of spec/, to check what cases name. No byte of a case comes from here."""
import pathlib
import re
from functools import cache

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "spec"
ITEM = re.compile(r"^- \*\*([A-Z]+-[1-9][0-9]*)\*\* \(([a-z]+)\) (.*)$", re.MULTILINE)


@cache
def requirements():
    """Id → (role, sentence) of each requirement that is not withdrawn."""
    found = {}
    for path in sorted(FOLDER.glob("*.md")):
        for id, role, sentence in ITEM.findall(path.read_text(encoding="utf-8")):
            if not sentence.startswith("*withdrawn*"):
                found[id] = (role, sentence)
    return found
