"""Loading a bundle into a state."""
from ..registry import wrong


@wrong("LOAD-1 LOAD-6 SEC-8")
def takes_the_anchor_from_the_bundle(verifier):
    """Where no record is the anchor's, the first one of the bundle is trusted."""
    verifier.swap("loading", '    raise Refused("anchor-missing")  # LOAD-6', (
        '    refuse_unless(len(bundle.records) > 0, "anchor-missing")\n    return 0'))


@wrong("LOAD-2 LOAD-5 SEC-8")
def takes_a_foreign_bundle_into_a_new_state(verifier):
    """A state that holds nothing becomes one of the domain that the first bundle brings."""
    verifier.swap("loading", "    check_domain(bundle, state)  # step 3", (
        "    if not state.records and bundle.records and bundle.records[0].is_first:\n"
        "        digest = bundle.records[0].digest\n"
        "        state = replace(state, anchor=type(state.anchor)(digest, digest))\n"
        "    check_domain(bundle, state)"))


@wrong("LOAD-3")
def refuses_a_list_from_the_future(verifier):
    """A list is refused that was issued after the day on which the verifier was built."""
    verifier.swap("loading", "    authority = records[-1]\n", (
        '    authority = records[-1]\n    refuse_unless(new.issued_at < 1_900_000_000, "rollback")\n'))


@wrong("LOAD-3")
def refuses_an_expired_list(verifier):
    """A list is refused that had expired when the verifier was built."""
    verifier.swap("loading", "    authority = records[-1]\n", (
        '    authority = records[-1]\n    refuse_unless(new.expires_at > 1_700_000_000, "rollback")\n'))


@wrong("LOAD-4")
def keeps_the_records_of_a_refused_load(verifier):
    """Where the list of a bundle is refused, its records stay all the same."""
    verifier.swap("loading", "    trust_list = newer_list(bundle, state, records)", (
        "    try:\n        trust_list = newer_list(bundle, state, records)\n"
        "    except Refused as refused:\n"
        "        refused.state = replace(state, records=records)\n        raise\n    pass"))
    verifier.swap("protocol", "return f\"refused {refused.name} {self.keep(handle, held)}\"", (
        "return f\"refused {refused.name} {self.keep(handle, getattr(refused, 'state', held))}\""))


@wrong("LOAD-4")
def forgets_the_state_of_a_refused_load(verifier):
    """A load that is refused leaves a state that holds nothing."""
    verifier.swap("protocol", "return f\"refused {refused.name} {self.keep(handle, held)}\"", (
        "return f\"refused {refused.name} {self.keep(handle, State(held.anchor))}\""))


@wrong("VERIFY-2")
def loads_into_the_state_that_it_was_given(verifier):
    """A load changes the state that it names, where it should make a new one."""
    verifier.swap("protocol", "        entries = [f\"{place}", (
        "        for number, one in self.states.items():\n            if one is held:\n"
        "                self.states[number] = loaded.state\n        entries = [f\"{place}"))


@wrong("LOAD-5")
def does_not_look_at_the_domain_of_a_record(verifier):
    """A record that names another domain is taken for one of this one."""
    verifier.swap("loading", '        refuse_unless(named == state.domain_digest, "foreign-domain")\n    if', (
        "        pass\n    if"))


@wrong("LOAD-5")
def does_not_look_at_the_domain_of_a_list(verifier):
    """A list that names another domain is taken for one of this one, where this one's keys signed it."""
    verifier.drop("loading", 'refuse_unless(bundle.trust_list.domain == state.domain_digest, "foreign-domain")')


@wrong("LOAD-5")
def compares_domains_by_their_tags(verifier):
    """Two domains are one where the first four bytes of their digests are the same."""
    verifier.swap("loading", "bundle.trust_list.domain == state.domain_digest", (
        "bundle.trust_list.domain[:4] == state.domain_tag"))


