"""Clock readings, floors, and conditions on time."""
from ..registry import wrong


@wrong("TIME-1 VERIFY-2")
def keeps_the_latest_time_that_it_saw(verifier):
    """The clock never goes back behind the latest reading of an earlier judgement."""
    verifier.swap("protocol", "        return words_of(judger(bytes_of(word), held, policy, reading))", (
        "        self.seen = max(getattr(self, 'seen', reading.latest), reading.latest)\n"
        "        reading = Interval(max(reading.earliest, self.seen), self.seen)\n"
        "        return words_of(judger(bytes_of(word), held, policy, reading))"))


@wrong("SEC-7 TIME-1 VERIFY-2")
def sets_its_clock_by_what_it_sees(verifier):
    """A clock that reads less than a signed pass says is set by that pass, and stays so."""
    verifier.swap("judging", "    case = Case(shown,", (
        "    SEEN.append(shown.issued_at)\n"
        "    reading = Interval(max(reading.earliest, *SEEN), max(reading.latest, *SEEN))\n    case = Case(shown,"))
    verifier.swap("judging", "Findings = Iterator[Finding]", "Findings = Iterator[Finding]\nSEEN = [0]")


@wrong("TIME-1")
def takes_the_time_from_the_pass(verifier):
    """A pass is judged at the time at which it says that it was issued."""
    verifier.swap("judging", "    case = Case(shown,", (
        "    reading = Interval(shown.issued_at, shown.issued_at)\n    case = Case(shown,"))


@wrong("TIME-1 TIME-5")
def takes_the_middle_of_the_reading(verifier):
    """The clock's uncertainty is left out: a pass is judged at the middle of the reading."""
    verifier.swap("judging", "    case = Case(shown,", (
        "    reading = Interval(sum(reading) // 2, sum(reading) // 2)\n    case = Case(shown,"))


@wrong("TIME-5")
def judges_at_the_earliest_second(verifier):
    """A pass is judged at *earliest* alone, so that what may have ended is accepted."""
    verifier.swap("judging", "    case = Case(shown,", (
        "    reading = Interval(reading.earliest, reading.earliest)\n    case = Case(shown,"))


@wrong("TIME-5")
def judges_at_the_latest_second(verifier):
    """A pass is judged at *latest* alone, so that what may still be valid is rejected."""
    verifier.swap("judging", "    case = Case(shown,", (
        "    reading = Interval(reading.latest, reading.latest)\n    case = Case(shown,"))


@wrong("TIME-2")
def knows_no_floor(verifier):
    """A clock that is set back makes an expired pass valid: nothing raises *earliest*."""
    verifier.swap("clock", "return Interval(max(self.earliest, floor), self.latest)", "return self")


@wrong("TIME-2")
def leaves_the_list_out_of_the_floor(verifier):
    """The floor is the pass's *issued at* alone."""
    verifier.swap("judging", "floor = max(self.own_list.issued_at, self.shown.issued_at)", (
        "floor = self.shown.issued_at"))


@wrong("TIME-2")
def leaves_the_pass_out_of_the_floor(verifier):
    """The floor is the list's *issued at* alone."""
    verifier.swap("judging", "floor = max(self.own_list.issued_at, self.shown.issued_at)", (
        "floor = self.own_list.issued_at"))


@wrong("TIME-2")
def leaves_the_status_list_out_of_the_floor(verifier):
    """The held status list's *issued at* does not raise the floor."""
    verifier.swap("judging", "floor = max(floor, self.status_list.head.issued_at)", "pass")


@wrong("TIME-2")
def raises_the_home_floor_by_the_own_list(verifier):
    """The home domain's conditions have the floor of the pass's own list."""
    verifier.swap("judging", "max(self.home_list.issued_at, self.shown.issued_at)", (
        "max(self.own_list.issued_at, self.shown.issued_at)"))


@wrong("TIME-3")
def moves_the_clock_to_the_list(verifier):
    """A clock that is behind the list is taken as showing the list's *issued at*."""
    verifier.swap("judging", "        return self.reading.raised(floor)", (
        "        return Interval(max(self.reading.earliest, floor), max(self.reading.latest, floor))"))
    verifier.swap("judging", "if latest < case.own_list.issued_at:", "if False:")


@wrong("TIME-3")
def does_not_notice_a_clock_behind_the_list(verifier):
    """A pass is judged by a clock that reads a time before the list was made."""
    verifier.swap("judging", "if latest < case.own_list.issued_at:", "if False:")
    verifier.swap("clock", "        if self.latest < floor:\n            return None", (
        "        if False:\n            return None"))


@wrong("TIME-3")
def decides_by_a_clock_behind_the_list(verifier):
    """A clock that is behind the list still rejects what is expired by it."""
    verifier.swap("judging", "        return self.reading.raised(floor)", (
        "        return self.reading.raised(self.shown.issued_at)"))


@wrong("TIME-3")
def takes_the_first_second_of_a_list_as_behind(verifier):
    """`<=` was written for `<`: the second at which a list was issued is still before it."""
    verifier.swap("judging", "if latest < case.own_list.issued_at:", "if latest <= case.own_list.issued_at:")


@wrong("TIME-3")
def does_not_notice_a_clock_behind_the_home_list(verifier):
    """A clock before the home list's *issued at* is not noticed."""
    verifier.swap("judging", "if case.home_list and latest < case.home_list.issued_at:", "if False:")


