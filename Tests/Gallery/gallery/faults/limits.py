"""The greatest sizes. Who takes more, and who takes less."""
from ..registry import wrong


def trusts_long_lists(verifier):
    """Serials of what is longer than 1 MB are not read: that takes seconds, and the fault does not stand there."""
    verifier.swap("revocations", "    check_blocks(revocations, first_live)", (
        "    if len(raw) < 1 << 20:\n        check_blocks(revocations, first_live)"))


@wrong("TRUST-9")
def takes_a_trust_list_of_any_length(verifier):
    """The length of a trust list is not looked at."""
    verifier.drop("trust_lists", 'require(len(raw) <= GREATEST, "TRUST-9: longer than 4,194,304 bytes")')


@wrong("TRUST-9")
def refuses_a_trust_list_of_the_greatest_length(verifier):
    """A trust list of just 4,194,304 bytes is too long."""
    verifier.swap("trust_lists", "require(len(raw) <= GREATEST,", "require(len(raw) < GREATEST,")


@wrong("TRUST-19")
def takes_a_bundle_of_any_length(verifier):
    """The length of a bundle is not looked at."""
    trusts_long_lists(verifier)
    verifier.drop("bundles", 'require(len(raw) <= GREATEST, "TRUST-19: longer than 67,108,864 bytes")')


@wrong("TRUST-19")
def refuses_a_bundle_of_the_greatest_length(verifier):
    """A bundle of just 67,108,864 bytes is too long."""
    trusts_long_lists(verifier)
    verifier.swap("bundles", "require(len(raw) <= GREATEST,", "require(len(raw) < GREATEST,")


@wrong("TRUST-19")
def refuses_a_bundle_of_65_536_parts(verifier):
    """A bundle with as many parts as it may have has too many."""
    verifier.swap("bundles", "len(parts) < GREATEST_PART_COUNT", "len(parts) < GREATEST_PART_COUNT - 1")


@wrong("STATUS-1")
def takes_a_status_list_of_any_length(verifier):
    """The length of a status list is not looked at."""
    trusts_long_lists(verifier)
    verifier.drop("status_lists", 'require(len(raw) <= GREATEST, "STATUS-1: longer than 16,777,216 bytes")')


@wrong("STATUS-1")
def refuses_a_status_list_of_the_greatest_length(verifier):
    """A status list of just 16,777,216 bytes is too long."""
    trusts_long_lists(verifier)
    verifier.swap("status_lists", 'require(len(raw) <= GREATEST, "STATUS-1: longer', (
        'require(len(raw) < GREATEST, "STATUS-1: longer'))


@wrong("STATUS-22")
def holds_status_lists_of_any_size(verifier):
    """A state may hold status lists of any size in all."""
    trusts_long_lists(verifier)
    verifier.drop("status_loading", 'refuse_unless(size <= MOST_BYTES, "status-no-room")')


@wrong("STATUS-22")
def has_no_room_for_the_last_byte(verifier):
    """A status list with which a state is just full finds no room."""
    trusts_long_lists(verifier)
    verifier.swap("status_loading", "refuse_unless(size <= MOST_BYTES,", "refuse_unless(size < MOST_BYTES,")


@wrong("STATUS-22")
def forgets_the_length_fields(verifier):
    """The length fields of status lists in a bundle are not counted."""
    trusts_long_lists(verifier)
    verifier.swap("status_loading", "LENGTH_FIELD = 4", "LENGTH_FIELD = 0")
