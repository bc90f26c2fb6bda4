package mapae;

/** A load, or the load of one status list or delta, that was refused. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
