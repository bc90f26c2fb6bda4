package mapae;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** One judgement. Nothing is remembered from one to the next (VERIFY-2). */
final class Verification {
    private final Showing showing;
    private final Pass pass;
    private final Policy policy;
    private final Interval reading;

    private final Digest domain;
    private final Policy.Scope scope;
    private final TrustList ownList;
    private final TrustList.Key key;
    private final TrustList.Issuer issuer;
    private final StatusList statusList; // null where none of the issuer is held
    private final boolean homeCounts;
    private final TrustList homeList; // null where no home domain counts, or its list is not held
    private final Conditions own;
    private final Conditions home;

    /** Steps 4 to 7 found that this state's key signed the pass. */
    private Verification(Showing showing, State state, List<State> states, Policy policy, Interval reading) {
        this.showing = showing;
        this.pass = showing.pass();
        this.policy = policy;
        this.reading = reading;
        domain = state.domain();
        scope = new Policy.Scope(domain, pass.profile());
        ownList = state.list().list();
        key = ownList.keys().get(pass.keyNumber());
        issuer = ownList.issuerOf(key);
        statusList = state.statusLists().get(issuer.id());
        homeCounts = policy.homeDomain() != null && !policy.homeDomain().equals(domain)
            && !Registry.isPrivate(pass.profile());
        homeList = states.stream()
            .filter(other -> homeCounts && other.domain().equals(policy.homeDomain()))
            .findFirst().flatMap(State::trustList).orElse(null);
        own = ownConditions();
        home = homeConditions();
    }

    /** An input of either form, which opens, or not, at a device with a size limit. */
    interface Input {
        Showing open(int sizeLimit) throws Showing.Unopened;
    }

    /** VERIFY-1: the first step that decides gives outcome and reason. */
    static Verdict judge(Input input, List<State> states, Policy policy, Interval reading) {
        Showing showing;
        try {
            showing = input.open(policy.sizeLimit()); // steps 1 to 3
        } catch (Showing.Unopened e) {
            return Verdict.notAuthentic(e.reason());
        }
        Pass pass = showing.pass();
        EnumSet<Verdict.Reason> reasons = EnumSet.noneOf(Verdict.Reason.class);
        for (State state : states) { // VERIFY-22
            if (state.domain().tag() == pass.domainTag()) {
                Optional<Verdict.Reason> reason = findSigner(pass, state);
                if (reason.isEmpty()) {
                    return new Verification(showing, state, states, policy, reading).verdict();
                }
                reasons.add(reason.get());
            }
        }
        return Verdict.notAuthentic(reasons.stream().findFirst().orElse(Verdict.Reason.UNKNOWN_DOMAIN)); // step 4
    }

    /** Steps 5 to 7 under one state; empty where its key signed the pass. */
    private static Optional<Verdict.Reason> findSigner(Pass pass, State state) {
        if (state.list() == null || pass.keyNumber() >= state.list().list().nextKeyNumber()) {
            return Optional.of(Verdict.Reason.KEY_NOT_YET_KNOWN); // VERIFY-8
        }
        VettedKey key = state.list().keys().get(pass.keyNumber());
        if (key == null) {
            return Optional.of(Verdict.Reason.KEY_WITHDRAWN); // VERIFY-9
        }
        return pass.signed().isGoodBy(key, state.domain())
            ? Optional.empty()
            : Optional.of(Verdict.Reason.BAD_SIGNATURE); // VERIFY-10
    }

    /** Steps 8 to 31. */
    private Verdict verdict() {
        if (key.compromised()) {
            return Verdict.notAuthentic(Verdict.Reason.KEY_COMPROMISED); // step 8, VERIFY-11
        }
        if (key.forStatus() || !issuer.profiles().contains(pass.profile())) {
            return Verdict.notAuthentic(Verdict.Reason.KEY_NOT_FOR_THIS); // step 9, VERIFY-12 and VERIFY-13
        }
        return rejection().or(this::doubt).orElseGet(() -> authentic(null, OptionalLong.empty()));
    }

