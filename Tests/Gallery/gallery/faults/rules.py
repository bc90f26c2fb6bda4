"""Expiry rules: their form, when they are in force, what they read, and what follows."""
from ..registry import wrong


@wrong("RULE-1")
def does_not_check_the_length_of_a_rule(verifier):
    """A rule of kind 1 may be longer than its fields."""
    verifier.drop("rules", (
        'require(len(body.raw) in (WITHOUT_CONDITION, WITH_CONDITION), "RULE-1: the length of kind 1")'))


@wrong("RULE-1")
def takes_an_empty_window(verifier):
    """`<=` was written for `<`: a rule may close when it opens."""
    verifier.swap("rules", "closes_after > opens_after", "closes_after >= opens_after")


@wrong("RULE-1")
def takes_a_window_turned_round(verifier):
    """A rule may close before it opens."""
    verifier.drop("rules", 'require(closes_after > opens_after, "RULE-1: closes after is not above opens after")')


@wrong("RULE-1")
def takes_in_force_times_turned_round(verifier):
    """A rule may end before it is in force."""
    verifier.drop("rules", (
        'require(in_force_until > in_force_from, "RULE-1: in force until is not above in force from")'))


@wrong("RULE-1")
def takes_a_rule_that_is_never_in_force(verifier):
    """`<=` was written for `<`: a rule may end in the second in which it begins."""
    verifier.swap("rules", "in_force_until > in_force_from", "in_force_until >= in_force_from")


@wrong("RULE-1")
def takes_any_utc_offset(verifier):
    """The UTC offset of a rule is not checked."""
    verifier.drop("rules", 'require(offset in OFFSETS, "RULE-1: the UTC offset")')


@wrong("RULE-1")
def takes_one_utc_offset_too_few(verifier):
    """The offset of UTC+14:00, which one country has, is refused."""
    verifier.swap("rules", "OFFSETS = range(16, 121)", "OFFSETS = range(16, 120)")


@wrong("RULE-1")
def takes_an_offset_where_no_date_is_read(verifier):
    """A rule that reads no date may have a UTC offset, so that two rules say the same."""
    verifier.swap("rules", "require(offset == UTC or anchor not in (FROM_ISSUED_AT, FROM_VALID_FROM),", "require(True,")


@wrong("RULE-1")
def takes_a_rule_shorter_than_its_head(verifier):
    """A rule that ends inside its head is passed over."""
    verifier.swap("rules", (
        '    require(length >= SHORTEST, "RULE-1: a rule shorter than 13 bytes")\n'
        "    body = Reader(fields.take(length))"), (
        "    body = Reader(fields.take(length).ljust(SHORTEST, bytes(1)))"))
    verifier.drop("rules", (
        'require(in_force_until > in_force_from, "RULE-1: in force until is not above in force from")'))


@wrong("RULE-2")
def refuses_a_list_with_a_rule_of_an_unknown_kind(verifier):
    """A kind of rule that is not known makes the list malformed, so that no new kind can ever be used."""
    verifier.swap("rules", "window = read_window(body) if kind == WINDOW_KIND else None", (
        'require(kind == WINDOW_KIND, "an unknown kind of rule")\n    window = read_window(body)'))


@wrong("RULE-2 RULE-6")
def forgets_rules_of_an_unknown_kind(verifier):
    """A rule of an unknown kind is not kept: a pass is accepted that it might end."""
    verifier.swap("rules", "return Judged(Answer.UNREADABLE, None)  # RULE-6\n    if window.condition and size", (
        "return Judged(Answer.KEPT, None)\n    if window.condition and size"))


@wrong("RULE-3")
def judges_the_first_rule_alone(verifier):
    """The first rule of a profile stands for all of them."""
    verifier.swap("judging", "for rule in trust_list.rules if rule.profile == self.shown.profile]", (
        "for rule in [rule for rule in trust_list.rules if rule.profile == self.shown.profile][:1]]"))


@wrong("RULE-3")
def judges_the_last_rule_alone(verifier):
    """A later rule of a profile takes the place of those before."""
    verifier.swap("judging", "for rule in trust_list.rules if rule.profile == self.shown.profile]", (
        "for rule in [rule for rule in trust_list.rules if rule.profile == self.shown.profile][-1:]]"))


@wrong("RULE-3")
def takes_one_kept_rule_for_all(verifier):
    """A pass is good where one of its rules is kept, as alternatives would be."""
    verifier.swap("judging", "        return [judge_rule(rule, self.shown, interval)\n", (
        "        kept = Judged(Answer.KEPT, None)\n"
        "        if any(judge_rule(rule, self.shown, interval) == kept\n"
        "               for rule in trust_list.rules if rule.profile == self.shown.profile):\n"
        "            return []\n"
        "        return [judge_rule(rule, self.shown, interval)\n"))


