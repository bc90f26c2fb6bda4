"""Status lists and deltas: their form, their loading, and what they say of a pass."""
from ..registry import wrong

REFUSED = "The list is refused either way; only the name says whether to wait."
MADE = "The list that the delta makes is refused for the same; only where none is made another name is given."


@wrong("STATUS-1")
def takes_status_list_0(verifier):
    """A status list may have the number 0."""
    verifier.drop("status_lists", 'require(number >= 1, "STATUS-1: the number is 0")')


@wrong("STATUS-1")
def takes_a_status_list_that_lasts_no_time(verifier):
    """`<=` was written for `<`: a status list may expire when it is issued."""
    verifier.swap("status_lists", "require(expires_at > issued_at,", "require(expires_at >= issued_at,")


@wrong("STATUS-1")
def takes_a_status_list_of_more_than_400_days(verifier):
    """A status list may last as long as it likes."""
    verifier.drop(
        "status_lists", 'require(expires_at - issued_at <= GREATEST_LIFE, "STATUS-1: a life of more than 400 days")')


@wrong("STATUS-1")
def refuses_a_status_list_of_400_days(verifier):
    """`<` was written for `<=`: a status list may not last 400 days."""
    verifier.swap("status_lists", "expires_at - issued_at <= GREATEST_LIFE", "expires_at - issued_at < GREATEST_LIFE")


@wrong("STATUS-1")
def takes_bytes_behind_the_last_block(verifier):
    """Bytes between the last block and the signature are passed over."""
    verifier.drop("revocations", 'require(begin == len(revocations.blocks), "STATUS-1: bytes behind the last block")')


@wrong("STATUS-2")
def does_not_count_the_serials(verifier):
    """The count of a status list is not compared with its serials."""
    verifier.drop(
        "revocations", 'require(total == revocations.count, "STATUS-2: the count is not that of the serials")')


@wrong("STATUS-2")
def does_not_check_the_greatest_serial(verifier):
    """The greatest serial of a status list is not compared with its last one."""
    verifier.drop(
        "revocations", 'require(last == revocations.greatest, "STATUS-2: the greatest serial is not the last one")')


@wrong("STATUS-2")
def does_not_check_the_first_serials(verifier):
    """The first serials of the blocks need not ascend."""
    verifier.drop(
        "revocations", 'require(first > last, "STATUS-2: the first serials do not ascend from first live on")')


@wrong("STATUS-2")
def takes_a_serial_below_first_live(verifier):
    """A status list may hold serials below *first live*."""
    verifier.swap("revocations", "last = first_live - 1", "last = -1")


@wrong("STATUS-2")
def refuses_a_serial_at_first_live(verifier):
    """The serial *first live* itself may not be revoked."""
    verifier.swap("revocations", "last = first_live - 1", "last = first_live")


@wrong("STATUS-3")
def takes_blocks_that_begin_anywhere(verifier):
    """A block may begin though the one before is not full and no gap is wide."""
    verifier.swap(
        "revocations", "require(place == 0 or size == BLOCK_SERIALS or first - last - 1 >> revocations.k >= CUT,", (
        "require(True,"))


@wrong("STATUS-3")
def takes_a_wide_gap_in_a_block(verifier):
    """A gap that must begin a block may stand in one."""
    verifier.swap("gaps", 'f"0{{0,{CUT - 1}}}1[01]{{{k}}}"', 'f"0*1[01]{{{k}}}"')


@wrong("STATUS-3")
def begins_a_block_one_quotient_late(verifier):
    """`<=` was written for `<`: a quotient of 24 may stand in a block."""
    verifier.swap("gaps", "CUT = 24", "CUT = 25")


@wrong("STATUS-3")
def takes_a_block_of_257_serials(verifier):
    """`<=` was written for `<`: a block may hold one serial too many."""
    verifier.swap("revocations", "require(len(codes) < BLOCK_SERIALS,", "require(len(codes) <= BLOCK_SERIALS,")