@wrong("LOAD-6")
def starts_anywhere(verifier):
    """A state without a record begins with the first one of the bundle, where that is signed by itself."""
    verifier.swap("loading", "        if record.digest == state.anchor.record_digest:", "        if True:")


@wrong("LOAD-7")
def passes_over_another_record_of_a_held_number(verifier):
    """A record that contradicts a held one is passed over."""
    verifier.drop("loading", 'refuse_unless(same, "record-conflict")')


@wrong("LOAD-7")
def compares_records_with_their_signatures(verifier):
    """A held record with other good signatures is taken as another record."""
    verifier.swap("loading", "same = record.signed == held[record.number - first].signed", (
        "same = record.raw == held[record.number - first].raw"))


@wrong("LOAD-8", turns_none="A record behind a gap is signed by roots that are not those of the last held one.")
def takes_records_with_a_gap(verifier):
    """A record may skip numbers."""
    verifier.drop("loading", 'refuse_unless(record.number == last + 1, "record-gap")')


@wrong("LOAD-10")
def keeps_the_list_of_an_older_record(verifier):
    """A new record may come without a list: the one that is held stays."""
    verifier.drop("loading", 'refuse_unless(bundle.trust_list is not None, "list-missing")')


@wrong("LOAD-10")
def asks_for_a_list_with_every_record(verifier):
    """A state without a list cannot take a record alone."""
    verifier.swap("loading", "if len(records) > len(state.records) and state.trust_list:", (
        "if len(records) > len(state.records):"))


@wrong("LOAD-11")
def takes_a_list_of_any_record(verifier):
    """A list under an older record than the last one is taken, by the keys of the last one."""
    verifier.drop("loading", 'refuse_unless(new.authority_number == authority.number, "wrong-authority")')


@wrong("LOAD-11")
def takes_a_list_by_the_keys_of_its_record(verifier):
    """A list under an older record is taken by that record's keys: a key that was replaced still signs."""
    verifier.swap("loading", (
        "    authority = records[-1]\n"
        '    refuse_unless(new.authority_number == authority.number, "wrong-authority")  # LOAD-11\n'), (
        "    authority = next((one for one in records if one.number == new.authority_number), None)\n"
        '    refuse_unless(authority is not None, "wrong-authority")\n'))


@wrong("LOAD-12")
def takes_an_older_list(verifier):
    """A list may take the place of a newer one."""
    verifier.drop("loading", 'refuse_unless(new.place >= held.place, "rollback")')


@wrong("LOAD-12")
def orders_lists_by_their_dates(verifier):
    """The later of two lists is the one that was issued later, whatever their numbers are."""
    verifier.swap("loading", "new.place >= held.place", "new.issued_at >= held.issued_at")


@wrong("LOAD-12")
def orders_lists_by_their_numbers_alone(verifier):
    """The first list of a new record, whose numbers begin anew, is taken as older."""
    verifier.swap("loading", "new.place >= held.place", "new.number >= held.number")


@wrong("LOAD-13")
def takes_another_list_of_the_held_number(verifier):
    """Of two lists of one number the last one counts."""
    verifier.swap("loading", (
        '            refuse_unless(new.signed == held.signed, "list-conflict")  # LOAD-13\n'
        "            return None  # the held bytes are kept"), (
        "            if new.signed == held.signed:\n                return None"))


@wrong("LOAD-13")
def keeps_the_held_one_of_two_lists(verifier):
    """Of two lists of one number the first one counts, and nothing is said."""
    verifier.drop("loading", 'refuse_unless(new.signed == held.signed, "list-conflict")')


@wrong("LOAD-13")
def compares_lists_with_their_signatures(verifier):
    """The held list with other good signatures is taken as another list."""
    verifier.swap("loading", "refuse_unless(new.signed == held.signed,", "refuse_unless(new.raw == held.raw,")


