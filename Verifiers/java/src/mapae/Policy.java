package mapae;

import java.util.Map;
import java.util.Set;

/** What a door is for. Home domain and challenge are null where there is none. */
record Policy(Map<Scope, Set<Integer>> scopes, Digest homeDomain, int sizeLimit, long greatestAge, byte[] challenge,
              boolean bareAllowed) {
    static final long DEFAULT_AGE = 60;

    private static final int MIN_SIZE_LIMIT = 256;

    /** A pair that the door accepts; the policy maps it to the tags for private use that are understood there. */
    record Scope(Digest domain, int profile) {
    }

    /** One below the least limit counts as the least, one above the longest pass as that. */
    static int sizeLimit(long asked) {
        return (int) Math.max(MIN_SIZE_LIMIT, Math.min(asked, Pass.MAX_SIZE));
    }

    boolean accepts(Scope scope) {
        return scopes.containsKey(scope);
    }

    boolean understandsPrivate(Scope scope, int tag) {
        return Registry.isPrivate(scope.profile(), tag) && scopes.getOrDefault(scope, Set.of()).contains(tag);
    }
}