@wrong("STATUS-3")
def takes_a_block_with_a_spare_byte(verifier):
    """A block may end with a byte of zero bits that it does not need."""
    verifier.drop("revocations", (
        'require(len(left) < 8, "STATUS-3: a block ends with a byte that it does not need")'))


@wrong("STATUS-3")
def takes_a_code_that_is_cut(verifier):
    """The last code of a block may be cut by the block's end."""
    verifier.swap("gaps", "    return found, \"\"", (
        "    if found and '1' in found[-1]:\n"
        "        found[-1] = found[-1].ljust(found[-1].index('1') + 1 + k, '0')\n"
        "    return found, \"\""))
    verifier.swap("gaps", "if found and not re.fullmatch(code, found[-1]):", (
        "if found and not re.fullmatch(f\"0{{0,{CUT - 1}}}1[01]{{0,{k}}}\", found[-1]):"))


@wrong("STATUS-10")
def does_not_look_at_the_domain_of_a_status_list(verifier):
    """A status list's domain tag is not compared: only its signature tells the domain."""
    verifier.drop("status_loading", 'refuse_unless(head.domain_tag == self.domain_tag, "status-foreign-domain")')


@wrong("STATUS-11")
def takes_an_unknown_status_key_as_withdrawn(verifier):
    """A status list by a key that is not known yet is one of a withdrawn key, so that nobody fetches the newer list."""
    verifier.swap("status_loading", 'refuse_unless(head.key_number < next_key, "status-key-not-yet-known")', "pass")


@wrong("STATUS-11", turns_none=REFUSED)
def takes_the_next_key_number_as_withdrawn(verifier):
    """`<=` was written for `<`: a key with just the *next key number* is taken as withdrawn."""
    verifier.swap("status_loading", "head.key_number < next_key", "head.key_number <= next_key")


@wrong("STATUS-12", turns_none=REFUSED)
def keeps_waiting_for_a_withdrawn_status_key(verifier):
    """A status list by a withdrawn key is one whose key is not known yet."""
    verifier.swap("status_loading", 'key is not None, "status-key-withdrawn"', (
        'key is not None, "status-key-not-yet-known"'))


@wrong("STATUS-13")
def does_not_look_at_the_generation(verifier):
    """A status list of another generation is taken."""
    verifier.drop(
        "status_loading", 'refuse_unless(head.generation == key.issuer.generation, "status-other-generation")')


@wrong("STATUS-13")
def takes_a_later_generation(verifier):
    """`>=` was written for `=`: a status list of a later generation is taken."""
    verifier.swap("status_loading", "head.generation == key.issuer.generation", (
        "head.generation >= key.issuer.generation"))


@wrong("STATUS-14")
def takes_an_older_status_list(verifier):
    """A status list may take the place of a newer one, so that a pass is good again."""
    verifier.drop("status_loading", 'refuse_unless(head.number >= held.head.number, "status-rollback")')
    verifier.drop("status_loading", 'refuse_unless(first_live >= held.head.first_live, "status-first-live")')


@wrong("STATUS-15")
def takes_another_status_list_of_the_held_number(verifier):
    """Of two status lists of one number the last one counts."""
    verifier.swap("status_loading", (
        '                refuse_unless(new.signed == held.signed, "status-conflict")  # STATUS-15\n'
        "                return  # the held bytes are kept"), (
        "                if new.signed == held.signed:\n                    return"))


@wrong("STATUS-15")
def keeps_the_held_one_of_two_status_lists(verifier):
    """Of two status lists of one number the first one counts, and nothing is said."""
    verifier.drop("status_loading", 'refuse_unless(new.signed == held.signed, "status-conflict")')


@wrong("STATUS-16")
def checks_no_signature_of_a_status_list(verifier):
    """A status list is taken whoever signed it."""
    verifier.drop("status_loading", 'refuse_unless(good, "status-bad-signature")')


