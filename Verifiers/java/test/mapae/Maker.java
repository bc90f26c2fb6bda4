package mapae;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes and signs objects for the self-test. A key is named by its seed: one byte, 32 times. */
final class Maker {
    private static final Map<Integer, byte[]> PUBLIC_KEYS = new HashMap<>();

    private Maker() {
    }

    /** Writes fields, big-endian. */
    static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Out number(int size, long value) {
            for (int i = size - 1; i >= 0; i--) {
                bytes.write((int) (value >>> 8 * i));
            }
            return this;
        }

        Out put(byte[] value) {
            bytes.writeBytes(value);
            return this;
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }

    static final class Record {
        int number = 1;
        byte[] domain = new byte[32];
        long issuedAt = 1000;
        long listsUntil = 100_000;
        int[] roots = {1, 2, 3};
        int rootThreshold = 2;
        int[] listKeys = {17};
        int listThreshold = 1;
        int[] previousRoots = {1, 2, 3};
        int previousBits = 0;
        int ownBits = 3;
        byte[] badListKey;

        byte[] signedBytes() {
            Out out = new Out().number(1, 0x13).number(1, number).put(domain).number(5, issuedAt)
                .number(5, listsUntil).number(1, roots.length);
            Arrays.stream(roots).forEach(seed -> out.put(publicKey(seed)));
            out.number(1, rootThreshold).number(1, listKeys.length);
            Arrays.stream(listKeys).forEach(seed -> out.put(badListKey != null ? badListKey : publicKey(seed)));
            return out.number(1, listThreshold).done();
        }

        byte[] make() {
            byte[] signed = signedBytes();
            Digest over = number == 1 ? Digest.ZERO : new Digest(domain);
            Out out = new Out().put(signed);
            sign(out, previousBits, previousRoots, "mapae1 authority", over, signed);
            sign(out, ownBits, roots, "mapae1 authority", over, signed);
            return out.done();
        }

        Digest digest() {
            byte[] signed = signedBytes();
            return Digest.of(signed, signed.length);
        }
    }

    record Key(int number, int seed, int flags, long until) {
    }

    static final class Issuer {
        int id = 1;
        String name = "Issuer";
        int[] profiles = {1, 2};
        int generation = 0;
        long demand = 0;
        List<Key> keys = new ArrayList<>(List.of(new Key(0, 32, 0, 90_000), new Key(1, 33, 1, 90_000)));

