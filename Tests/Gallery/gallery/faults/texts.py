"""Objects as text, and objects in several codes."""
from ..registry import wrong


@wrong("TEXT-1")
def rejects_a_foreign_text(verifier):
    """A text with another prefix is malformed: rejected in place of undecided."""
    verifier.swap("base41", "        raise ForeignText  # TEXT-1", '        require(False, "TEXT-1: another prefix")')


@wrong("TEXT-1 TEXT-8")
def takes_a_prefix_in_lower_case(verifier):
    """The prefix may be written in lower case, as in the scheme of an address."""
    verifier.swap("base41", "text.startswith(OBJECT_PREFIX)", "text[:4].upper() == OBJECT_PREFIX")


@wrong("TEXT-1 TEXT-8")
def looks_for_the_prefix_anywhere(verifier):
    """What stands before the prefix is passed over."""
    verifier.swap("base41", "if not text.startswith(OBJECT_PREFIX):", (
        "text = text[max(text.find(OBJECT_PREFIX), 0):]\n    if not text.startswith(OBJECT_PREFIX):"))


@wrong("TEXT-2 TEXT-8")
def takes_digits_in_lower_case(verifier):
    """Digits in lower case are taken, so that one pass has many texts."""
    verifier.swap("base41", "values = digits.translate(VALUES)", "values = digits.upper().translate(VALUES)")


@wrong("TEXT-2 TEXT-8")
def passes_over_foreign_characters(verifier):
    """Characters that are not in the alphabet are left out, as many decoders of Base64 do it."""
    verifier.swap("base41", "require(len(digits) % 3 != 1", (
        "digits = bytes(digit for digit in digits if digit in ALPHABET)\n    require(len(digits) % 3 != 1"))


@wrong("TEXT-2")
def reads_base45(verifier):
    """The alphabet is that of Base45, which has four more characters in other places."""
    verifier.swap("base41", 'ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"', (
        'ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"'))


@wrong("TEXT-2")
def cannot_tell_what_is_no_digit(verifier):
    """A text with a character outside the alphabet is taken as one of a newer format."""
    verifier.swap("base41", 'require(OUTSIDE not in values, "TEXT-2: a character is not in the alphabet")', (
        "if OUTSIDE in values:\n        raise ForeignText"))


@wrong("TEXT-3")
def wraps_a_group_above_65535(verifier):
    """The upper bits of a group that is too great are lost, so that one pass has many texts."""
    verifier.swap("base41", "groups = [1681 * x + 41 * y + z\n", "groups = [1681 * x + 41 * y + z & 0xFFFF\n")


@wrong("TEXT-3")
def wraps_a_last_group_above_255(verifier):
    """The upper bits of a last group that is too great are lost."""
    verifier.swap("base41", "last = 41 * values[-2] + values[-1]", "last = 41 * values[-2] + values[-1] & 0xFF")


@wrong("TEXT-3")
def refuses_the_group_65535(verifier):
    """`<` was written for `<=`: the greatest group, of two bytes 0xFF, is refused."""
    verifier.swap("base41", "max(groups) <= 0xFFFF", "max(groups) < 0xFFFF")


@wrong("TEXT-3")
def refuses_the_last_group_255(verifier):
    """`<` was written for `<=`: a last byte of 0xFF is refused."""
    verifier.swap("base41", "last <= 0xFF,", "last < 0xFF,")


@wrong("TEXT-4")
def passes_over_a_single_digit(verifier):
    """A single digit behind the last group is left out."""
    verifier.swap("base41", 'require(len(digits) % 3 != 1, "TEXT-4: a digit is left over")', (
        "digits = digits[:-1] if len(digits) % 3 == 1 else digits"))


@wrong("TEXT-8")
def trims_a_text(verifier):
    """White space around a text is taken away, as many readers do it."""
    verifier.swap("base41", "    if not text.startswith(OBJECT_PREFIX):", (
        "    text = text.strip()\n    if not text.startswith(OBJECT_PREFIX):"))