    /** Steps 10 to 15: whatever is proven bad. */
    private Optional<Verdict> rejection() {
        if (!policy.accepts(scope)) {
            return decided(Verdict.Reason.NOT_ACCEPTED_HERE); // step 10, VERIFY-14
        }
        if (statusList != null && statusList.revokes(pass.serial())) {
            return decided(Verdict.Reason.REVOKED); // step 11, STATUS-25
        }
        if (own.passNotEnded().isRefuted()) {
            return decided(Verdict.Reason.EXPIRED, own.passNotEnded().instant()); // step 12, VERIFY-15
        }
        if (own.keyAccepted().isRefuted()) {
            return decided(Verdict.Reason.EXPIRED, own.keyAccepted().instant()); // step 12, VERIFY-16
        }
        if (statusList != null && pass.serial() < statusList.head().firstLive()) {
            return decided(Verdict.Reason.EXPIRED, statusList.head().issuedAt()); // step 12, STATUS-26
        }
        if (!Registry.allows(pass.profile(), pass.claims())) {
            return decided(Verdict.Reason.INVALID_CLAIMS); // step 13
        }
        if (!showing.isBare() && !showing.presentation().isProven(domain)) {
            return decided(Verdict.Reason.BAD_HOLDER_PROOF); // step 14
        }
        return decidedAt(Verdict.Reason.RULE_EXPIRED, own.closed(), home.closed()); // step 15
    }

    /** Steps 16 to 31: whatever cannot be told. */
    private Optional<Verdict> doubt() {
        if (!Registry.understands(pass.profile())) {
            return decided(Verdict.Reason.UNSUPPORTED_PROFILE); // step 16, VERIFY-17
        }
        if (!pass.claims().all().stream().allMatch(claim -> claim.isIgnorable() || isUnderstood(claim))) {
            return decided(Verdict.Reason.UNSUPPORTED_CLAIM); // step 17, CLAIM-4
        }
        Optional<Long> dateAhead = listDates().filter(issuedAt -> reading.latest() < issuedAt).findFirst();
        if (dateAhead.isPresent()) {
            return decided(Verdict.Reason.CLOCK_BEHIND, dateAhead.get()); // step 18, TIME-3 and STATUS-28
        }
        if (reading.latest() < pass.issuedAt()) {
            return decided(Verdict.Reason.PASS_FROM_FUTURE, pass.issuedAt()); // step 19, TIME-4
        }
        Optional<Long> untold = Stream.of(own.untold(), home.untold(), own.untoldStatusList().stream())
            .flatMap(instants -> instants).findFirst();
        if (untold.isPresent()) {
            return decided(Verdict.Reason.CLOCK_UNCERTAIN, untold.get()); // step 20, TIME-5
        }
        if (own.listUnexpired().isRefuted()) {
            return decided(Verdict.Reason.TRUST_LIST_EXPIRED, own.listUnexpired().instant()); // step 21, VERIFY-18
        }
        if (home.listUnexpired().isRefuted()) {
            return decided(Verdict.Reason.TRUST_LIST_EXPIRED, home.listUnexpired().instant());
        }
        if (homeCounts && homeList == null) {
            return decided(Verdict.Reason.HOME_LIST_MISSING); // step 22, VERIFY-19
        }
        if (own.hasRule(Rule.Answer.UNREADABLE) || home.hasRule(Rule.Answer.UNREADABLE)) {
            return decided(Verdict.Reason.UNSUPPORTED_RULE); // step 23, RULE-10
        }
        if (own.hasRule(Rule.Answer.TOO_COARSE) || home.hasRule(Rule.Answer.TOO_COARSE)) {
            return decided(Verdict.Reason.DATE_TOO_COARSE); // step 24, RULE-14
        }
        if (own.passBegun().isRefuted()) {
            return decided(Verdict.Reason.NOT_YET_VALID, own.passBegun().instant()); // step 25, VERIFY-20
        }
        return decidedAt(Verdict.Reason.RULE_NOT_YET_OPEN, own.instantOfFirst(Rule.Answer.NOT_OPEN),
                home.instantOfFirst(Rule.Answer.NOT_OPEN)) // step 26, RULE-13
            .or(this::doubtOfShowing)
            .or(this::doubtOfStatus);
    }

