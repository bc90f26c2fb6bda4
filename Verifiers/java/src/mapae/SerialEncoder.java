package mapae;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes serials in their one encoding, and stops where a status list would be too long. */
final class SerialEncoder {
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private final int lowBits;
    private final int room;
    private long last = Serials.NONE;
    private int inBlock;
    private long bits;
    private int bitCount;

    private SerialEncoder(int lowBits, int room) {
        this.lowBits = lowBits;
        this.room = room;
    }

    /** Walks over the serials, of which there is at least one, given their count and the greatest. */
    static byte[] encode(Serials serials, long firstLive, long greatest, long count, int room) throws Malformed {
        SerialEncoder encoder = new SerialEncoder(RevokedSerials.lowBits(firstLive, greatest, count), room);
        for (long serial = serials.next(); serial != Serials.NONE; serial = serials.next()) {
            encoder.add(serial);
        }
        encoder.endBlock();
        return ByteBuffer.allocate(encoder.size())
            .putInt((int) count)
            .putInt((int) greatest)
            .putInt(encoder.index.size() / RevokedSerials.ENTRY_SIZE)
            .put(encoder.index.toByteArray())
            .put(encoder.blocks.toByteArray())
            .array();
    }

    private void add(long serial) throws Malformed {
        long gap = serial - last - 1;
        if (inBlock == 0) {
            beginBlock(serial);
        } else if (inBlock == RevokedSerials.BLOCK_SERIALS || gap >>> lowBits > RevokedSerials.MAX_QUOTIENT) {
            endBlock();
            beginBlock(serial);
        } else {
            write(gap);
        }
        inBlock++;
        last = serial;
        Reader.require(size() <= room);
    }

    private void beginBlock(long serial) {
        index.writeBytes(u32(serial));
        inBlock = 0;
    }

    private void endBlock() {
        if (bitCount > 0) {
            blocks.write((int) (bits << 8 - bitCount));
            bitCount = 0;
        }
        index.writeBytes(u32(blocks.size()));
    }

    private void write(long gap) {
        bits = bits << (gap >>> lowBits) + 1 | 1;
        bits = bits << lowBits | gap & (1L << lowBits) - 1;
        bitCount += (int) (gap >>> lowBits) + 1 + lowBits;
        while (bitCount >= 8) {
            bitCount -= 8;
            blocks.write((int) (bits >>> bitCount));
        }
    }

    private int size() {
        return RevokedSerials.COUNTS_SIZE + index.size() + blocks.size();
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
    }
}
