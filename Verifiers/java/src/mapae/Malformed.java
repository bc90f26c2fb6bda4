package mapae;

/** Bytes that are not as their table says. Neither the fault nor its place is told (SEC-4). */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
        super(null, null, false, false);
    }
}