    /** Steps 27 to 29. */
    private Optional<Verdict> doubtOfShowing() {
        if (showing.isBare()) {
            return pass.holderKey().isPresent() && !policy.bareAllowed()
                ? decided(Verdict.Reason.PRESENTATION_NEEDED) // step 27, PRESENT-6
                : Optional.empty();
        }
        Presentation presentation = showing.presentation();
        if (policy.challenge() != null) { // what answers it need not be fresh
            return Arrays.equals(presentation.challenge(), policy.challenge())
                ? Optional.empty()
                : decided(Verdict.Reason.WRONG_CHALLENGE); // step 28, PRESENT-7
        }
        if (presentation.isFresh(reading.latest(), policy.greatestAge())) {
            return Optional.empty();
        }
        long made = presentation.presentedAt();
        long instant = reading.latest() < made ? made : made + policy.greatestAge();
        return decided(Verdict.Reason.PRESENTATION_STALE, instant); // step 29, PRESENT-8
    }

    /** Steps 30 and 31. */
    private Optional<Verdict> doubtOfStatus() {
        if (issuer.statusDemand() > 0 && demandedList() == null) {
            return decided(Verdict.Reason.STATUS_LIST_MISSING); // step 30, VERIFY-21
        }
        return own.statusListUnexpired().isRefuted()
            ? decided(Verdict.Reason.STATUS_LIST_EXPIRED, own.statusListUnexpired().instant()) // step 31, STATUS-27
            : Optional.empty();
    }

    /** Steps 18 and 19 take them away where the clock is behind; TIME-2 raises the reading to their floor. */
    private Conditions ownConditions() {
        long floor = Math.max(ownList.issuedAt(), pass.issuedAt());
        if (statusList != null) {
            floor = Math.max(floor, statusList.head().issuedAt());
        }
        return reading.latest() < floor
            ? Conditions.NONE
            : Conditions.own(pass, ownList, key, demandedList(), reading.raisedTo(floor));
    }

    private Conditions homeConditions() {
        if (homeList == null) {
            return Conditions.NONE;
        }
        long floor = Math.max(homeList.issuedAt(), pass.issuedAt());
        return reading.latest() < floor
            ? Conditions.NONE
            : Conditions.home(pass, homeList, reading.raisedTo(floor));
    }

    /** The held status list that meets the demand; null where none is demanded or none meets it. */
    private StatusList demandedList() {
        long demand = issuer.statusDemand();
        return demand > 0 && statusList != null && statusList.head().number() >= demand ? statusList : null;
    }

    /** The dates of the lists that step 18 compares, in the order in which they give its instant. */
    private Stream<Long> listDates() {
        return Stream.of(
                Optional.of(ownList.issuedAt()),
                Optional.ofNullable(statusList).map(list -> list.head().issuedAt()),
                Optional.ofNullable(homeList).map(TrustList::issuedAt))
            .flatMap(Optional::stream);
    }

    private boolean isUnderstood(Claims.Claim claim) {
        return Registry.find(pass.profile(), claim.tag()).isPresent()
            || policy.understandsPrivate(scope, claim.tag());
    }

    private Optional<Verdict> decided(Verdict.Reason reason) {
        return Optional.of(authentic(reason, OptionalLong.empty()));
    }

    private Optional<Verdict> decided(Verdict.Reason reason, long instant) {
        return Optional.of(authentic(reason, OptionalLong.of(instant)));
    }

    /** Decided by a rule, if it is one of the own list or else of the home list. */
    private Optional<Verdict> decidedAt(Verdict.Reason reason, OptionalLong ofOwn, OptionalLong ofHome) {
        OptionalLong instant = ofOwn.isPresent() ? ofOwn : ofHome;
        return instant.isPresent() ? decided(reason, instant.getAsLong()) : Optional.empty();
    }

    private Verdict authentic(Verdict.Reason reason, OptionalLong instant) {
        return new Verdict(reason, true, advisories(), instant);
    }

    /** VERIFY-25 and VERIFY-26. */
    private Set<Verdict.Advisory> advisories() {
        Set<Verdict.Advisory> advisories = EnumSet.noneOf(Verdict.Advisory.class);
        if (reading.latest() >= ownList.refreshAfter()
            || homeList != null && reading.latest() >= homeList.refreshAfter()) {
            advisories.add(Verdict.Advisory.REFRESH_DUE);
        }
        if (pass.claims().all().stream().anyMatch(claim -> claim.isIgnorable() && !isUnderstood(claim))) {
            advisories.add(Verdict.Advisory.UNKNOWN_CLAIM_IGNORED);
        }
        return advisories;
    }
}