        void write(Out out) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            out.number(2, id).number(1, utf8.length).put(utf8).number(1, profiles.length);
            Arrays.stream(profiles).forEach(profile -> out.number(2, profile));
            out.number(1, generation).number(4, demand).number(2, keys.size());
            keys.forEach(key -> out.number(3, key.number()).put(publicKey(key.seed())).number(1, key.flags())
                .number(5, key.until()));
        }
    }

    static final class Trust {
        Digest domain;
        int authority = 1;
        long number = 5;
        long nextKey = 10;
        long issuedAt = 2000;
        long refreshAfter = 3000;
        long expiresAt = 50_000;
        List<Issuer> issuers = new ArrayList<>(List.of(new Issuer()));
        List<byte[]> rules = new ArrayList<>();
        int[] listKeys = {17};
        int bits = 1;

        Trust(Digest domain) {
            this.domain = domain;
        }

        Issuer issuer() {
            return issuers.get(0);
        }

        byte[] make() {
            Out out = new Out().number(1, 0x14).put(domain.bytes()).number(1, authority).number(4, number)
                .number(4, nextKey).number(5, issuedAt).number(5, refreshAfter).number(5, expiresAt)
                .number(2, issuers.size());
            issuers.forEach(issuer -> issuer.write(out));
            out.number(1, rules.size());
            rules.forEach(out::put);
            byte[] signed = out.done();
            sign(out, bits, listKeys, "mapae1 trust", domain, signed);
            return out.done();
        }
    }

    static byte[] rule(int profile, long from, long until, int anchor, long opens, long closes, int offset) {
        return new Out().number(1, 23).number(1, 1).number(2, profile).number(5, from).number(5, until)
            .number(1, anchor).number(4, opens).number(4, closes).number(1, offset).done();
    }

    static final class Status {
        Digest domain;
        int keyNumber = 1;
        int seed = 33;
        int generation = 0;
        long number = 1;
        long issuedAt = 2500;
        long expiresAt = 4000;
        long firstLive = 0;
        long[] serials = {};

        Status(Digest domain) {
            this.domain = domain;
        }

        byte[] head() {
            return new Out().number(4, domain.tag()).number(3, keyNumber).number(1, generation).number(4, number)
                .number(5, issuedAt).number(5, expiresAt).number(4, firstLive).done();
        }

        byte[] make() {
            return signWith(new Out().number(1, 0x15).put(head()).put(encode(serials, firstLive)).done());
        }

        /** The delta that brings a list of the base number to this one. */
        byte[] delta(long baseNumber, long... added) {
            byte[] list = make();
            return new Out().number(1, 0x18).put(head()).number(4, baseNumber).put(encode(added, firstLive))
                .put(Arrays.copyOfRange(list, list.length - 64, list.length)).done();
        }

        byte[] signWith(byte[] signed) {
            return new Out().put(signed).put(signature(seed, "mapae1 status", domain, signed)).done();
        }
    }

    /** The encoding of revoked serials, bit by bit as the chapter says it. */
    static byte[] encode(long[] serials, long firstLive) {
        if (serials.length == 0) {
            return new byte[4];
        }
        long greatest = serials[serials.length - 1];
        int k = 0;
        while ((greatest - firstLive + 1) / serials.length >> k + 1 > 0) {
            k++;
        }
        Out index = new Out();
        Out blocks = new Out();
        int end = 0;
        int count = 0;
        for (int i = 0; i < serials.length; count++) {
            index.number(4, serials[i]);
            StringBuilder bits = new StringBuilder();
            int inBlock = 1;
            for (i++; i < serials.length && inBlock < 256; i++, inBlock++) {
                long gap = serials[i] - serials[i - 1] - 1;
                if (gap >> k >= 24) {
                    break;
                }
                bits.append("0".repeat((int) (gap >> k))).append('1');
                for (int bit = k - 1; bit >= 0; bit--) {
                    bits.append(gap >> bit & 1);
                }
            }
            while (bits.length() % 8 != 0) {
                bits.append('0');
            }
            for (int at = 0; at < bits.length(); at += 8) {
                blocks.number(1, Integer.parseInt(bits.substring(at, at + 8), 2));
            }
            end += bits.length() / 8;
            index.number(4, end);
        }
        return new Out().number(4, serials.length).number(4, greatest).number(4, count).put(index.done())
            .put(blocks.done()).done();
    }

    static final class Paper {
        Digest domain;
        int keyNumber = 0;
        int seed = 32;
        int profile = 1;
        long serial = 7;
        long issuedAt = 2100;
        long validFrom = 0;
        long lifetime = 10_000;
        byte[] claims = {};

        Paper(Digest domain) {
            this.domain = domain;
        }

        byte[] make() {
            byte[] signed = new Out().number(1, 0x11).number(4, domain.tag()).number(3, keyNumber).number(2, profile)
                .number(4, serial).number(5, issuedAt).number(4, validFrom).number(4, lifetime).put(claims).done();
            return new Out().put(signed).put(signature(seed, "mapae1 pass", domain, signed)).done();
        }
    }

    static byte[] bundle(byte[]... parts) {
        Out out = new Out().number(1, 0x16);
        for (byte[] part : parts) {
            out.number(4, part.length).put(part);
        }
        return out.done();
    }

    static byte[] publicKey(int seed) {
        return PUBLIC_KEYS.computeIfAbsent(seed, Maker::derive);
    }

    static byte[] signature(int seed, String label, Digest domain, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seedBytes(seed))));
            signature.update(Arrays.copyOf(label.getBytes(StandardCharsets.US_ASCII), 16));
            signature.update(domain.bytes());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] seedBytes(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    private static void sign(Out out, int bits, int[] seeds, String label, Digest domain, byte[] signed) {
        out.number(2, bits);
        for (int i = 0; i < 16; i++) {
            if ((bits >> i & 1) == 1) {
                out.put(signature(seeds[Math.min(i, seeds.length - 1)], label, domain, signed));
            }
        }
    }

    /** The platform has no call for it, but its generator asks a random source for the seed. */
    private static byte[] derive(int seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final int seed;

        FixedRandom(int seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) seed);
        }
    }
}
