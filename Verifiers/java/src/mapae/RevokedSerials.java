package mapae;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The revoked serials of a status list, or the added ones of a delta, in their bytes as they are. */
final class RevokedSerials {
    static final int BLOCK_SERIALS = 256;
    static final int MAX_QUOTIENT = 23;
    static final int COUNTS_SIZE = 12;
    static final int ENTRY_SIZE = 8;

    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final long firstLive;
    private final long count;
    private long greatest;
    private int blockCount;
    private int lowBits;
    private int indexAt;
    private int blocksAt;
    private int blocksSize;

    /** STATUS-2 and STATUS-3, in one pass. Behind the range a signature must stand. */
    RevokedSerials(byte[] bytes, int from, int to, long firstLive) throws Malformed {
        this.bytes = bytes;
        this.firstLive = firstLive;
        Reader reader = new Reader(bytes, from, to);
        count = reader.u32();
        if (count > 0) {
            greatest = reader.u32();
            Reader.require(greatest - firstLive + 1 >= count);
            lowBits = lowBits(firstLive, greatest, count);
            long entries = reader.u32();
            Reader.require(entries <= reader.left() / ENTRY_SIZE);
            blockCount = (int) entries;
            indexAt = reader.at();
            reader.skip(blockCount * ENTRY_SIZE);
            blocksAt = reader.at();
            blocksSize = reader.left();
            reader.skip(blocksSize);
            requireSound();
        }
        reader.expectEnd();
    }

    /** The k of the code: how many bits of each gap stand as they are. */
    static int lowBits(long firstLive, long greatest, long count) {
        return 63 - Long.numberOfLeadingZeros((greatest - firstLive + 1) / count);
    }

    Serials all() {
        return new Cursor(0);
    }

    boolean contains(long serial) {
        return new Finder().finds(serial);
    }

    /** Whether all of these are among them. The work is bounded by these, however many there are of the others. */
    boolean containAll(Serials these) {
        Finder finder = new Finder();
        for (long serial = these.next(); serial != Serials.NONE; serial = these.next()) {
            if (!finder.finds(serial)) {
                return false;
            }
        }
        return true;
    }

    private void requireSound() throws Malformed {
        Cursor cursor = new Cursor(0);
        long seen = 0;
        long last = Serials.NONE;
        for (long serial = cursor.next(); serial != Serials.NONE; serial = cursor.next()) {
            seen++;
            last = serial;
        }
        Reader.require(!cursor.broken && seen == count && last == greatest && endOf(blockCount - 1) == blocksSize);
    }

    private long firstOf(int block) {
        return (int) U32.get(bytes, indexAt + ENTRY_SIZE * block) & 0xffffffffL;
    }

    /** In bytes from the beginning of the first block; 0 before it. */
    private long endOf(int block) {
        return block < 0 ? 0 : (int) U32.get(bytes, indexAt + ENTRY_SIZE * block + 4) & 0xffffffffL;
    }

    /** Looks up serials in ascending order, each in its block, and reads no block twice. */
    private final class Finder {
        private Cursor cursor;
        private long reached;

        boolean finds(long serial) {
            if (count == 0 || serial > greatest || serial < firstOf(0)) {
                return false;
            }
            int block = blockOf(serial);
            if (cursor == null || cursor.block != block) {
                cursor = new Cursor(block);
                reached = cursor.next();
            }
            while (reached != Serials.NONE && reached < serial) {
                reached = cursor.next();
            }
            return reached == serial;
        }

        /** By halving: the last block whose first serial is not above the serial. */
        private int blockOf(long serial) {
            int low = 0;
            int high = blockCount;
            while (high - low > 1) {
                int middle = low + high >>> 1;
                if (firstOf(middle) <= serial) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Walks over the serials from the beginning of a block, and ends at the first fault of form. */
    private final class Cursor implements Serials {
        private static final long BLOCK_ENDS = -1;

        private boolean broken;
        private int block;
        private int inBlock = BLOCK_SERIALS; // so that the first block begins as one behind a full one does
        private long serial = firstLive - 1;
        private int bit;
        private int endBit;

        Cursor(int block) {
            this.block = block - 1;
        }

        @Override
        public long next() {
            if (broken) {
                return NONE;
            }
            long gap = bit < endBit ? gap() : BLOCK_ENDS;
            if (gap == BLOCK_ENDS) {
                return broken ? NONE : openBlock();
            }
            serial += gap + 1;
            inBlock++;
            return serial <= greatest ? serial : breaks();
        }

        private long openBlock() {
            if (++block >= blockCount) {
                return NONE;
            }
            long first = firstOf(block);
            long from = endOf(block - 1);
            long end = endOf(block);
            boolean due = inBlock == BLOCK_SERIALS || first - serial - 1 >>> lowBits > MAX_QUOTIENT; // STATUS-3
            if (first <= serial || first > greatest || end < from || end > blocksSize || !due) {
                return breaks();
            }
            inBlock = 1;
            serial = first;
            bit = (blocksAt + (int) from) * 8;
            endBit = (blocksAt + (int) end) * 8;
            return serial;
        }

        /** The next gap of the block; BLOCK_ENDS where none is left, or where the form is broken. */
        private long gap() {
            int left = endBit - bit;
            long code = (long) U64.get(bytes, bit >>> 3) << (bit & 7); // 57 bits of it are there, and a code has 56
            if (left < Long.SIZE) {
                code &= -1L << Long.SIZE - left;
            }
            if (code == 0 && left < 8) {
                bit = endBit;
                return BLOCK_ENDS; // what fills the last byte
            }
            int quotient = Long.numberOfLeadingZeros(code);
            int size = quotient + 1 + lowBits;
            if (quotient > MAX_QUOTIENT || size > left || inBlock == BLOCK_SERIALS) {
                breaks();
                return BLOCK_ENDS;
            }
            bit += size;
            long low = lowBits == 0 ? 0 : code << quotient + 1 >>> Long.SIZE - lowBits;
            return (long) quotient << lowBits | low;
        }

        private long breaks() {
            broken = true;
            return NONE;
        }
    }
}
