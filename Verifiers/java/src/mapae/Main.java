package mapae;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads requests from standard input and writes answers to standard output, one by one. */
final class Main {
    private static final int CHUNK = 1 << 16;

    private final Protocol protocol = new Protocol();
    private final OutputStream out;
    private byte[] line = new byte[CHUNK];
    private long length;

    private Main(OutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        try (InputStream in = new FileInputStream(FileDescriptor.in);
             OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new Main(out).serve(in);
        }
    }

    /** CONF-5: ends where the input ends. A last line without its line feed is no request. */
    private void serve(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
            int from = 0;
            for (int i = 0; i < size; i++) {
                if (chunk[i] == '\n') {
                    append(chunk, from, i);
                    answer();
                    from = i + 1;
                }
            }
            append(chunk, from, size);
        }
    }

    /** CONF-1, CONF-2 and CONF-4: the answer is written before the next request is looked at. */
    private void answer() throws IOException {
        String answer = length < Protocol.MAX_LINE
            ? protocol.answer(line, (int) length)
            : Protocol.error(Protocol.leadingId(line, line.length), "the line is too long");
        out.write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
        length = 0;
        if (line.length > CHUNK) {
            line = new byte[CHUNK];
        }
    }

    /** Keeps no more of a line than the longest request, and counts the rest. */
    private void append(byte[] chunk, int from, int to) {
        int kept = (int) Math.min(to - from, Math.max(0, Protocol.MAX_LINE - length));
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(Protocol.MAX_LINE, Math.max(length + kept, 2L * line.length)));
        }
        System.arraycopy(chunk, from, line, (int) Math.min(length, line.length), kept);
        length += to - from;
    }
}
