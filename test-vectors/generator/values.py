"""What a vector says of its question's input beside the bytes: fields, and what signatures cover."""
from .objects.bundles import Bundle
from .objects.fields import Octets, annotated
from .objects.signed import Signed
from .objects.texts import Text
from .steps import Texts

# What is longer, or a bundle of more parts, is not described.
LONGEST = 4_096
MOST_PARTS = 8


class Describing:
    """The values of the cases of one file, in their order. What many of them load is described once."""

    def __init__(self):
        self.seen = set()

    def values(self, step):
        """The `values` of a case whose question is this step, or None where there is nothing to say."""
        shown = step.get("text", step.get("bytes", step.get("texts")))
        if isinstance(shown, Text):
            return decoded(shown.octets) | (self.of(shown.octets) or {})
        if isinstance(shown, Texts) and self.is_new(shown.octets):
            return decoded(shown.octets) | (self.of(shown.octets) or {})
        return self.of(shown)

    def of(self, shown):
        if isinstance(shown, Signed):
            return described(shown.octets)
        if isinstance(shown, Octets):
            return described(shown)
        if isinstance(shown, Bundle) and len(shown.parts) <= MOST_PARTS:
            return self.of_parts(shown.parts)
        return None

    def of_parts(self, parts):
        """Of those that no case before has described."""
        found, offset = [], 1
        for number, part in enumerate(parts, 1):
            offset += 4
            if isinstance(part, Octets) and self.is_new(part):
                found.append({"part": number, **described(part, offset)})
            offset += len(part)
        return {"parts": found} if found else None

    def is_new(self, octets):
        if octets is None or len(octets) > LONGEST or octets in self.seen:
            return False
        self.seen.add(octets)
        return True


def decoded(octets):
    return {"bytes": octets.hex()}


def described(octets, offset=0):
    signed = {} if octets.signed is None else {"signed": octets.signed.hex()}
    return {**signed, "fields": annotated(octets.fields, offset)}
