package mapae;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One load. It makes a new state from an old one and a bundle, and changes neither (LOAD-4). */
final class Loader {
    private static final String TEXT_PREFIX = "MP1:";

    private final State state;
    private final Bundle bundle;
    private final List<State.HeldRecord> records;
    private State.HeldList list;

    private Loader(State state, Bundle bundle) {
        this.state = state;
        this.bundle = bundle;
        this.records = new ArrayList<>(state.records());
        this.list = state.list();
    }

    /** A new state, and the refusals of status lists and deltas, each as its place and name. */
    record Loaded(State state, List<String> refusals) {
    }

    /** LOAD-18. */
    static Loaded loadText(byte[] text, State state) throws Refused {
        byte[] digits = Base41.behind(TEXT_PREFIX, text)
            .orElseThrow(() -> new Refused(Refusal.UNSUPPORTED_VERSION)); // TEXT-1
        byte[] bytes;
        try {
            bytes = Base41.decode(digits);
        } catch (Malformed e) {
            throw new Refused(Refusal.MALFORMED);
        }
        return load(bytes, state);
    }

    /** LOAD-17: the steps in their order. */
    static Loaded load(byte[] bytes, State state) throws Refused {
        Loader loader = new Loader(state, Bundle.read(bytes)); // steps 1 and 2
        loader.checkDomain();
        int next = loader.start();
        loader.takeRecords(next);
        loader.takeList();
        return loader.takeStatusParts();
    }

    /** Step 3, LOAD-5. */
    private void checkDomain() throws Refused {
        boolean own = bundle.records().stream().allMatch(record -> record.isOf(state.domain()))
            && (bundle.list() == null || bundle.list().domain().equals(state.domain()));
        require(own, Refusal.FOREIGN_DOMAIN);
    }

    /** Step 4, LOAD-6 and LOAD-15; returns the place of the first record for step 5. */
    private int start() throws Refused {
        if (!records.isEmpty() || bundle.records().isEmpty() && bundle.list() == null) {
            return 0;
        }
        for (int i = 0; i < bundle.records().size(); i++) {
            if (bundle.records().get(i).signed().digest().equals(state.anchor().record())) {
                takeRecord(bundle.records().get(i));
                return i + 1;
            }
        }
        throw new Refused(Refusal.ANCHOR_MISSING);
    }

    /** Step 5. */
    private void takeRecords(int from) throws Refused {
        for (AuthorityRecord record : bundle.records().subList(from, bundle.records().size())) {
            int place = record.number() - records.get(0).record().number();
            if (place < 0) {
                continue; // LOAD-15
            }
            if (place < records.size()) {
                require(record.signed().sameAs(records.get(place).record().signed()), Refusal.RECORD_CONFLICT);
                continue;
            }
            require(place == records.size(), Refusal.RECORD_GAP);
            State.HeldRecord last = lastRecord();
            boolean followed = record.previous()
                .reach(last.record().rootThreshold(), last.roots(), record.signed(), state.domain());
            require(followed, Refusal.BAD_SIGNATURE); // TRUST-4
            takeRecord(record);
        }
    }

    /** Vets the keys, then checks the own signatures: TRUST-3 and TRUST-5. */
    private void takeRecord(AuthorityRecord record) throws Refused {
        List<VettedKey> roots = vetAll(record.roots());
        List<VettedKey> listKeys = vetAll(record.listKeys());
        Digest domain = record.number() == 1 ? Digest.ZERO : state.domain();
        require(record.own().reach(record.rootThreshold(), roots, record.signed(), domain), Refusal.BAD_SIGNATURE);
        records.add(new State.HeldRecord(record, roots, listKeys));
    }

    /** Steps 6 to 11. */
    private void takeList() throws Refused {
        TrustList offered = bundle.list();
        if (offered == null) {
            boolean recordAdded = records.size() > state.records().size();
            require(!recordAdded || list == null, Refusal.LIST_MISSING); // step 6, LOAD-10
            return;
        }
        AuthorityRecord authority = lastRecord().record();
        require(offered.authorityNumber() == authority.number(), Refusal.WRONG_AUTHORITY); // step 7, LOAD-11
        if (list != null) { // step 8
            int order = compare(offered, list.list());
            require(order >= 0, Refusal.ROLLBACK); // LOAD-12
            if (order == 0) {
                require(offered.signed().sameAs(list.list().signed()), Refusal.LIST_CONFLICT); // LOAD-13
                return;
            }
        }
        boolean signed = offered.signers()
            .reach(authority.listThreshold(), lastRecord().listKeys(), offered.signed(), state.domain());
        require(signed, Refusal.BAD_SIGNATURE); // step 9, TRUST-12
        require(offered.expiresAt() <= authority.listsUntil(), Refusal.LIST_TOO_LONG); // step 10, LOAD-14
        Map<Integer, VettedKey> keys = vetKeys(offered);
        if (list != null && list.list().authorityNumber() == offered.authorityNumber()) { // TIE-14
            Ties.check(list.list(), offered); // step 11
        }
        list = new State.HeldList(offered, keys);
    }

    /** Step 12. */
    private Loaded takeStatusParts() {
        StatusShelf shelf = new StatusShelf(state.domain(), list, state.statusLists());
        if (list != state.list()) {
            state.trustList().ifPresent(shelf::dropUnsupported);
        }
        List<String> refusals = new ArrayList<>();
        shelf.takeAll(bundle.statusParts()).forEach((place, refusal) -> refusals.add(place + ":" + refusal));
        return new Loaded(new State(state.anchor(), List.copyOf(records), list, shelf.lists()), refusals);
    }

    private State.HeldRecord lastRecord() {
        return records.get(records.size() - 1);
    }

    /** The keys of a list by number. Those that the held list has were vetted when it was loaded. */
    private Map<Integer, VettedKey> vetKeys(TrustList offered) throws Refused {
        Map<Integer, VettedKey> known = list == null ? Map.of() : list.keys();
        Map<Integer, VettedKey> keys = new HashMap<>();
        for (TrustList.Key key : offered.keys().values()) {
            VettedKey held = known.get(key.number());
            boolean vetted = held != null && held.isKeyOf(key.publicKey());
            keys.put(key.number(), vetted ? held : vet(key.publicKey()));
        }
        return keys;
    }

    private static List<VettedKey> vetAll(List<byte[]> keys) throws Refused {
        List<VettedKey> vetted = new ArrayList<>();
        for (byte[] key : keys) {
            vetted.add(vet(key));
        }
        return vetted;
    }

    /** LOAD-9. */
    private static VettedKey vet(byte[] key) throws Refused {
        Optional<VettedKey> vetted = VettedKey.vet(key);
        return vetted.orElseThrow(() -> new Refused(Refusal.BAD_KEY));
    }

    private static int compare(TrustList a, TrustList b) {
        int authority = Integer.compare(a.authorityNumber(), b.authorityNumber());
        return authority != 0 ? authority : Long.compare(a.number(), b.number());
    }

    static void require(boolean holds, Refusal refusal) throws Refused {
        if (!holds) {
            throw new Refused(refusal);
        }
    }
}
