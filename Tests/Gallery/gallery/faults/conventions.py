"""Numbers, bytes that are left over, what a signature covers, and text in objects."""
from ..registry import wrong


@wrong("BASE-1")
def reads_integers_little_endian(verifier):
    """All integers are read with their least byte first."""
    verifier.swap("octets", '"big")  # BASE-1', '"little")')


@wrong("BASE-1")
def reads_key_numbers_little_endian(verifier):
    """The key number of a pass is read with its least byte first; key 0 is right either way."""
    verifier.swap("passes", "key_number = fields.number(3)", 'key_number = int.from_bytes(fields.take(3), "little")')


@wrong("BASE-1 STATUS-25")
def reads_serials_little_endian(verifier):
    """The serial of a pass is read with its least byte first, so that it is looked up in vain."""
    verifier.swap("passes", "serial = fields.number(4)", 'serial = int.from_bytes(fields.take(4), "little")')


@wrong("BASE-1")
def reads_profiles_as_one_byte(verifier):
    """Only the lower byte of a profile counts, so that profile 258 passes for profile 2."""
    verifier.swap("passes", "profile = fields.number(2)", "profile = fields.number(2) & 0xFF")


@wrong("BASE-2 TRUST-1 TRUST-9 STATUS-1")
def takes_trailing_bytes(verifier):
    """Bytes behind the last field of an object are passed over."""
    verifier.drop("octets", 'require(self.left == 0, "BASE-2: bytes behind the last field")')


@wrong("BASE-3")
def encodes_again_before_it_checks(verifier):
    """The signature is checked over claims that were decoded and written anew, with each text brought into NFC."""
    verifier.swap("passes", "    start = issued_at", '''\
    def anew(tag, value):
        if tag >> 5 & 3 == 3:
            try:
                value = unicodedata.normalize("NFC", value.decode()).encode()
            except UnicodeDecodeError:
                pass
            return bytes([tag, len(value) & 0xFF]) + value
        return bytes([tag]) + value
    signed = signed[:27] + b"".join(anew(tag, value) for tag, value in claims.items())
    start = issued_at''')
    verifier.swap("passes", "from dataclasses import dataclass", (
        "from dataclasses import dataclass\nimport unicodedata"))


@wrong("BASE-4")
def keeps_times_in_32_bits(verifier):
    """The end of a pass is computed in 32 bits and wraps in 2106."""
    verifier.swap("passes", "issued_at, start, start + lifetime,", "issued_at, start, start + lifetime & 0xFFFFFFFF,")


@wrong("BASE-4")
def wraps_the_end_at_40_bits(verifier):
    """The end of a pass is kept in the width of a time in objects, and wraps where the sum is wider."""
    verifier.swap("passes", "issued_at, start, start + lifetime,", "issued_at, start, start + lifetime & 0xFFFFFFFFFF,")


@wrong("BASE-4")
def reads_clocks_unsigned(verifier):
    """A clock reading before 1970 is read as one far in the future."""
    verifier.swap(
        "protocol", "reading = Interval(time_of(earliest), time_of(latest))",
        "reading = Interval(*(time_of(word) & (1 << 64) - 1 for word in (earliest, latest)))")


@wrong("BASE-5")
def forgets_the_domain_in_what_is_signed(verifier):
    """A signature that leaves out the domain digest is good too, and so is one made for all domains."""
    verifier.swap("signatures", "return equation_holds(signature, key, message)", (
        "return equation_holds(signature, key, message) or "
        "equation_holds(signature, key, message[:16] + message[48:])"))


@wrong("BASE-5")
def takes_a_zero_domain_for_any(verifier):
    """A signature over 32 zero bytes in place of the domain digest, as only first records have it, is good for all."""
    verifier.swap("signatures", "return equation_holds(signature, key, message)", (
        "return (equation_holds(signature, key, message)\n"
        "            or equation_holds(signature, key, message[:16] + NO_DOMAIN + message[48:]))"))


@wrong("BASE-5")
def takes_the_label_of_any_kind(verifier):
    """A signature with the label of another kind of object is good too."""
    verifier.swap("signatures", "return equation_holds(signature, key, message)", (
        "labels = (PASS, PRESENTATION, RECORD, TRUST_LIST, STATUS_LIST)\n"
        "    return any(equation_holds(signature, key, label + message[16:]) for label in labels)"))