@wrong("LOAD-13")
def takes_the_newer_signatures_of_a_held_list(verifier):
    """The bytes of the held list are replaced by those that came, whose signatures nobody checked."""
    verifier.swap("loading", "            return None  # the held bytes are kept\n    check_count(new", (
        "            return new\n    check_count(new"))


@wrong("LOAD-14")
def takes_a_list_that_outlives_its_record(verifier):
    """A list may expire later than its record's *lists until*."""
    verifier.drop("loading", 'refuse_unless(new.expires_at <= authority.lists_until, "list-too-long")')


@wrong("LOAD-14")
def refuses_a_list_that_ends_with_its_record(verifier):
    """`<` was written for `<=`: a list may not expire at *lists until*."""
    verifier.swap("loading", "new.expires_at <= authority.lists_until", "new.expires_at < authority.lists_until")


@wrong("LOAD-15")
def keeps_the_records_before_the_anchor(verifier):
    """A state holds the records before its anchor's too."""
    verifier.swap("loading", "        held.append(bundle.records[place])\n", (
        "        held.extend(bundle.records[:place + 1])\n"))


@wrong("LOAD-15")
def checks_the_records_before_the_anchor(verifier):
    """The signatures of records before the anchor's are checked, though its bearer vouches for that one."""
    verifier.swap("loading", "        check_start(bundle.records[place])\n", (
        "        for record in bundle.records[:place + 1]:\n            check_start(record)\n"))


@wrong("LOAD-17 LOAD-13")
def checks_the_list_before_its_place(verifier):
    """The signatures of a list are checked before it is known whether it is older than the held one."""
    verifier.swap("loading", "    if held:\n        refuse_unless(new.place", (
        "    check_count(new.signatures, len(authority.list_keys), authority.list_threshold)\n"
        "    check_each(new.signatures, authority.list_keys, new.message)\n"
        "    if held:\n        refuse_unless(new.place"))


@wrong("LOAD-17", turns_none="Each refusal stays one; only its name is that of a later step.")
def checks_ties_before_signatures(verifier):
    """The ties of a list are checked before its signatures."""
    verifier.swap("loading", "    check_count(new.signatures,", (
        "    if held and held.authority_number == new.authority_number:\n        check_ties(held, new)\n"
        "    check_count(new.signatures,"))


@wrong("LOAD-17")
def takes_the_records_before_it_checks_the_list(verifier):
    """A bundle whose list is refused is loaded without it."""
    verifier.swap("loading", "    trust_list = newer_list(bundle, state, records)", (
        "    try:\n        trust_list = newer_list(bundle, state, records)\n"
        "    except Refused:\n        trust_list = None\n    pass"))


@wrong("LOAD-18")
def loads_a_text_without_looking_at_it(verifier):
    """A text with a fault at its end is loaded as far as it can be read."""
    verifier.swap("loading", "        raw = base41.object_of(text)", (
        "        raw = base41.object_of(text[:len(text) - (len(text) - 4) % 3 % 2])"))


@wrong("LOAD-18", turns_none="A text that is not read is refused either way.")
def takes_a_foreign_text_as_malformed(verifier):
    """A text with another prefix is malformed when it is loaded."""
    verifier.swap("loading", '        raise Refused("unsupported-version") from None  # TEXT-1', (
        '        raise Refused("malformed") from None'))


@wrong("LOAD-19")
def refuses_a_bundle_for_its_status_list(verifier):
    """A status list that is refused makes the whole load fail."""
    verifier.swap("loading", "            refusals[place] = refused.name", (
        '            raise Refused("malformed") from None'))


@wrong("LOAD-19")
def stops_at_a_refused_status_list(verifier):
    """The status lists behind one that is refused are not taken."""
    verifier.swap("loading", "            refusals[place] = refused.name", (
        "            refusals[place] = refused.name\n            break"))


@wrong("TRUST-3 TRUST-5")
def takes_more_signatures_than_the_threshold(verifier):
    """More keys than the threshold may sign, so that one object has several forms."""
    verifier.swap("loading", "given.signers.bit_count() == threshold", "given.signers.bit_count() >= threshold")


