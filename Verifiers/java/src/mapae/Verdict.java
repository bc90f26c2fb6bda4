package mapae;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** The answer of a judgement. The reason is null where the pass is accepted. */
record Verdict(Reason reason, boolean authentic, Set<Advisory> advisories, OptionalLong instant) {
    enum Outcome {
        ACCEPTED, UNDECIDED, REJECTED;

        @Override
        public String toString() {
            return nameOf(this);
        }
    }

    enum Advisory {
        REFRESH_DUE, UNKNOWN_CLAIM_IGNORED;

        @Override
        public String toString() {
            return nameOf(this);
        }
    }

    /** The reasons, in the order of the steps. */
    enum Reason {
        UNSUPPORTED_VERSION(Outcome.UNDECIDED),
        DEVICE_LIMIT(Outcome.UNDECIDED),
        MALFORMED(Outcome.REJECTED),
        UNKNOWN_DOMAIN(Outcome.UNDECIDED),
        KEY_NOT_YET_KNOWN(Outcome.UNDECIDED),
        KEY_WITHDRAWN(Outcome.REJECTED),
        BAD_SIGNATURE(Outcome.REJECTED),
        KEY_COMPROMISED(Outcome.REJECTED),
        KEY_NOT_FOR_THIS(Outcome.REJECTED),
        NOT_ACCEPTED_HERE(Outcome.REJECTED),
        REVOKED(Outcome.REJECTED),
        EXPIRED(Outcome.REJECTED),
        INVALID_CLAIMS(Outcome.REJECTED),
        BAD_HOLDER_PROOF(Outcome.REJECTED),
        RULE_EXPIRED(Outcome.REJECTED),
        UNSUPPORTED_PROFILE(Outcome.UNDECIDED),
        UNSUPPORTED_CLAIM(Outcome.UNDECIDED),
        CLOCK_BEHIND(Outcome.UNDECIDED),
        PASS_FROM_FUTURE(Outcome.UNDECIDED),
        CLOCK_UNCERTAIN(Outcome.UNDECIDED),
        TRUST_LIST_EXPIRED(Outcome.UNDECIDED),
        HOME_LIST_MISSING(Outcome.UNDECIDED),
        UNSUPPORTED_RULE(Outcome.UNDECIDED),
        DATE_TOO_COARSE(Outcome.UNDECIDED),
        NOT_YET_VALID(Outcome.UNDECIDED),
        RULE_NOT_YET_OPEN(Outcome.UNDECIDED),
        PRESENTATION_NEEDED(Outcome.UNDECIDED),
        WRONG_CHALLENGE(Outcome.UNDECIDED),
        PRESENTATION_STALE(Outcome.UNDECIDED),
        STATUS_LIST_MISSING(Outcome.UNDECIDED),
        STATUS_LIST_EXPIRED(Outcome.UNDECIDED);

        private final Outcome outcome;

        Reason(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public String toString() {
            return nameOf(this);
        }
    }

    /** Steps 1 to 9: not authentic, and without advisories or instant. */
    static Verdict notAuthentic(Reason reason) {
        return new Verdict(reason, false, Set.of(), OptionalLong.empty());
    }

    Outcome outcome() {
        return reason == null ? Outcome.ACCEPTED : reason.outcome;
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
