package mapae;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The conditions on time of one domain, judged. One that is not looked at counts as proven. */
record Conditions(Condition passNotEnded, Condition keyAccepted, Condition passBegun, Condition listUnexpired,
                  List<Rule.Finding> rules, Condition statusListUnexpired) {
    /** What can be said of a condition, and its instant. */
    record Condition(Interval.Truth truth, long instant) {
        static final Condition NOT_LOOKED_AT = new Condition(Interval.Truth.PROVEN, 0);

        static Condition before(long end, Interval interval) {
            return new Condition(interval.isBefore(end), end);
        }

        static Condition from(long start, Interval interval) {
            return new Condition(interval.isFrom(start), start);
        }

        boolean isRefuted() {
            return truth == Interval.Truth.REFUTED;
        }
    }

    /** Of a domain whose conditions no step looks at. */
    static final Conditions NONE = new Conditions(Condition.NOT_LOOKED_AT, Condition.NOT_LOOKED_AT,
        Condition.NOT_LOOKED_AT, Condition.NOT_LOOKED_AT, List.of(), Condition.NOT_LOOKED_AT);

    /** Of the pass's own domain; the demanded list is null where none is demanded, or none that meets it is held. */
    static Conditions own(Pass pass, TrustList list, TrustList.Key key, StatusList demanded, Interval interval) {
        return new Conditions(
            Condition.before(pass.end(), interval),
            Condition.before(key.acceptUntil(), interval),
            Condition.from(pass.start(), interval),
            Condition.before(list.expiresAt(), interval),
            judgeRules(pass, list, interval),
            demanded == null ? Condition.NOT_LOOKED_AT : Condition.before(demanded.head().expiresAt(), interval));
    }

    static Conditions home(Pass pass, TrustList list, Interval interval) {
        return new Conditions(Condition.NOT_LOOKED_AT, Condition.NOT_LOOKED_AT, Condition.NOT_LOOKED_AT,
            Condition.before(list.expiresAt(), interval), judgeRules(pass, list, interval), Condition.NOT_LOOKED_AT);
    }

    /** RULE-11 and RULE-12: the instant of the first rule that is closed under a list proven unexpired. */
    OptionalLong closed() {
        return listUnexpired.truth() == Interval.Truth.PROVEN
            ? instantOfFirst(Rule.Answer.CLOSED)
            : OptionalLong.empty();
    }

    OptionalLong instantOfFirst(Rule.Answer answer) {
        return rules.stream().filter(rule -> rule.answer() == answer).mapToLong(Rule.Finding::instant).findFirst();
    }

    boolean hasRule(Rule.Answer answer) {
        return instantOfFirst(answer).isPresent();
    }

    /** TIME-5: the instants of the conditions that cannot be told, in order, but for the status list's. */
    Stream<Long> untold() {
        Stream<Long> conditions = Stream.of(passNotEnded, keyAccepted, passBegun, listUnexpired)
            .flatMap(condition -> untold(condition).stream());
        Stream<Long> untoldRules = rules.stream()
            .filter(rule -> rule.answer() == Rule.Answer.UNTOLD)
            .map(Rule.Finding::instant);
        return Stream.concat(conditions, untoldRules);
    }

    Optional<Long> untoldStatusList() {
        return untold(statusListUnexpired);
    }

    private static Optional<Long> untold(Condition condition) {
        return condition.truth() == Interval.Truth.UNTOLD ? Optional.of(condition.instant()) : Optional.empty();
    }

    /** RULE-3, RULE-5 and RULE-16. */
    private static List<Rule.Finding> judgeRules(Pass pass, TrustList list, Interval interval) {
        return list.rules().stream()
            .filter(rule -> rule.profile() == pass.profile())
            .map(rule -> rule.judge(pass, interval))
            .toList();
    }
}