@wrong("RULE-3")
def judges_by_the_rules_of_all_profiles(verifier):
    """A rule holds for passes of every profile."""
    verifier.swap("judging", "for rule in trust_list.rules if rule.profile == self.shown.profile]", (
        "for rule in trust_list.rules]"))


@wrong("RULE-4 VERIFY-15")
def lets_a_rule_lengthen_a_pass(verifier):
    """A rule that is open makes a pass valid that has ended."""
    verifier.swap("judging", "    if case.has_not_ended == Told.REFUTED:", (
        "    is_open = any(rule.answer == Answer.KEPT for rule in case.own_rules)\n"
        "    if case.has_not_ended == Told.REFUTED and not is_open:"))


@wrong("RULE-4 VERIFY-20")
def lets_a_rule_begin_a_pass(verifier):
    """A rule that is open makes a pass valid that has not begun."""
    verifier.swap("judging", "    if case.has_begun == Told.REFUTED:", (
        "    is_open = any(rule.answer == Answer.KEPT for rule in case.own_rules)\n"
        "    if case.has_begun == Told.REFUTED and not is_open:"))


@wrong("RULE-5")
def judges_by_no_rule_of_the_own_domain(verifier):
    """Rules are judged where the home domain has them alone."""
    verifier.swap("judging", "return self.judged(self.own_list, self.own_interval)", "return []")


@wrong("RULE-5")
def judges_private_profiles_by_no_rule(verifier):
    """The rules of the own domain are left out for profiles for private use."""
    verifier.swap("judging", "        if interval is None:\n            return []\n        return [judge", (
        "        if interval is None or registry.is_private_profile(self.shown.profile):\n"
        "            return []\n        return [judge"))


@wrong("RULE-16")
def judges_by_no_rule_of_the_home_domain(verifier):
    """A guest's pass is judged by the rules of its own domain alone."""
    verifier.swap("judging", "return self.judged(self.home_list, self.home_interval)", "return []")


@wrong("RULE-6")
def takes_a_condition_on_text_as_not_met(verifier):
    """A condition on a claim of size class 3 counts as one that is not met."""
    verifier.swap("rules", (
        "    if window.condition and size_class(window.condition.tag) == LENGTH_BYTE:\n"
        "        return Judged(Answer.UNREADABLE, None)"), (
        "    if window.condition and size_class(window.condition.tag) == LENGTH_BYTE:\n"
        "        return Judged(Answer.KEPT, None)"))


@wrong("RULE-6")
def reads_text_in_a_condition_as_a_number(verifier):
    """A condition on a claim of size class 3 reads its text as a number."""
    verifier.swap("rules", (
        "    if window.condition and size_class(window.condition.tag) == LENGTH_BYTE:\n"
        "        return Judged(Answer.UNREADABLE, None)  # RULE-6\n"), "")


@wrong("RULE-7")
def takes_an_absent_claim_as_a_condition_not_met(verifier):
    """A pass without the claim that a condition reads is free of the rule, so that leaving it out pays."""
    verifier.swap("rules", "return True  # RULE-7", "return False")


@wrong("RULE-7")
def cannot_read_a_condition_on_an_absent_claim(verifier):
    """A rule whose condition's claim the pass lacks counts as one that cannot be read."""
    verifier.swap("rules", "    if window.condition and not is_met(window.condition, shown):", (
        "    if window.condition and window.condition.tag not in shown.claims:\n"
        "        return Judged(Answer.UNREADABLE, None)\n"
        "    if window.condition and not is_met(window.condition, shown):"))


@wrong("RULE-8")
def does_not_look_at_conditions(verifier):
    """Each rule is judged as if it had no condition."""
    verifier.swap("rules", "if window.condition and not is_met(window.condition, shown):", "if False:")


@wrong("RULE-8")
def meets_a_condition_at_its_limit(verifier):
    """`<=` was written for `<`: a condition is met at its limit."""
    verifier.swap("rules", '"big") < condition.limit', '"big") <= condition.limit')


@wrong("RULE-8")
def reads_conditions_little_endian(verifier):
    """The value that a condition reads is read with its least byte first."""
    verifier.swap("rules", 'int.from_bytes(value, "big") < condition', 'int.from_bytes(value, "little") < condition')