@wrong("STATUS-17")
def takes_a_status_list_of_a_compromised_key(verifier):
    """A status list by a compromised key is taken."""
    verifier.drop("status_loading", 'refuse_unless(not key.is_compromised, "status-key-compromised")')


@wrong("STATUS-18")
def takes_a_status_list_of_a_key_for_passes(verifier):
    """A key for passes may sign a status list."""
    verifier.drop("status_loading", 'refuse_unless(key.is_for_status, "status-key-not-for-this")')


@wrong("STATUS-19")
def takes_a_status_list_that_outlives_its_key(verifier):
    """A status list may expire later than its key's *accept until*."""
    verifier.drop("status_loading", 'refuse_unless(head.expires_at <= key.accept_until, "status-too-long")')


@wrong("STATUS-19")
def refuses_a_status_list_that_ends_with_its_key(verifier):
    """`<` was written for `<=`: a status list may not expire at its key's *accept until*."""
    verifier.swap("status_loading", "head.expires_at <= key.accept_until", "head.expires_at < key.accept_until")


@wrong("STATUS-20")
def takes_a_lower_first_live(verifier):
    """*First live* may fall."""
    verifier.drop("status_loading", 'refuse_unless(first_live >= held.head.first_live, "status-first-live")')


@wrong("STATUS-20")
def wants_a_higher_first_live(verifier):
    """`>` was written for `>=`: *first live* must rise with each status list."""
    verifier.swap("status_loading", "first_live >= held.head.first_live", "first_live > held.head.first_live")


@wrong("STATUS-21")
def lets_a_serial_leave(verifier):
    """A newer status list may lack a serial of the held one: a revocation is forgotten."""
    verifier.drop("status_loading", 'refuse_unless(has_all(new.revoked.runs(), still_live), "status-not-contained")')


@wrong("STATUS-21")
def lets_no_serial_leave(verifier):
    """A serial below *first live* must stay in the list, though it has ended."""
    verifier.swap("status_loading", "still_live = held.revoked.runs(first_live)", "still_live = held.revoked.runs()")


@wrong("STATUS-21")
def lets_the_serial_first_live_leave(verifier):
    """`>` was written for `>=`: the serial *first live* itself may leave."""
    verifier.swap("status_loading", "held.revoked.runs(first_live)", "held.revoked.runs(first_live + 1)")


@wrong("STATUS-23")
def keeps_every_status_list(verifier):
    """A new trust list drops no status list."""
    verifier.swap("status_loading", "            if is_supported(held,", "            if True or is_supported(held,")


@wrong("STATUS-23")
def drops_every_status_list(verifier):
    """A new trust list drops all status lists."""
    verifier.swap("status_loading", "            if is_supported(held,", "            if False and is_supported(held,")


@wrong("STATUS-23")
def keeps_a_status_list_of_an_older_generation(verifier):
    """A new trust list with another generation drops no status list."""
    verifier.swap("status_loading", "        check_generation(held.head, now)\n", "")


@wrong("STATUS-23")
def keeps_a_status_list_of_a_compromised_key(verifier):
    """A status list stays where the new trust list says that its key is compromised."""
    verifier.swap("status_loading", "        check_good_status_key(held.head, now)\n", "        pass\n")


@wrong("STATUS-23")
def keeps_a_status_list_of_a_withdrawn_key(verifier):
    """A status list stays where the new trust list lacks its key."""
    verifier.swap("status_loading", "    if now is None:\n        return False\n", (
        "    if now is None:\n        return True\n"))


@wrong("STATUS-23")
def keeps_a_status_list_of_a_key_of_another_issuer(verifier):
    """A status list stays where its key's number went to another issuer."""
    verifier.swap("status_loading", "    if now.issuer.id != key.issuer.id:\n        return False\n", "")


@wrong("STATUS-23")
def keeps_a_status_list_of_another_public_key(verifier):
    """A status list stays where its key's number stands for another public key."""
    verifier.swap("status_loading", "    if now.public != key.public:\n        return False\n", "")


