package mapae;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The language of the conformance chapter: one answer to each request. */
final class Protocol {
    static final int MAX_LINE = 268_435_456;

    private static final String HELLO = "hello 1 mapae-java 1.0 core,text,presentations,status-lists,deltas,posters";
    private static final int WINDOW = 64;
    private static final int MAX_STATES = 16;
    private static final String NOTHING = "-";
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final long MAX_ID = 0xffffffffL;
    private static final long MAX_AGE = 0xffffffffL;
    private static final int MAX_PROFILE = 0xffff;

    private final Map<Long, State> states = new HashMap<>();

    /** The answer to one line, both without line feeds. */
    String answer(byte[] line, int length) {
        long id = leadingId(line, length);
        try {
            Request request = new Request(line, length);
            require(number(request.next(), 0, MAX_ID) == id, "no id");
            return id + " " + answer(id, request); // CONF-3: a load with 65,536 refusals has the longest, some 2,000,000
        } catch (IllegalArgumentException e) {
            return error(id, e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            return error(id, "internal fault: " + e.getClass().getName()); // SEC-5
        }
    }

    /** The id of a line that may be malformed behind it; 0 where there is none. */
    static long leadingId(byte[] line, int length) {
        long id = 0;
        for (int i = 0; i < length && line[i] >= '0' && line[i] <= '9'; i++) {
            id = id * 10 + line[i] - '0';
            if (id > MAX_ID) {
                return 0;
            }
        }
        return id;
    }

    static String error(long id, String words) {
        return id + " error " + words;
    }

    private String answer(long id, Request request) {
        return switch (request.next()) {
            case "hello" -> hello(request);
            case "open" -> open(id, request);
            case "load" -> load(id, request);
            case "poster" -> poster(id, request);
            case "verify" -> verify(request);
            case "drop" -> drop(request);
            default -> throw new IllegalArgumentException("no such verb");
        };
    }

    private static String hello(Request request) {
        require(request.next().equals("1"), "another version of the protocol");
        request.end();
        return String.join(" ", HELLO, String.valueOf(WINDOW), String.valueOf(MAX_LINE), String.valueOf(MAX_STATES));
    }

    private String open(long id, Request request) {
        Anchor anchor = Anchor.parse(request.next());
        request.end();
        State state = State.begin(anchor);
        hold(id, state);
        return "state " + state.digest();
    }

    private String load(long id, Request request) {
        State state = state(request.next());
        boolean text = isText(request.next());
        byte[] input = request.nextBytes();
        request.end();
        return load(id, state, input, text);
    }

    private String poster(long id, Request request) {
        State state = state(request.next());
        List<byte[]> texts = request.nextByteLists();
        request.end();
        Optional<byte[]> whole = Poster.assemble(texts);
        if (whole.isPresent()) {
            return load(id, state, Bundle.around(whole.get()), false);
        }
        hold(id, state);
        return "nothing " + state.digest();
    }

    private String load(long id, State state, byte[] input, boolean text) {
        try {
            Loader.Loaded loaded = text ? Loader.loadText(input, state) : Loader.load(input, state);
            hold(id, loaded.state());
            return "loaded " + loaded.state().digest() + " " + list(loaded.refusals());
        } catch (Refused e) {
            hold(id, state);
            return "refused " + e.refusal() + " " + state.digest();
        }
    }

    private String verify(Request request) {
        List<State> judged = entries(request.next(), ",").stream().map(this::state).toList();
        long domains = judged.stream().map(State::domain).distinct().count();
        require(domains == judged.size(), "two states of one domain");
        Policy policy = policy(request);
        long earliest = number(request.next(), Long.MIN_VALUE, Long.MAX_VALUE);
        long latest = number(request.next(), Long.MIN_VALUE, Long.MAX_VALUE);
        require(earliest <= latest, "earliest is above latest");
        boolean text = isText(request.next());
        byte[] input = request.nextBytes();
        request.end();
        Verdict verdict = Verification.judge(
            limit -> text ? Showing.openText(input, limit) : Showing.open(input, limit),
            judged, policy, new Interval(earliest, latest));
        OptionalLong instant = verdict.instant();
        return String.join(" ",
            verdict.outcome().toString(),
            verdict.reason() == null ? NOTHING : verdict.reason().toString(),
            verdict.authentic() ? "authentic" : "not-authentic",
            list(verdict.advisories()),
            instant.isPresent() ? String.valueOf(instant.getAsLong()) : NOTHING);
    }

    private String drop(Request request) {
        long handle = number(request.next(), 0, MAX_ID);
        request.end();
        require(states.remove(handle) != null, "no such state");
        return "dropped";
    }

    private static Policy policy(Request request) {
        Map<Policy.Scope, Set<Integer>> scopes = new HashMap<>();
        for (String entry : entries(request.next(), ",")) {
            String[] parts = entry.split(":", -1);
            require(parts.length == 2 || parts.length == 3, "no scope");
            int profile = (int) number(parts[1], 0, MAX_PROFILE);
            Set<Integer> tags = parts.length == 3 ? tags(parts[2]) : Set.of();
            Set<Integer> before = scopes.put(new Policy.Scope(domain(parts[0]), profile), tags);
            require(before == null, "a scope stands twice");
        }
        String home = request.next();
        String size = request.next();
        String age = request.next();
        byte[] challenge = request.nextBytes();
        require(challenge.length <= Presentation.MAX_CHALLENGE, "the challenge is too long");
        return new Policy(
            scopes,
            home.equals(NOTHING) ? null : domain(home),
            size.equals(NOTHING) ? Pass.MAX_SIZE : Policy.sizeLimit(number(size, 0, Long.MAX_VALUE)),
            age.equals(NOTHING) ? Policy.DEFAULT_AGE : number(age, 0, MAX_AGE),
            challenge.length == 0 ? null : challenge,
            isBareAllowed(request.next()));
    }

    private static Set<Integer> tags(String text) {
        Set<Integer> tags = new HashSet<>();
        for (String tag : entries(text, "\\+")) {
            byte[] bytes = Request.hex(tag);
            require(bytes.length == 1, "no tag");
            tags.add(bytes[0] & 0xff);
        }
        return tags;
    }

    private static Digest domain(String text) {
        byte[] bytes = Request.hex(text);
        require(bytes.length == Digest.SIZE, "no domain digest");
        return new Digest(bytes);
    }

    private static boolean isText(String form) {
        require(form.equals("text") || form.equals("bytes"), "no such form");
        return form.equals("text");
    }

    private static boolean isBareAllowed(String word) {
        require(word.equals("yes") || word.equals("no"), "neither yes nor no");
        return word.equals("yes");
    }

    private State state(String handle) {
        State state = states.get(number(handle, 0, MAX_ID));
        require(state != null, "no such state");
        return state;
    }

    private void hold(long id, State state) {
        require(!states.containsKey(id), "the id was used before");
        require(states.size() < MAX_STATES, "too many states");
        states.put(id, state);
    }

    private static List<String> entries(String list, String separator) {
        return list.equals(NOTHING) ? List.of() : List.of(list.split(separator, -1));
    }

    private static String list(Iterable<?> entries) {
        List<String> words = new ArrayList<>();
        entries.forEach(entry -> words.add(entry.toString()));
        return words.isEmpty() ? NOTHING : words.stream().collect(Collectors.joining(","));
    }

    private static long number(String text, long min, long max) {
        require(NUMBER.matcher(text).matches(), "no number");
        long value = Long.parseLong(text);
        require(value >= min && value <= max, "a number out of range");
        return value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