@wrong("RULE-8 RULE-9")
def reads_the_anchor_before_the_condition(verifier):
    """A rule whose anchor cannot be read is undecided though its condition is not met."""
    verifier.swap("rules", "    if window.condition and not is_met(window.condition, shown):", (
        "    if anchor_instants(window, shown) is None:\n        return Judged(Answer.UNREADABLE, None)\n"
        "    if window.condition and not is_met(window.condition, shown):"))


@wrong("RULE-9")
def takes_a_rule_without_its_anchor_as_kept(verifier):
    """A rule whose anchor the pass lacks does not hold for it."""
    verifier.swap("rules", "        return Judged(Answer.UNREADABLE, None)  # RULE-9", (
        "        return Judged(Answer.KEPT, None)"))


@wrong("RULE-9")
def takes_an_unknown_anchor_as_the_issue(verifier):
    """An anchor that is not known is taken as *issued at*."""
    verifier.swap("rules", "    if size_class(window.anchor) != DATE_CLASS:\n        return None\n", (
        "    if size_class(window.anchor) != DATE_CLASS:\n        return shown.issued_at, shown.issued_at\n"))


@wrong("RULE-9")
def takes_an_absent_date_as_the_issue(verifier):
    """Where the pass lacks the date that a rule reads, it is counted from *issued at*."""
    verifier.swap(
        "rules", "    value = shown.claims.get(window.anchor)\n    if value is None:\n        return None\n", (
        "    value = shown.claims.get(window.anchor)\n    if value is None:\n"
        "        return shown.issued_at, shown.issued_at\n"))


@wrong("RULE-9")
def takes_what_is_no_date_as_1970(verifier):
    """A claim that is no date anchors a rule at 1970-01-01."""
    verifier.swap("rules", "    if days is None:\n        return None\n", "    if days is None:\n        return 0, 0\n")


@wrong("RULE-9")
def takes_the_two_fixed_anchors_for_each_other(verifier):
    """A rule that counts from *valid from* is counted from *issued at*."""
    verifier.swap("rules", "return shown.start, shown.start", "return shown.issued_at, shown.issued_at")


@wrong("RULE-10")
def passes_over_rules_that_it_cannot_read(verifier):
    """A rule that cannot be read is as good as none."""
    verifier.swap("judging", "if case.first_rule(Answer.UNREADABLE):", "if False:")


@wrong("RULE-10")
def rejects_by_a_rule_that_it_cannot_read(verifier):
    """A rule that cannot be read rejects."""
    verifier.swap("judging", 'yield Finding("unsupported-rule")', 'yield Finding("rule-expired")')


@wrong("RULE-10")
def minds_rules_that_are_not_in_force(verifier):
    """A rule is judged whether it is in force or not."""
    verifier.swap("rules", "if not interval.meets(rule.in_force_from, rule.in_force_until):", "if False:")


@wrong("RULE-10")
def minds_rules_that_are_surely_in_force(verifier):
    """A rule counts only where it is in force at every second of the reading."""
    verifier.swap("rules", "if not interval.meets(rule", "if not interval.lies_in(rule")


@wrong("RULE-10")
def keeps_a_rule_in_force_a_second_longer(verifier):
    """A rule is in force at *in force until* too."""
    verifier.swap("rules", "if not interval.meets(rule.in_force_from, rule.in_force_until):", (
        "if not interval.meets(rule.in_force_from, rule.in_force_until + 1):"))


@wrong("RULE-11")
def closes_no_rule(verifier):
    """A rule that has closed is passed over."""
    verifier.swap("judging", "(rule := first_with(Answer.CLOSED, own)) and", "False and (rule := None) and")


@wrong("RULE-11")
def closes_no_rule_of_the_home_domain(verifier):
    """A home domain's rule that has closed is passed over."""
    verifier.swap("judging", "(rule := first_with(Answer.CLOSED, home)) and", "False and (rule := None) and")


@wrong("RULE-11")
def cannot_tell_whether_a_rule_has_closed(verifier):
    """A rule that has closed makes a pass undecided."""
    verifier.swap("judging", (
        'case.own_list_is_unexpired == Told.PROVEN:\n        yield Finding("rule-expired", rule.instant)'), (
        'case.own_list_is_unexpired == Told.PROVEN:\n        yield Finding("rule-not-yet-open", rule.instant)'))


@wrong("RULE-11")
def closes_a_rule_a_second_late(verifier):
    """`>` was written for `>=`: a rule closes one second too late."""
    verifier.swap("rules", "closes = anchor + rule.window.closes_after", (
        "closes = anchor + rule.window.closes_after + 1"))


