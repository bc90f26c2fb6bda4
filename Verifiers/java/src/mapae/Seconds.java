package mapae;

/** A half-open run of seconds, [from, until); empty where from is not below until. */
record Seconds(long from, long until) {
    boolean isEmpty() {
        return from >= until;
    }

    Seconds cutTo(long first, long end) {
        return new Seconds(Math.max(from, first), Math.min(until, end));
    }

    boolean contains(Seconds other) {
        return from <= other.from && other.until <= until;
    }

    /** Whether it holds every second of the interval. */
    boolean covers(Interval interval) {
        return from <= interval.earliest() && interval.latest() < until;
    }

    /** Whether it holds some second of the interval. */
    boolean touches(Interval interval) {
        return !isEmpty() && from <= interval.latest() && interval.earliest() < until;
    }
}
