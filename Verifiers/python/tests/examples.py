"""What chapter Examples holds, read from its text."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
import re

SPEC = Path(__file__).resolve().parents[3] / "spec"


@lru_cache
def block(name: str) -> str:
    """What stands between the marks of a name."""
    text = (SPEC / "examples.md").read_text("utf-8")
    match = re.search(rf"<!-- begin {name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    return match[1]


def dump(name: str) -> bytes:
    """The bytes of an object that is shown with its offsets."""
    rows = re.findall(r"^ +(?:\d+ )? *([0-9a-f]{2,32})(?: .*)?$", block(name), re.MULTILINE)
    return bytes.fromhex("".join(rows))


def table(name: str) -> list[list[str]]:
    """The rows of a table, without its headings."""
    rows = [line for line in block(name).splitlines() if line.startswith("|")]
    return [[cell.strip(" `*") for cell in row.split("|")[1:-1]] for row in rows[2:]]


def texts(name: str) -> list[bytes]:
    """The texts of codes in a block."""
    return [line.encode() for line in block(name).splitlines() if re.match("M[PS]1:", line)]


def pass_texts() -> dict[str, bytes]:
    lines = [line for line in block("pass-texts").splitlines() if line and line[0] != "`"]
    return {name: text.encode() for name, text in zip(lines[0::2], lines[1::2])}


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())
