"""A field of an object: its bytes beside what they mean, for a person who compares."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    name: str
    octets: bytes
    meaning: str = ""


def joined(fields):
    return b"".join(field.octets for field in fields)


class Octets(bytes):
    """Bytes that know their fields, and what the signatures among them cover.

    They still do with more bytes behind them, and no longer where they are cut or changed.
    """

    def __new__(cls, fields, signed=None):
        fields = tuple(fields)
        made = super().__new__(cls, joined(fields))
        made.fields, made.signed = fields, signed
        return made

    def __add__(self, other):
        if isinstance(other, Octets):
            return Octets((*self.fields, *other.fields), other.signed or self.signed)
        return Octets((*self.fields, Field("more bytes", other)), self.signed)


def annotated(fields, offset=0):
    """The fields as `values.fields` of a vector has them. `offset`: of the first one in the input."""
    result = []
    for field in fields:
        result.append({"name": field.name, "offset": offset, "bytes": field.octets.hex(), "meaning": field.meaning})
        offset += len(field.octets)
    return result
