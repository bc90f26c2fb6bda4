"""The code of a gap: its quotient in zero bits, a one bit, its low k bits (chapter Status lists).

Bits are characters here, since a list has millions of codes and Python finds and compares strings far faster
than it shifts numbers. A gap is passed on as the step from a serial to the next one, which is one more.
"""

from collections.abc import Callable
from functools import cache, lru_cache
import re

CUT = 24  # a gap with such a quotient, or a greater one, begins a block
REMEMBERED = 4_096  # codes and steps of each k: those that come again and again


def codes_in(bits: str, k: int) -> tuple[list[str], str]:
    """The codes at the beginning of these bits, and the bits from where no code stands."""
    code = f"0{{0,{CUT - 1}}}1[01]{{{k}}}"
    # Where no code stands the rest is taken whole: no code is looked for behind a fault, and none at each of many zeros.
    found = re.findall(f"{code}|.+", bits)
    if found and not re.fullmatch(code, found[-1]):
        return found[:-1], found[-1]
    return found, ""


def bits_of(octets: bytes) -> str:
    return format(int.from_bytes(octets, "big"), f"0{8 * len(octets)}b") if octets else ""


def bytes_of(bits: str) -> bytes:
    """Zero bits fill up the last byte."""
    size = (len(bits) + 7) // 8
    return number_of(bits.ljust(8 * size, "0")).to_bytes(size, "big")


def number_of(bits: str) -> int:
    return int(bits, 2) if bits else 0


@cache
def step_reader(k: int) -> Callable[[str], int]:
    @lru_cache(REMEMBERED)
    def step_of(code: str) -> int:
        quotient = code.index("1")
        return (quotient << k | number_of(code[quotient + 1:])) + 1
    return step_of


@cache
def code_writer(k: int) -> Callable[[int], str]:
    @lru_cache(REMEMBERED)
    def code_of(step: int) -> str:
        gap = step - 1
        low = format(gap & (1 << k) - 1, f"0{k}b") if k else ""
        return "0" * (gap >> k) + "1" + low
    return code_of
