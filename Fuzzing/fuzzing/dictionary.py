"""What an input of a target is likely to hold: first bytes, labels, tags, kinds of rule, and points of small order."""
import json

from tool import ROOT

from .targets import WORK
from .vectors import KEYS

REGISTRY = ROOT / "spec" / "registry"
SMALL_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
)
TIMES = (0, 1_812_456_000, 2**40 - 1, 34_560_000)
TEXTS = ("MP1:", "MS1:", "MP1:00", "-:H", ":::", "mp1:")
TEXT_TARGETS = ("text", "poster")


def registered(name):
    return json.loads((REGISTRY / f"{name}.json").read_text(encoding="utf-8"))[name]


def entries(target):
    if target in TEXT_TARGETS:
        yield from (text.encode() for text in TEXTS)
        return
    yield from (bytes([0x10 | kind]) for kind in range(1, 9))
    yield from (bytes([claim["tag"]]) for claim in registered("claims"))
    yield from (profile["number"].to_bytes(2, "big") for profile in registered("profiles"))
    yield from (bytes.fromhex(point) for point in SMALL_ORDER)
    yield from (time.to_bytes(5, "big") for time in TIMES)
    yield from KEYS[:4]
    yield from (b"\x01", b"\x02", b"\x00\x01", b"\x01\x00", b"\xff\xff\xff", b"\xff\xff\xff\xff")
    yield from ("é".encode(), "홍".encode(), b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae")


def written(target):
    """The file, in libFuzzer's form."""
    path = WORK / f"{target}.dict"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in entry) + '"\n' for entry in dict.fromkeys(entries(target)))
    path.write_text("".join(lines), encoding="ascii")
    return path
