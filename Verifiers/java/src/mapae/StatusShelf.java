package mapae;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The status lists of a state while a load goes through its step 12, by ascending issuer ids. */
final class StatusShelf {
    private static final int MAX_LISTS = 65_280;
    private static final long MAX_BYTES = 50_331_648;

    private final Digest domain;
    private final State.HeldList trust; // null where no trust list is held
    private final SortedMap<Integer, StatusList> lists;
    private final Set<Integer> madeFor = new HashSet<>();
    private long size;

    StatusShelf(Digest domain, State.HeldList trust, SortedMap<Integer, StatusList> held) {
        this.domain = domain;
        this.trust = trust;
        this.lists = new TreeMap<>(held);
        for (StatusList list : held.values()) {
            size += sizeOf(list);
        }
    }

    SortedMap<Integer, StatusList> lists() {
        return lists;
    }

    /** STATUS-23: drops what the trust list just taken does not support, given the one before it. */
    void dropUnsupported(TrustList before) {
        Iterator<StatusList> held = lists.values().iterator();
        while (held.hasNext()) {
            StatusList list = held.next();
            TrustList.Key known = before.keys().get(list.head().keyNumber());
            if (!supports(list, known)) {
                size -= sizeOf(list);
                held.remove();
            }
        }
    }

    /** Takes or refuses each part alone (LOAD-19). Returns the refusals by the places of their parts, from 1. */
    SortedMap<Integer, Refusal> takeAll(List<byte[]> parts) {
        SortedMap<Integer, Refusal> refusals = new TreeMap<>();
        Map<Integer, PassedOver> passedOver = new HashMap<>();
        int place = 0;
        for (byte[] part : parts) {
            place++;
            try {
                if ((part[0] & 0xff) == StatusDelta.FIRST_BYTE) {
                    PassedOver delta = takeDelta(part);
                    if (delta != null) {
                        passedOver.put(place, delta);
                    }
                } else {
                    takeList(part);
                }
            } catch (Refused e) {
                refusals.put(place, e.refusal());
            }
        }
        passedOver.forEach((at, delta) -> {
            StatusList held = lists.get(delta.issuer());
            if (held == null || held.head().number() < delta.number()) { // STATUS-34
                refusals.put(at, Refusal.STATUS_BASE_MISSING);
            }
        });
        return refusals;
    }

    /** The steps of "Loading a status list". */
    private void takeList(byte[] bytes) throws Refused {
        StatusList list;
        try {
            list = StatusList.read(bytes); // step 1
        } catch (Malformed e) {
            throw new Refused(Refusal.STATUS_MALFORMED);
        }
        StatusList.Head head = list.head();
        TrustList.Key key = keyOf(head); // steps 2 to 4
        StatusList held = lists.get(key.issuer());
        if (held != null) { // step 5
            Loader.require(head.number() >= held.head().number(), Refusal.STATUS_ROLLBACK); // STATUS-14
            if (head.number() == held.head().number()) {
                Loader.require(list.signed().sameAs(held.signed()), Refusal.STATUS_CONFLICT); // STATUS-15
                return;
            }
        }
        boolean signed = list.signed().isGoodBy(trust.keys().get(key.number()), domain);
        Loader.require(signed, Refusal.STATUS_BAD_SIGNATURE); // step 6, STATUS-16
        checkKey(head, key); // step 7
        if (held != null) { // step 8
            long firstLive = head.firstLive();
            Loader.require(firstLive >= held.head().firstLive(), Refusal.STATUS_FIRST_LIVE); // STATUS-20
            Serials needed = Serials.from(firstLive, held.serials().all());
            Loader.require(list.serials().containAll(needed), Refusal.STATUS_NOT_CONTAINED); // STATUS-21
        }
        long newSize = size + sizeOf(list) - (held == null ? 0 : sizeOf(held)); // step 9, STATUS-22
        boolean room = newSize <= MAX_BYTES && (held != null || lists.size() < MAX_LISTS);
        Loader.require(room, Refusal.STATUS_NO_ROOM);
        lists.put(key.issuer(), list);
        size = newSize;
    }

    /** A delta that step 4 passes over: the end of the load decides about it. */
    private record PassedOver(int issuer, long number) {
    }

    /** The steps of "Deltas". Returns null where the delta was taken. */
    private PassedOver takeDelta(byte[] bytes) throws Refused {
        try {
            StatusDelta delta = StatusDelta.read(bytes); // step 1
            StatusList.Head head = delta.head();
            int issuer = keyOf(head).issuer(); // step 2, STATUS-32
            StatusList held = lists.get(issuer);
            if (held != null) {
                Loader.require(head.number() >= held.head().number(), Refusal.STATUS_ROLLBACK);
                if (head.number() == held.head().number()) { // step 3, STATUS-33
                    boolean same = head.equals(held.head())
                        && held.serials().containAll(delta.added().all());
                    Loader.require(same, Refusal.STATUS_CONFLICT);
                    return null;
                }
            }
            boolean baseHeld = held != null && held.head().number() == delta.baseNumber();
            if (!baseHeld || madeFor.contains(issuer)) { // step 4
                return new PassedOver(issuer, head.number());
            }
            madeFor.add(issuer);
            takeList(delta.listFrom(held)); // steps 5 and 6, STATUS-35 and STATUS-36
            return null;
        } catch (Malformed e) {
            throw new Refused(Refusal.STATUS_MALFORMED);
        }
    }

    /** Steps 2 to 4 of a status list: the key that its head names, of a domain, issuer and generation that fit. */
    private TrustList.Key keyOf(StatusList.Head head) throws Refused {
        Loader.require(head.domainTag() == domain.tag(), Refusal.STATUS_FOREIGN_DOMAIN); // STATUS-10
        boolean allotted = trust != null && head.keyNumber() < trust.list().nextKeyNumber();
        Loader.require(allotted, Refusal.STATUS_KEY_NOT_YET_KNOWN); // STATUS-11
        TrustList.Key key = trust.list().keys().get(head.keyNumber());
        Loader.require(key != null, Refusal.STATUS_KEY_WITHDRAWN); // STATUS-12
        boolean generation = head.generation() == trust.list().issuerOf(key).statusGeneration();
        Loader.require(generation, Refusal.STATUS_OTHER_GENERATION); // STATUS-13
        return key;
    }

    /** Step 7. */
    private static void checkKey(StatusList.Head head, TrustList.Key key) throws Refused {
        Loader.require(!key.compromised(), Refusal.STATUS_KEY_COMPROMISED); // STATUS-17
        Loader.require(key.forStatus(), Refusal.STATUS_KEY_NOT_FOR_THIS); // STATUS-18
        Loader.require(head.expiresAt() <= key.acceptUntil(), Refusal.STATUS_TOO_LONG); // STATUS-19
    }

    private boolean supports(StatusList list, TrustList.Key known) {
        try {
            TrustList.Key key = keyOf(list.head());
            checkKey(list.head(), key);
            return key.issuer() == known.issuer() && trust.keys().get(key.number()).isKeyOf(known.publicKey());
        } catch (Refused e) {
            return false;
        }
    }

    private static long sizeOf(StatusList list) {
        return Bundle.LENGTH_SIZE + list.signed().bytes().length;
    }
}
