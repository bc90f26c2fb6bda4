package mapae;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of one object that were split over several codes: those of one digest prefix and count. */
final class Poster {
    private static final String TEXT_PREFIX = "MS1:";
    private static final int PREFIX_SIZE = 8;
    private static final int MAX_CONTENT = 634;

    private final Name name;
    private final SortedMap<Integer, byte[]> contents = new TreeMap<>();
    private boolean contradictory;

    private Poster(Name name) {
        this.name = name;
    }

    /** What parts of one object have in common (POSTER-4). */
    private record Name(int count, long digestPrefix) {
    }

    private record Part(int number, Name name, byte[] content) {
        /** POSTER-1 and POSTER-2; empty where the text is no part that may be taken. */
        static Optional<Part> of(byte[] text) {
            Optional<byte[]> digits = Base41.behind(TEXT_PREFIX, text);
            if (digits.isEmpty()) {
                return Optional.empty();
            }
            try {
                Reader reader = new Reader(Base41.decode(digits.get()));
                int number = reader.u8();
                int count = reader.u8();
                long digestPrefix = reader.u32() << 32 | reader.u32();
                byte[] content = reader.take(reader.left());
                Reader.require(number >= 1 && number <= count && count >= 2);
                Reader.require(content.length >= 1 && content.length <= MAX_CONTENT);
                return Optional.of(new Part(number, new Name(count, digestPrefix), content));
            } catch (Malformed e) {
                return Optional.empty();
            }
        }
    }

    /** The first whole object among the texts, which may come in any order (POSTER-3). */
    static Optional<byte[]> assemble(List<byte[]> texts) {
        Map<Name, Poster> posters = new LinkedHashMap<>();
        for (byte[] text : texts) {
            Part.of(text).ifPresent(part -> posters.computeIfAbsent(part.name(), Poster::new).take(part));
        }
        return posters.values().stream().flatMap(poster -> poster.whole().stream()).findFirst();
    }

    private void take(Part part) {
        byte[] earlier = contents.putIfAbsent(part.number(), part.content());
        contradictory |= earlier != null && !Arrays.equals(earlier, part.content()); // POSTER-6
    }

    private Optional<byte[]> whole() {
        if (contradictory || contents.size() < name.count()) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        contents.values().forEach(whole::writeBytes);
        byte[] bytes = whole.toByteArray();
        byte[] digest = Digest.of(bytes, bytes.length).bytes();
        byte[] expected = ByteBuffer.allocate(PREFIX_SIZE).putLong(name.digestPrefix()).array();
        return Arrays.equals(digest, 0, PREFIX_SIZE, expected, 0, PREFIX_SIZE) // POSTER-5
            ? Optional.of(bytes)
            : Optional.empty();
    }
}
