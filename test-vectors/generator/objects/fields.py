"""A field of an object: its bytes beside what they mean, for a person who compares."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    name: str
    octets: bytes
    meaning: str = ""


def joined(fields):
    return b"".join(field.octets for field in fields)


def annotated(fields):
    """The fields as `values.fields` of a vector has them."""
    result, offset = [], 0
    for field in fields:
        result.append({"name": field.name, "offset": offset, "bytes": field.octets.hex(), "meaning": field.meaning})
        offset += len(field.octets)
    return result