@wrong("TEXT-8")
def ends_a_text_at_a_zero(verifier):
    """A text ends at its first zero character, as strings in C do."""
    verifier.swap("base41", "    if not text.startswith(OBJECT_PREFIX):", (
        "    text = text.partition(bytes(1))[0]\n    if not text.startswith(OBJECT_PREFIX):"))


@wrong("POSTER-1")
def takes_poster_parts_in_lower_case(verifier):
    """The digits of a poster's part may be written in lower case."""
    verifier.swap("base41", "return decode(text[len(PART_PREFIX):])", "return decode(text[len(PART_PREFIX):].upper())")


@wrong("POSTER-1")
def gives_up_at_a_foreign_code(verifier):
    """One code that is no part ends the reading of a poster."""
    verifier.swap("posters", "    except (ForeignText, Malformed):\n        return None", (
        "    except ForeignText:\n        raise Malformed from None"))


@wrong("POSTER-2")
def takes_a_part_0(verifier):
    """Parts may be counted from 0."""
    verifier.swap("posters", "require(1 <= number <= count,", "require(number <= count,")


@wrong("POSTER-2")
def takes_a_part_above_the_count(verifier):
    """A part's number may be above the count."""
    verifier.swap("posters", "require(1 <= number <= count,", "require(1 <= number,")


@wrong("POSTER-2")
def takes_a_poster_of_one_part(verifier):
    """A poster may have one part."""
    verifier.swap("posters", "SMALLEST_COUNT = 2", "SMALLEST_COUNT = 1")


@wrong("POSTER-2")
def takes_a_part_without_content(verifier):
    """A part may be empty."""
    verifier.drop("posters", 'require(len(content) > 0, "POSTER-2: no content")')


@wrong("POSTER-2")
def takes_a_part_of_any_length(verifier):
    """The content of a part may be longer than 634 bytes."""
    verifier.drop("posters", 'require(len(content) <= GREATEST_CONTENT, "POSTER-2: more than 634 bytes of content")')


@wrong("POSTER-2")
def refuses_a_full_part(verifier):
    """`<` was written for `<=`: a part of 634 bytes is refused."""
    verifier.swap("posters", "len(content) <= GREATEST_CONTENT", "len(content) < GREATEST_CONTENT")


@wrong("POSTER-3")
def puts_parts_together_as_they_come(verifier):
    """Parts are put together in the order in which they were read."""
    verifier.swap("posters", "for number in sorted(self.contents))", "for number in self.contents)")


@wrong("POSTER-3")
def counts_a_part_twice(verifier):
    """A part that was read twice counts twice."""
    verifier.swap("posters", "        if self.contents.setdefault(part.number, part.content) != part.content:\n", (
        "        self.is_contradictory |= part.number in self.contents\n"
        "        if self.contents.setdefault(part.number, part.content) != part.content:\n"))


@wrong("POSTER-4")
def puts_parts_of_two_posters_together(verifier):
    """Parts belong together where their counts are the same; the digest prefix is not looked at."""
    verifier.swap("posters", "posters.setdefault(part.name, Poster(part.name)).take(part)", (
        "posters.setdefault(part.name.count, Poster(part.name)).take(part)"))


@wrong("POSTER-4")
def does_not_look_at_the_count_of_a_part(verifier):
    """Parts belong together where their digest prefixes are the same; the count is not looked at."""
    verifier.swap("posters", "posters.setdefault(part.name, Poster(part.name)).take(part)", (
        "posters.setdefault(part.name.digest_prefix, Poster(part.name)).take(part)"))


@wrong("POSTER-5")
def does_not_check_the_digest_of_a_poster(verifier):
    """The whole is loaded whatever its digest is."""
    verifier.swap("posters", "            return None  # POSTER-5", "            pass")


@wrong("POSTER-6")
def takes_the_first_of_two_parts(verifier):
    """Of two parts of the same number and different content the first one counts."""
    verifier.drop("posters", "self.is_contradictory = True  # POSTER-6")


@wrong("POSTER-6")
def takes_the_last_of_two_parts(verifier):
    """Of two parts of the same number and different content the last one counts."""
    verifier.swap("posters", "self.is_contradictory = True  # POSTER-6", "self.contents[part.number] = part.content")