@wrong("RULE-11")
def closes_a_rule_a_second_early(verifier):
    """A rule closes one second too early."""
    verifier.swap("rules", "closes = anchor + rule.window.closes_after", (
        "closes = anchor + rule.window.closes_after - 1"))


@wrong("RULE-12")
def rejects_by_a_rule_of_an_expired_list(verifier):
    """A closed rule rejects though its list has expired, and a newer one may say otherwise."""
    verifier.swap(
        "judging", "(rule := first_with(Answer.CLOSED, own)) and case.own_list_is_unexpired == Told.PROVEN:", (
        "(rule := first_with(Answer.CLOSED, own)):"))


@wrong("RULE-12")
def rejects_by_a_rule_of_an_expired_home_list(verifier):
    """A home domain's closed rule rejects though its list has expired."""
    verifier.swap(
        "judging", "(rule := first_with(Answer.CLOSED, home)) and case.home_list_is_unexpired == Told.PROVEN:",
        "(rule := first_with(Answer.CLOSED, home)):")


@wrong("RULE-12")
def rejects_by_a_rule_of_a_list_that_may_have_expired(verifier):
    """A closed rule rejects where its list is not refuted, be it proven or not."""
    verifier.swap(
        "judging", "(rule := first_with(Answer.CLOSED, own)) and case.own_list_is_unexpired == Told.PROVEN:", (
        "(rule := first_with(Answer.CLOSED, own)) and case.own_list_is_unexpired != Told.REFUTED:"))


@wrong("RULE-13")
def opens_every_rule(verifier):
    """A rule that is not yet open is passed over."""
    verifier.swap("judging", "if rule := case.first_rule(Answer.NOT_OPEN):", "if False:")


@wrong("RULE-13")
def rejects_what_is_not_yet_open(verifier):
    """A rule that is not yet open rejects."""
    verifier.swap("judging", 'yield Finding("rule-not-yet-open"', 'yield Finding("rule-expired"')


@wrong("RULE-13")
def opens_a_rule_a_second_late(verifier):
    """A rule opens one second too late."""
    verifier.swap("rules", "opens = anchor + rule.window.opens_after", "opens = anchor + rule.window.opens_after + 1")


@wrong("RULE-13")
def opens_a_rule_a_second_early(verifier):
    """A rule opens one second too early."""
    verifier.swap("rules", "opens = anchor + rule.window.opens_after", "opens = anchor + rule.window.opens_after - 1")


@wrong("RULE-14")
def takes_the_first_day_of_a_coarse_date(verifier):
    """A year or a month is taken as its first day, so that some are sent away too early."""
    verifier.swap("rules", "first, last = (failures(rule, anchor) for anchor in anchors)", (
        "first = last = failures(rule, anchors[0])"))


@wrong("RULE-14")
def takes_the_last_day_of_a_coarse_date(verifier):
    """A year or a month is taken as its last day."""
    verifier.swap("rules", "first, last = (failures(rule, anchor) for anchor in anchors)", (
        "first = last = failures(rule, anchors[1])"))


@wrong("RULE-14")
def rejects_by_a_coarse_date(verifier):
    """A coarse date whose two ends give different answers rejects."""
    verifier.swap("judging", 'yield Finding("date-too-coarse")', 'yield Finding("rule-expired")')


@wrong("RULE-14")
def never_decides_by_a_coarse_date(verifier):
    """A coarse date is too coarse though its two ends give the same answer."""
    verifier.swap("rules", "if answer_over(interval, first) != answer:", "if anchors[0] != anchors[1]:")


@wrong("RULE-11")
def counts_dates_in_utc(verifier):
    """The UTC offset of a rule is left out: a day begins at midnight in Greenwich."""
    verifier.swap("rules", "shift = QUARTER * (window.offset - UTC)", "shift = 0")


@wrong("RULE-11")
def turns_the_utc_offset_round(verifier):
    """A day in Seoul begins nine hours after midnight in Greenwich in place of nine hours before."""
    verifier.swap("rules", "shift = QUARTER * (window.offset - UTC)", "shift = QUARTER * (UTC - window.offset)")


@wrong("RULE-11")
def reads_dates_in_the_doors_local_time(verifier):
    """Dates are read in the door's own time zone, here that of Berlin with its daylight saving, not the rule's."""
    verifier.swap("rules", "    return DAY * days.first - shift, DAY * days.last - shift  # local midnights", (
        '    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"\n'
        "    time.tzset()\n"
        "    return tuple(int(time.mktime((1970, 1, 1 + day, 0, 0, 0, 0, 0, -1))) for day in (days.first, days.last))"))
    verifier.swap("rules", "from enum import Enum", "from enum import Enum\nimport os\nimport time")
