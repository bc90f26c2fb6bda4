package mapae;

import java.util.Arrays;
import java.util.Optional;

/** An expiry rule of a trust list. The window is null where the kind is unknown (RULE-2). */
record Rule(byte[] bytes, int profile, Seconds inForce, Window window) {
    private static final int WINDOW_KIND = 1;
    private static final int HEAD_SIZE = 13;
    private static final int WINDOW_SIZE = 23;
    private static final int CONDITION_SIZE = 4;
    private static final int IN_FORCE_AT = 4;
    private static final int BODY_AT = 14;

    /** The body of kind 1. The condition is null where there is none. */
    record Window(int anchor, long opensAfter, long closesAfter, int utcOffset, Condition condition) {
        private static final int ISSUED_AT = 0x00;
        private static final int VALID_FROM = 0x01;
        private static final int UTC = 64;
        private static final int MIN_OFFSET = 16;
        private static final int MAX_OFFSET = 120;
        private static final long DAY = 86_400;
        private static final long QUARTER_HOUR = 900;

        static Window read(Reader reader, boolean conditional) throws Malformed {
            int anchor = reader.u8();
            long opensAfter = reader.u32();
            long closesAfter = reader.u32();
            Reader.require(opensAfter < closesAfter);
            int offset = reader.u8();
            Reader.require(offset >= MIN_OFFSET && offset <= MAX_OFFSET);
            Reader.require(offset == UTC || anchor != ISSUED_AT && anchor != VALID_FROM);
            Condition condition = conditional ? new Condition(reader.u8(), reader.u24()) : null;
            return new Window(anchor, opensAfter, closesAfter, offset, condition);
        }

        /** The first and the last instant that the anchor may be; empty where it cannot be read (RULE-9). */
        Optional<Instants> instantsOf(Pass pass) {
            if (anchor == ISSUED_AT) {
                return Optional.of(new Instants(pass.issuedAt(), pass.issuedAt()));
            }
            if (anchor == VALID_FROM) {
                return Optional.of(new Instants(pass.start(), pass.start()));
            }
            if (Claims.sizeClass(anchor) != 2) {
                return Optional.empty();
            }
            return pass.claims().find(anchor)
                .flatMap(claim -> CalendarDate.of(claim.number()))
                .map(date -> new Instants(midnight(date.firstDay()), midnight(date.lastDay())));
        }

        private long midnight(long day) {
            return DAY * day - QUARTER_HOUR * (utcOffset - UTC);
        }
    }

    /** The instants that a window may be counted from. */
    record Instants(long first, long last) {
    }

    /** Met where the claim with the tag, read as an integer, is below the limit. */
    record Condition(int tag, long limit) {
        boolean isReadable() {
            return Claims.sizeClass(tag) != 3;
        }

        /** RULE-7: met also where the pass lacks the claim. */
        boolean isMetBy(Pass pass) {
            return pass.claims().find(tag).map(claim -> claim.number() < limit).orElse(true);
        }
    }

    /** How a rule is judged. */
    enum Answer { KEPT, CLOSED, NOT_OPEN, UNTOLD, TOO_COARSE, UNREADABLE }

    /** An answer, and the instant that decides where it is closed, not open or cannot be told. */
    record Finding(Answer answer, long instant) {
        static Finding of(Answer answer) {
            return new Finding(answer, 0);
        }
    }

    /** RULE-1. */
    static Rule read(Reader list) throws Malformed {
        int length = list.u8();
        Reader.require(length >= HEAD_SIZE);
        byte[] bytes = new byte[1 + length];
        bytes[0] = (byte) length;
        System.arraycopy(list.take(length), 0, bytes, 1, length);

        Reader reader = new Reader(bytes, 1, bytes.length);
        int kind = reader.u8();
        int profile = reader.u16();
        Seconds inForce = new Seconds(reader.u40(), reader.u40());
        Reader.require(!inForce.isEmpty());
        if (kind != WINDOW_KIND) {
            return new Rule(bytes, profile, inForce, null);
        }
        Reader.require(length == WINDOW_SIZE || length == WINDOW_SIZE + CONDITION_SIZE);
        return new Rule(bytes, profile, inForce, Window.read(reader, length > WINDOW_SIZE));
    }

    /** Whether both have the same bytes but for the two in-force times. */
    boolean saysTheSameAs(Rule other) {
        return Arrays.equals(bytes, 0, IN_FORCE_AT, other.bytes, 0, IN_FORCE_AT)
            && Arrays.equals(bytes, BODY_AT, bytes.length, other.bytes, BODY_AT, other.bytes.length);
    }

    /** "What a rule reads": the first line that holds gives the answer. */
    Finding judge(Pass pass, Interval interval) {
        if (!inForce.touches(interval)) {
            return Finding.of(Answer.KEPT);
        }
        if (window == null || window.condition() != null && !window.condition().isReadable()) {
            return Finding.of(Answer.UNREADABLE); // RULE-6
        }
        if (window.condition() != null && !window.condition().isMetBy(pass)) {
            return Finding.of(Answer.KEPT); // RULE-8
        }
        Optional<Instants> anchor = window.instantsOf(pass);
        if (anchor.isEmpty()) {
            return Finding.of(Answer.UNREADABLE); // RULE-9
        }
        Finding last = judgeFrom(anchor.get().last(), interval);
        return judgeFrom(anchor.get().first(), interval).answer() == last.answer()
            ? last
            : Finding.of(Answer.TOO_COARSE); // RULE-14
    }

    private Finding judgeFrom(long anchor, Interval interval) {
        Seconds closed = inForce.cutTo(anchor + window.closesAfter(), Long.MAX_VALUE);
        Seconds notOpen = inForce.cutTo(Long.MIN_VALUE, anchor + window.opensAfter());
        if (closed.covers(interval)) {
            return new Finding(Answer.CLOSED, closed.from());
        }
        if (notOpen.covers(interval)) {
            return new Finding(Answer.NOT_OPEN, notOpen.until());
        }
        if (!closed.touches(interval) && !notOpen.touches(interval)) {
            return Finding.of(Answer.KEPT);
        }
        Seconds failing = closed.touches(interval) ? closed : notOpen;
        long instant = failing.from() > interval.earliest() ? failing.from() : failing.until();
        return new Finding(Answer.UNTOLD, instant);
    }
}
