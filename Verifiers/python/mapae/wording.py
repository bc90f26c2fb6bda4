"""Text in objects: names and claims for people (BASE-7)."""

import re

FORBIDDEN_RANGES = (
    (0x0000, 0x001F), (0x007F, 0x009F),  # control characters
    (0x00AD, 0x00AD), (0x180E, 0x180E), (0x200B, 0x200B),  # invisible
    (0x2060, 0x2064), (0xFEFF, 0xFEFF),
    (0x061C, 0x061C), (0x200E, 0x200F),  # turn the direction
    (0x202A, 0x202E), (0x2066, 0x206F),
    (0x2028, 0x2029),  # separators of lines and paragraphs
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xFDD0, 0xFDEF),  # noncharacters, and the last two of each plane
    *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    (0xE0000, 0xE007F),  # invisible tags
)

FORBIDDEN = re.compile(
    "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in FORBIDDEN_RANGES) + "]")


def is_wording(value: bytes, limit: int) -> bool:
    """Whether a value is text of at most so many bytes (BASE-7)."""
    if not value:
        return False
    if len(value) > limit:
        return False
    try:
        text = value.decode("utf-8")  # strict: shortest form, no surrogates, no more than U+10FFFF
    except UnicodeDecodeError:
        return False
    return FORBIDDEN.search(text) is None