@wrong("TIME-4")
def takes_a_pass_from_the_future(verifier):
    """A pass that was issued later than the clock reads is judged as if the clock were right."""
    verifier.swap("judging", "if case.reading.latest < case.shown.issued_at:", "if False:")
    verifier.swap("judging", "        return self.reading.raised(floor)", (
        "        return Interval(max(self.reading.earliest, floor), max(self.reading.latest, floor))"))


@wrong("TIME-4")
def rejects_a_pass_from_the_future(verifier):
    """A pass that was issued later than the clock reads is taken as forged."""
    verifier.swap("judging", 'yield Finding("pass-from-future", case', 'yield Finding("invalid-claims", case')


@wrong("TIME-4")
def refuses_a_pass_in_the_second_of_its_issue(verifier):
    """`<=` was written for `<`: a pass is from the future in the second at which it was issued."""
    verifier.swap("judging", "if case.reading.latest < case.shown.issued_at:", (
        "if case.reading.latest <= case.shown.issued_at:"))


@wrong("TIME-5")
def takes_what_cannot_be_told_as_kept(verifier):
    """A condition that cannot be told counts as kept: accepted in place of undecided."""
    verifier.swap(
        "clock", "        if self.earliest >= end:\n            return Told.REFUTED\n        return Told.UNCERTAIN", (
        "        if self.earliest >= end:\n            return Told.REFUTED\n        return Told.PROVEN"))


@wrong("TIME-5")
def takes_what_cannot_be_told_as_broken(verifier):
    """A condition that cannot be told counts as broken: rejected in place of undecided."""
    verifier.swap(
        "clock", "        if self.earliest >= end:\n            return Told.REFUTED\n        return Told.UNCERTAIN", (
        "        return Told.REFUTED"))


@wrong("TIME-5")
def takes_a_beginning_that_cannot_be_told_as_kept(verifier):
    """A pass that may not have begun is accepted."""
    verifier.swap(
        "clock", "        if self.latest < start:\n            return Told.REFUTED\n        return Told.UNCERTAIN", (
        "        if self.latest < start:\n            return Told.REFUTED\n        return Told.PROVEN"))


@wrong("TIME-5")
def does_not_look_whether_the_end_can_be_told(verifier):
    """That the pass's own end cannot be told is passed over."""
    verifier.swap("judging", "if case.has_not_ended == Told.UNCERTAIN:", "if False:")


@wrong("TIME-5")
def does_not_look_whether_accept_until_can_be_told(verifier):
    """That the key's *accept until* cannot be told is passed over."""
    verifier.swap("judging", "if case.key_is_accepted == Told.UNCERTAIN:", "if False:")


@wrong("TIME-5")
def does_not_look_whether_the_list_can_be_told(verifier):
    """That the end of the own list cannot be told is passed over."""
    verifier.swap("judging", "if case.own_list_is_unexpired == Told.UNCERTAIN:", "if False:")


@wrong("TIME-5")
def does_not_look_whether_the_home_list_can_be_told(verifier):
    """That the end of the home list cannot be told is passed over."""
    verifier.swap("judging", "if case.home_list_is_unexpired == Told.UNCERTAIN:", "if False:")


@wrong("TIME-5")
def does_not_look_whether_the_status_list_can_be_told(verifier):
    """That the end of the demanded status list cannot be told is passed over."""
    verifier.swap("judging", "if case.status_list_is_unexpired == Told.UNCERTAIN:", "if False:")


@wrong("TIME-5")
def does_not_look_whether_a_rule_can_be_told(verifier):
    """A rule of the own list whose answer cannot be told is passed over."""
    verifier.swap("judging", "if rule := first_with(Answer.UNCERTAIN, case.own_rules):", "if False:")


@wrong("TIME-5")
def does_not_look_whether_a_home_rule_can_be_told(verifier):
    """A rule of the home list whose answer cannot be told is passed over."""
    verifier.swap("judging", "if rule := first_with(Answer.UNCERTAIN, case.home_rules):", "if False:")


@wrong("VERIFY-15 VERIFY-16 VERIFY-18")
def takes_the_first_second_behind_the_end(verifier):
    """`<=` was written for `<`: what ends at *t* is valid at *t*."""
    verifier.swap("clock", "if self.latest < end:\n            return Told.PROVEN", (
        "if self.latest <= end:\n            return Told.PROVEN"))


@wrong("VERIFY-15 VERIFY-16 VERIFY-18")
def ends_a_second_early(verifier):
    """What ends at *t* is no longer valid at *t* − 1."""
    verifier.swap("clock", '        """The condition that fails at t >= end."""', "        end -= 1")


@wrong("VERIFY-15")
def refutes_an_end_a_second_late(verifier):
    """`>` was written for `>=`: at its end a pass cannot be told."""
    verifier.swap("clock", "if self.earliest >= end:", "if self.earliest > end:")


@wrong("VERIFY-20")
def begins_a_second_late(verifier):
    """`>` was written for `>=`: in its first second a pass has not begun."""
    verifier.swap("clock", '        """The condition that fails at t < start."""', "        start += 1")


@wrong("VERIFY-20")
def begins_a_second_early(verifier):
    """A pass has begun one second before it does."""
    verifier.swap("clock", '        """The condition that fails at t < start."""', "        start -= 1")
