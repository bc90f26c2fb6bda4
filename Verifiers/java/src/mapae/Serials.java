package mapae;

/** Serials one by one, in ascending order. */
interface Serials {
    /** What stands behind the last serial. */
    long NONE = -1;

    long next();

    /** Both in ascending order; what stands in both comes twice. */
    static Serials merge(Serials a, Serials b) {
        return new Serials() {
            private long nextA = a.next();
            private long nextB = b.next();

            @Override
            public long next() {
                long serial = nextB;
                if (nextB == NONE || nextA != NONE && nextA <= nextB) {
                    serial = nextA;
                    nextA = a.next();
                } else {
                    nextB = b.next();
                }
                return serial;
            }
        };
    }

    /** Those that are not below the first. */
    static Serials from(long first, Serials serials) {
        return () -> {
            long serial = serials.next();
            while (serial != NONE && serial < first) {
                serial = serials.next();
            }
            return serial;
        };
    }
}