@wrong("BASE-5")
def forgets_the_label_in_what_is_signed(verifier):
    """A signature over domain digest and object alone, with no label before them, is good too."""
    verifier.swap("signatures", "return equation_holds(signature, key, message)", (
        "return equation_holds(signature, key, message) or equation_holds(signature, key, message[16:])"))


@wrong("BASE-7 CLAIM-6")
def takes_text_of_no_bytes_that_are_text(verifier):
    """Bytes that are no UTF-8 are replaced by a question mark, as many libraries do by default."""
    verifier.swap("wording", 'value.decode("utf-8")', 'value.decode("utf-8", "replace")')


@wrong("BASE-7 CLAIM-6")
def takes_surrogates(verifier):
    """Surrogates in UTF-8 are taken, as languages that keep text in UTF-16 do."""
    verifier.swap("wording", 'value.decode("utf-8")', 'value.decode("utf-8", "surrogatepass")')


@wrong("BASE-7 CLAIM-6")
def takes_modified_utf_8(verifier):
    """The two-byte form of a letter of one byte is taken."""
    verifier.swap("wording", 'text = value.decode("utf-8")', (
        'text = re.sub(rb"[\\xc0\\xc1][\\x80-\\xbf]", b"?", value).decode("utf-8")'))


@wrong("BASE-7 TRUST-9")
def takes_empty_text(verifier):
    """Text of no byte is taken, such as an issuer without a name."""
    verifier.swap("wording", "if not value:\n        return False", "")


@wrong("BASE-7 CLAIM-6")
def takes_text_one_byte_too_long(verifier):
    """The limit of a text is off by one: `<` was written for `<=`."""
    verifier.swap("wording", "len(value) > limit", "len(value) > limit + 1")


@wrong("BASE-7 CLAIM-6")
def refuses_text_at_its_limit(verifier):
    """A text exactly as long as it may be is refused."""
    verifier.swap("wording", "len(value) > limit", "len(value) >= limit")


@wrong("BASE-7 CLAIM-6")
def counts_characters_for_bytes(verifier):
    """The limit of a text counts characters, so that Korean names may be three times too long."""
    verifier.swap("wording", "len(value) > limit", 'len(value.decode("utf-8", "replace")) > limit')


@wrong("BASE-7 CLAIM-6")
def takes_control_characters(verifier):
    """Line feeds and other control characters are taken."""
    verifier.swap("wording", "(0x0000, 0x001F), (0x007F, 0x009F),", "")


@wrong("BASE-7 CLAIM-6")
def takes_the_delete_character(verifier):
    """Control characters are refused below the space alone: those from U+007F on are taken."""
    verifier.swap("wording", "(0x007F, 0x009F),", "")


@wrong("BASE-7 CLAIM-6")
def takes_characters_that_turn_the_direction(verifier):
    """Characters that turn the direction of writing are taken, so that a name can hide what stands behind it."""
    verifier.swap("wording", "(0x202A, 0x202E), (0x2066, 0x206F),", "")


@wrong("BASE-7 CLAIM-6")
def takes_invisible_characters(verifier):
    """Characters of no width are taken, so that two names look the same."""
    verifier.swap("wording", "(0x00AD, 0x00AD), (0x180E, 0x180E), (0x200B, 0x200B),", "")


@wrong("BASE-7 CLAIM-6")
def takes_noncharacters_beyond_the_first_plane(verifier):
    """The last two code points of the planes above the first are taken."""
    verifier.swap("wording", "range(0, 0x110000, 0x10000)", "range(0, 0x10000, 0x10000)")


@wrong("BASE-7 CLAIM-6")
def takes_invisible_tags(verifier):
    """Forbidden code points are looked for in 16 bits, so that the invisible tags above are taken."""
    verifier.swap("wording", "(0xE0000, 0xE007F),", "")


@wrong("BASE-7 CLAIM-6")
def refuses_joiners(verifier):
    """The joiners U+200C and U+200D are refused with their neighbours, though Persian and Indian names need them."""
    verifier.swap("wording", "(0x200E, 0x200F)", "(0x200C, 0x200F)")


@wrong("BASE-8 VERIFY-10")
def takes_the_key_from_the_pass(verifier):
    """A pass that is signed by the public key that it holds itself is taken as signed."""
    verifier.swap("signers", "    stop_unless(good,", (
        "    own = shown.claims.get(0x62)\n"
        "    good = good or own is not None and signatures.is_good(shown.signature, own, message)\n"
        "    stop_unless(good,"))
