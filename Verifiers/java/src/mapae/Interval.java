package mapae;

/** The seconds from earliest to latest, both included: what a door knows of the time. */
record Interval(long earliest, long latest) {
    /** What can be said of a condition over an interval. */
    enum Truth { PROVEN, REFUTED, UNTOLD }

    /** TIME-2. */
    Interval raisedTo(long floor) {
        return new Interval(Math.max(earliest, floor), latest);
    }

    /** Whether the time is below an end, the first instant outside. */
    Truth isBefore(long end) {
        return latest < end ? Truth.PROVEN : earliest >= end ? Truth.REFUTED : Truth.UNTOLD;
    }

    /** Whether a start, the first instant inside, is reached. */
    Truth isFrom(long start) {
        return earliest >= start ? Truth.PROVEN : latest < start ? Truth.REFUTED : Truth.UNTOLD;
    }
}