@wrong("STATUS-30", turns_none="No list has the number 0, so the delta is refused for its base.")
def takes_a_delta_on_base_0(verifier):
    """A delta may have the base number 0."""
    verifier.drop("status_lists", 'require(base_number >= 1, "STATUS-30: the base number is 0")')


@wrong("STATUS-30")
def takes_a_delta_on_a_later_base(verifier):
    """A delta's base number need not be below its own."""
    verifier.drop(
        "status_lists",
        'require(base_number < head.number, "STATUS-30: the base number is not below the head\'s number")')


@wrong("STATUS-31")
def takes_a_delta_of_serials_below_first_live(verifier):
    """What a delta adds is read as if *first live* were 0."""
    verifier.swap("status_lists", "head.first_live)  # STATUS-31", "0)")


@wrong("STATUS-32", turns_none=MADE)
def does_not_look_at_the_domain_of_a_delta(verifier):
    """A delta's domain tag is not compared."""
    verifier.drop("status_loading", "self.check_domain(delta.head)")


@wrong("STATUS-32", turns_none=MADE)
def does_not_look_at_the_generation_of_a_delta(verifier):
    """A delta of another generation than the trust list names is put together first."""
    verifier.drop("status_loading", "check_generation(delta.head, key)")


@wrong("STATUS-32")
def takes_an_older_delta_as_one_without_base(verifier):
    """A delta to a list that is older than the held one is one whose base is missing."""
    verifier.swap("status_loading", "            check_not_older(delta.head, held)\n", "")


@wrong("STATUS-33")
def does_not_compare_a_delta_with_the_held_list(verifier):
    """A delta to the held list's number is passed over whatever it says."""
    verifier.swap("status_loading", "                check_says_the_same(delta, held)\n", "")


@wrong("STATUS-33")
def compares_the_head_of_a_delta_alone(verifier):
    """Of a delta to the held list's number the serials are not looked at."""
    verifier.drop("status_loading", (
        'refuse_unless(has_all(held.revoked.runs(), delta.added.runs()), "status-conflict")'))


@wrong("STATUS-33")
def compares_the_serials_of_a_delta_alone(verifier):
    """Of a delta to the held list's number the head is not looked at."""
    verifier.drop("status_loading", 'refuse_unless(delta.head.raw == held.head.raw, "status-conflict")')


@wrong("STATUS-34")
def puts_a_delta_on_any_base(verifier):
    """A delta is put together with whatever list is held."""
    verifier.swap("status_loading", "held is not None and held.head.number == delta.base_number", "held is not None")


@wrong("STATUS-34")
def passes_over_a_delta_without_its_base(verifier):
    """A delta whose base is not held is passed over, and nothing is said."""
    verifier.swap("loading", "        if shelf.lacks(delta):", "        if False:")


@wrong("STATUS-34")
def refuses_a_delta_that_a_whole_list_makes_needless(verifier):
    """A delta without its base is refused though the bundle brings the list that it leads to."""
    verifier.swap("loading", "        if shelf.lacks(delta):", "        if True:")


@wrong("STATUS-35")
def takes_a_delta_that_adds_a_serial_twice(verifier):
    """A delta may add a serial that its base holds already."""
    verifier.drop("status_loading", 'require(set(others).isdisjoint(some), "STATUS-35: a serial that the base has")')
    verifier.swap("status_loading", "sorted(some + others)", "sorted({*some, *others})")
    verifier.swap("status_loading", "base.revoked.count - base.revoked.count_below(first_live) + delta.added.count", (
        "sum(map(len, merged(base.revoked.runs(first_live), delta.added.runs())))"))


@wrong("STATUS-36 STATUS-16")
def takes_a_delta_without_its_signature(verifier):
    """The list that a delta makes is taken unsigned."""
    verifier.swap("status_loading", "self.take_list(well_formed(put_together, delta, held))", (
        "self.put(well_formed(lambda: read_status_list(put_together(delta, held))), held, key)"))