@wrong("TRUST-3")
def takes_a_record_of_one_root(verifier):
    """One own signature is enough, whatever the threshold is."""
    verifier.swap("loading", "    check_count(record.own, len(record.root_keys), record.root_threshold)  # TRUST-3\n", (
        '    refuse_unless(record.own.signers != 0, "bad-signature")\n'))


@wrong("TRUST-4")
def takes_a_record_that_the_roots_before_did_not_sign(verifier):
    """A new record need be signed by its own roots alone: whoever makes one takes the domain over."""
    verifier.drop("loading", "check_previous_signatures(record, held[-1])")


@wrong("TRUST-4")
def takes_one_of_the_roots_before(verifier):
    """One root of the record before is enough, whatever the threshold was."""
    verifier.swap("loading", "    check_count(record.previous, len(previous.root_keys), previous.root_threshold)\n", (
        '    refuse_unless(record.previous.signers >> len(previous.root_keys) == 0, "bad-signature")\n'))


@wrong("TRUST-4")
def counts_by_the_new_threshold(verifier):
    """The roots of the record before are counted by the threshold of the new one."""
    verifier.swap("loading", "len(previous.root_keys), previous.root_threshold)", (
        "len(previous.root_keys), record.root_threshold)"))


@wrong("TRUST-4")
def takes_the_new_roots_for_those_before(verifier):
    """The previous signatures are checked by the new record's own roots."""
    verifier.swap("loading", "check_each(record.previous, previous.root_keys, record.message)", (
        "check_each(record.previous, record.root_keys, record.message)"))


@wrong("TRUST-4")
def takes_list_keys_as_roots(verifier):
    """The list keys of the record before may sign the next one."""
    verifier.swap("loading", "check_each(record.previous, previous.root_keys, record.message)", (
        "try:\n        check_each(record.previous, previous.root_keys, record.message)\n"
        "    except Refused:\n"
        '        refuse_unless(len(previous.list_keys) >= len(record.previous.values), "bad-signature")\n'
        "        check_each(record.previous, previous.list_keys, record.message)"))


@wrong("TRUST-5")
def does_not_check_own_signatures(verifier):
    """The own signatures of a record are counted, not checked."""
    verifier.drop("loading", "check_each(record.own, record.root_keys, record.message)")


@wrong("TRUST-5")
def checks_the_first_signature_alone(verifier):
    """Of several signatures only the first one is checked."""
    verifier.swap("loading", "for index, signature in given.by_index():", (
        "for index, signature in list(given.by_index())[:1]:"))


@wrong("TRUST-12")
def checks_no_signature_of_a_list(verifier):
    """The signatures of a list are counted, not checked."""
    verifier.drop("loading", "check_each(new.signatures, authority.list_keys, new.message)")


@wrong("TRUST-12")
def takes_a_list_of_one_key(verifier):
    """One list key is enough, whatever the threshold is."""
    verifier.swap("loading", "check_count(new.signatures, len(authority.list_keys), authority.list_threshold)", (
        'refuse_unless(new.signatures.signers >> len(authority.list_keys) == 0, "bad-signature")'))


@wrong("TRUST-12")
def takes_roots_as_list_keys(verifier):
    """A list may be signed by roots."""
    verifier.swap("loading", "    check_each(new.signatures, authority.list_keys, new.message)", (
        "    try:\n        check_each(new.signatures, authority.list_keys, new.message)\n"
        "    except Refused:\n        check_each(new.signatures, authority.root_keys * 16, new.message)"))


@wrong("TRUST-12")
def takes_signers_in_any_order(verifier):
    """A signature is good by any of the keys, whichever bit is set."""
    verifier.swap("loading", "refuse_unless(signatures.is_good(signature, keys[index], message), ", (
        "refuse_unless(any(signatures.is_good(signature, key, message) for key in keys), "))
