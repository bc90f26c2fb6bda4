package mapae;

/** An input that opened: a pass, and the presentation that it was shown in, or null where it was shown bare. */
record Showing(Pass pass, Presentation presentation) {
    private static final String TEXT_PREFIX = "MP1:";
    private static final int FIRST_KIND = 0x11;
    private static final int LAST_KIND = 0x18;

    /** An input that does not open. */
    static final class Unopened extends Exception {
        private static final long serialVersionUID = 1;

        private final Verdict.Reason reason;

        Unopened(Verdict.Reason reason) {
            super(reason.toString(), null, false, false);
            this.reason = reason;
        }

        Verdict.Reason reason() {
            return reason;
        }
    }

    /** Step 1 for texts, and what follows. */
    static Showing openText(byte[] text, int sizeLimit) throws Unopened {
        byte[] digits = Base41.behind(TEXT_PREFIX, text)
            .orElseThrow(() -> new Unopened(Verdict.Reason.UNSUPPORTED_VERSION)); // TEXT-1
        byte[] bytes;
        try {
            bytes = Base41.decode(digits);
        } catch (Malformed e) {
            throw new Unopened(Verdict.Reason.MALFORMED);
        }
        return open(bytes, sizeLimit);
    }

    /** Steps 1 to 3. */
    static Showing open(byte[] bytes, int sizeLimit) throws Unopened {
        if (bytes.length == 0) {
            throw new Unopened(Verdict.Reason.MALFORMED);
        }
        int firstByte = bytes[0] & 0xff;
        if (firstByte < FIRST_KIND || firstByte > LAST_KIND) {
            throw new Unopened(Verdict.Reason.UNSUPPORTED_VERSION); // VERIFY-5
        }
        boolean presented = firstByte == Signed.Kind.PRESENTATION.firstByte();
        int overhead = presented ? Presentation.MAX_OVERHEAD : 0;
        if (bytes.length > sizeLimit + overhead && bytes.length <= Pass.MAX_SIZE + overhead) {
            throw new Unopened(Verdict.Reason.DEVICE_LIMIT); // VERIFY-6
        }
        try {
            if (presented) {
                Presentation presentation = Presentation.read(bytes);
                return new Showing(presentation.pass(), presentation);
            }
            return new Showing(Pass.read(bytes), null); // which refuses all other kinds: PASS-3
        } catch (Malformed e) {
            throw new Unopened(Verdict.Reason.MALFORMED);
        }
    }

    boolean isBare() {
        return presentation == null;
    }
}