@wrong("STATUS-36")
def keeps_serials_that_a_delta_ends(verifier):
    """A delta's list keeps the serials below its *first live*."""
    verifier.swap("status_loading", "    first_live = delta.head.first_live\n    count", (
        "    first_live = 0\n    count"))
    verifier.swap("status_loading", "greatest, first_live, room)", "greatest, delta.head.first_live, room)")


@wrong("STATUS-36")
def drops_the_serial_first_live_from_a_delta(verifier):
    """`>` was written for `>=`: a delta's list loses the serial *first live*."""
    verifier.swap("status_loading", "    first_live = delta.head.first_live\n    count", (
        "    first_live = delta.head.first_live + 1\n    count"))
    verifier.swap("status_loading", "greatest, first_live, room)", "greatest, delta.head.first_live, room)")


@wrong("STATUS-25")
def does_not_look_serials_up(verifier):
    """A revoked pass is accepted."""
    verifier.swap("judging", "if case.status_list and case.shown.serial in case.status_list.revoked:", "if False:")


@wrong("STATUS-25")
def looks_serials_up_where_they_are_demanded(verifier):
    """A held status list counts only where the trust list demands one."""
    verifier.swap("judging", "if case.status_list and case.shown.serial in case.status_list.revoked:", (
        "if case.demanded_list and case.shown.serial in case.status_list.revoked:"))


@wrong("STATUS-25")
def looks_up_the_first_serial_of_a_block_alone(verifier):
    """Only the serials that stand in the index are found."""
    verifier.swap("revocations", "return serial in self.block(place)", "return serial == self.first_serial(place)")


@wrong("STATUS-25")
def misses_the_greatest_serial(verifier):
    """`>=` was written for `>`: the greatest serial of a status list is not found."""
    verifier.swap("revocations", "serial > self.greatest", "serial >= self.greatest")


@wrong("STATUS-25")
def looks_serials_up_in_the_list_of_any_issuer(verifier):
    """A serial that another issuer revoked is taken as revoked."""
    verifier.swap("judging", "    if case.status_list and case.shown.serial in case.status_list.revoked:", (
        "    if any(case.shown.serial in one.revoked for one in case.signer.state.status_lists.values()):"))


@wrong("STATUS-26")
def does_not_look_at_first_live(verifier):
    """A pass below *first live*, whose revocation the list may have dropped, is accepted."""
    verifier.swap("judging", "if case.status_list and case.shown.serial < case.status_list.head.first_live:", (
        "if False:"))


@wrong("STATUS-26")
def ends_the_serial_first_live(verifier):
    """`<=` was written for `<`: the pass with the serial *first live* itself is expired."""
    verifier.swap("judging", "case.shown.serial < case.status_list.head.first_live", (
        "case.shown.serial <= case.status_list.head.first_live"))


@wrong("STATUS-27")
def takes_an_expired_status_list(verifier):
    """A demanded status list may be expired."""
    verifier.swap("judging", "if case.status_list_is_unexpired == Told.REFUTED:", "if False:")


@wrong("STATUS-27")
def asks_for_freshness_without_a_demand(verifier):
    """A held status list must be unexpired though none is demanded."""
    verifier.swap("judging", "        if self.issuer.demand == 0 or self.status_list is None:\n", (
        "        if self.status_list is None:\n"))


@wrong("STATUS-28")
def does_not_notice_a_clock_behind_the_status_list(verifier):
    """A clock that reads a time before the held status list was made is not noticed."""
    verifier.swap("judging", "if case.status_list and latest < case.status_list.head.issued_at:", "if False:")


@wrong("STATUS-28")
def decides_by_a_clock_behind_the_status_list(verifier):
    """A clock that is behind the held status list still rejects what is expired by it."""
    verifier.swap(
        "judging", "        if self.status_list:\n            floor = max(floor, self.status_list.head.issued_at)\n",
        "")
