package mapae;

import java.util.Arrays;

/** What ties a trust list to the one held, within one authority number. */
final class Ties {
    private final TrustList held;
    private final TrustList offered;

    private Ties(TrustList held, TrustList offered) {
        this.held = held;
        this.offered = offered;
    }

    static void check(TrustList held, TrustList offered) throws Refused {
        Ties ties = new Ties(held, offered);
        Loader.require(ties.datesDoNotFall(), Refusal.TIE_DATES); // TIE-1
        Loader.require(offered.nextKeyNumber() >= held.nextKeyNumber(), Refusal.TIE_NEXT_KEY); // TIE-2
        Loader.require(ties.keysEnterAbove(), Refusal.TIE_KEY_ENTERED); // TIE-3
        Loader.require(ties.keysStay(), Refusal.TIE_KEY_CHANGED); // TIE-4
        Loader.require(ties.nothingWidens(), Refusal.TIE_WIDENED); // TIE-5
        Loader.require(ties.statusDoesNotFall(), Refusal.TIE_STATUS); // TIE-6
        Loader.require(ties.keysLeaveInTime(), Refusal.TIE_KEY_LEFT); // TIE-7
        Loader.require(ties.rulesStay(), Refusal.TIE_RULE); // TIE-8
    }

    private boolean datesDoNotFall() {
        return offered.issuedAt() >= held.issuedAt() && offered.expiresAt() >= held.expiresAt();
    }

    private boolean keysEnterAbove() {
        return offered.keys().keySet().stream()
            .allMatch(number -> held.keys().containsKey(number) || number >= held.nextKeyNumber());
    }

    private boolean keysStay() {
        return offered.keys().values().stream().allMatch(key -> {
            TrustList.Key before = held.keys().get(key.number());
            return before == null || key.issuer() == before.issuer() && key.forStatus() == before.forStatus()
                && Arrays.equals(key.publicKey(), before.publicKey());
        });
    }

    private boolean nothingWidens() {
        boolean issuersStayNarrow = offered.issuers().values().stream().allMatch(issuer -> {
            TrustList.Issuer before = held.issuers().get(issuer.id());
            return before == null || before.profiles().containsAll(issuer.profiles());
        });
        return issuersStayNarrow && offered.keys().values().stream().allMatch(key -> {
            TrustList.Key before = held.keys().get(key.number());
            return before == null || key.acceptUntil() <= before.acceptUntil()
                && (key.compromised() || !before.compromised());
        });
    }

    private boolean statusDoesNotFall() {
        return offered.issuers().values().stream().allMatch(issuer -> {
            TrustList.Issuer before = held.issuers().get(issuer.id());
            return before == null || issuer.statusGeneration() >= before.statusGeneration()
                && issuer.statusDemand() >= before.statusDemand();
        });
    }

    private boolean keysLeaveInTime() {
        return held.keys().values().stream()
            .allMatch(key -> offered.keys().containsKey(key.number()) || key.acceptUntil() <= offered.issuedAt());
    }

    private boolean rulesStay() {
        return held.rules().stream().allMatch(rule -> {
            Seconds promised = rule.inForce().cutTo(offered.issuedAt(), held.expiresAt());
            return promised.isEmpty() || offered.rules().stream()
                .anyMatch(now -> now.saysTheSameAs(rule) && now.inForce().contains(promised));
        });
    }
}
