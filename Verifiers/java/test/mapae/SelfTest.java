package mapae;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests. The working directory is the project's. */
final class SelfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String NORTHMARK = "3a95b30e2e1cee5439f4d2f8c42cbede2863bc8da41dbd86386d7bb473fab546";
    private static final String SOUTHMARK = "3df1cda439da8937f7fe2b7206f54bb2d7fcb46cb045e7aadf5e6baa0d05bfcf";

    private int checks;
    private int failures;

    public static void main(String[] arguments) throws Exception {
        SelfTest test = new SelfTest();
        test.examples();
        test.registry();
        test.ed25519();
        test.vetting();
        test.base41();
        test.texts();
        test.dates();
        test.records();
        test.trustLists();
        test.ties();
        test.statusLists();
        test.deltas();
        test.serials();
        test.verdicts();
        test.homeDomain();
        test.posters();
        test.protocol();
        test.broken();
        System.out.println(test.checks + " checks, " + test.failures + " failures");
        System.exit(test.failures == 0 && test.checks > 100 ? 0 : 1);
    }

    private void check(String what, Object expected, Object found) {
        checks++;
        if (!expected.equals(found)) {
            failures++;
            System.out.println("FAILED " + what + ": expected " + expected + ", found " + found);
        }
    }

    // ---- the specification's own examples

    private void examples() throws IOException {
        String chapter = Files.readString(Path.of("../../spec/examples.md"));
        Protocol protocol = new Protocol();
        ask(protocol, "1 open " + NORTHMARK);
        String bundle = between(chapter, "<!-- begin bundle-text -->\n```text\n", "\n```");
        byte[] bytes = base41(bundle);
        String digest = Digest.of(bytes, bytes.length).toString();
        check("bundle", "2 loaded " + digest + " -", ask(protocol, "2 load 1 text " + hex(bundle)));
        Map<String, String> passes = new HashMap<>();
        for (String block : between(chapter, "<!-- begin pass-texts -->\n```text\n", "\n```").split("\n\n")) {
            passes.put(block.split("\n")[0], block.split("\n")[1]);
        }
        Map<String, String> policies = Map.of(
            "door", "S:1,S:2 - 1024 60 - no",
            "visitors only", "S:1 - 1024 60 - no",
            "home Southmark", "S:1,S:2 " + SOUTHMARK + " 1024 60 - no",
            "tag 0x1c", "S:1,S:2:1c - 1024 60 - no",
            "challenge", "S:1,S:2 - 1024 60 000102030405060708090a0b0c0d0e0f no",
            "bare", "S:1,S:2 - 1024 60 - yes");
        int id = 3;
        for (String row : between(chapter, "<!-- begin verdicts -->\n", "<!-- end -->").split("\n")) {
            String[] cells = row.replace("`", "").replace("*", "").split(" *\\| *", -1);
            if (cells.length < 10 || !passes.containsKey(cells[1])) {
                continue;
            }
            String request = String.join(" ", String.valueOf(id), "verify", "2",
                policies.get(cells[4]).replace("S", NORTHMARK), seconds(cells[2]), seconds(cells[3]), "text",
                hex(passes.get(cells[1])));
            String expected = String.join(" ", String.valueOf(id), cells[5], orNothing(cells[6]),
                cells[8].equals("yes") ? "authentic" : "not-authentic", orNothing(cells[9]),
                cells[7].isEmpty() ? "-" : seconds(cells[7]));
            check("verdict on " + cells[1], expected, ask(protocol, request));
            id++;
        }
        check("rows of the verdict table", true, id > 50);

        String poster = between(chapter, "MS1:", "\n```");
        String[] parts = ("MS1:" + poster).split("\n\n");
        check("poster", "900 loaded " + digest + " -",
            ask(protocol, "900 poster 1 " + hex(parts[1]) + "," + hex(parts[0]) + "," + hex(parts[1])));
        check("half a poster", true, ask(protocol, "901 poster 1 " + hex(parts[1])).startsWith("901 nothing "));

        byte[] status = HEX.parseHex("15" + "3a95b30e" + "000005" + "00" + "00000001" + "006b865ae0" + "006b8f9560"
            + "00000003" + "00000003" + "000000c8" + "00000001" + "00000005" + "00000002" + "867e"
            + "98e3f6efee7d057461565e5aa099d96ec95fd1bb390ec0d40123157e112cb5c8"
            + "5b41438de9c84640bd40eabb8568804ed7bb16763da42324c03b4d96acd5a003");
        check("status list", true, ask(protocol, "902 load 2 bytes " + HEX.formatHex(Maker.bundle(status)))
            .endsWith(" 1:status-key-not-yet-known"));
        Maker.Status same = new Maker.Status(new Digest(HEX.parseHex(NORTHMARK)));
        same.keyNumber = 5;
        same.seed = 0x29;
        same.issuedAt = Long.parseLong(seconds("2027-03-02T06:00:00Z"));
        same.expiresAt = Long.parseLong(seconds("2027-03-09T06:00:00Z"));
        same.firstLive = 3;
        same.serials = new long[] {5, 9, 200};
        check("status list made again", HEX.formatHex(status), HEX.formatHex(same.make()));
        check("anchor at record 2", true, ask(protocol, "903 open " + NORTHMARK
            + ":2F05C90EAC8F1BDAE3EADC3D9490C9E20DBAECDE50005F291F1B91695520E7F3").startsWith("903 state "));
        check("load at record 2", true, ask(protocol, "904 load 903 text " + hex(bundle)).startsWith("904 loaded "));
    }

    private void registry() throws IOException {
        Pattern claim = Pattern.compile("\\{\"profile\": \"([a-z]+)\", \"tag\": (\\d+), \"name\": \"([^\"]+)\", "
            + "\"type\": \"([a-z]+)\"(?:, \"max\": (\\d+))?(?:, \"table\": \"[^\"]+\")?"
            + "(?:, \"excludes\": \"([^\"]+)\")?");
        Map<String, Integer> profiles = new HashMap<>(Map.of("common", 0));
        Map<Integer, List<List<String>>> required = new HashMap<>();
        Matcher profile = Pattern.compile("\"number\": (\\d+), \"name\": \"([^\"]+)\".*\"required\": \\[(.*)\\]\\}")
            .matcher(Files.readString(Path.of("../../spec/registry/profiles.json")));
        while (profile.find()) {
            int number = Integer.parseInt(profile.group(1));
            profiles.put(profile.group(2), number);
            List<List<String>> all = new ArrayList<>();
            Matcher either = Pattern.compile("\\[([^\\]]+)\\]").matcher(profile.group(3));
            while (either.find()) {
                all.add(List.of(either.group(1).replace("\"", "").split(", ")));
            }
            required.put(number, all);
        }
        check("profiles", required, Registry.REQUIRED);
        List<String> expected = new ArrayList<>();
        Matcher matcher = claim.matcher(Files.readString(Path.of("../../spec/registry/claims.json")));
        while (matcher.find()) {
            String max = matcher.group(5) == null ? "0" : matcher.group(5);
            expected.add(String.join(" ", profiles.get(matcher.group(1)).toString(), matcher.group(2),
                matcher.group(3), matcher.group(4), max, String.valueOf(matcher.group(6))));
        }
        List<String> found = Registry.CLAIMS.stream().map(type -> String.join(" ", String.valueOf(type.profile()),
            String.valueOf(type.tag()), type.name(), type.type().name().toLowerCase(), String.valueOf(type.max()),
            String.valueOf(type.excludes()))).toList();
        check("claims", expected, found);
        List<String> reasons = numbered("reasons.json").stream().filter(row -> !row.endsWith(" null")).toList();
        check("reasons", reasons, Arrays.stream(Verdict.Reason.values())
            .map(reason -> reason + " " + new Verdict(reason, false, Set.of(), null).outcome()).toList());
        check("refusals", true, numbered("refusals.json").containsAll(
            Arrays.stream(Refusal.values()).map(refusal -> refusal + " null").toList()));
    }

    private static List<String> numbered(String file) throws IOException {
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"number\": \\d+, \"name\": \"([^\"]+)\"(?:, \"outcome\": \"([a-z]+)\")?")
            .matcher(Files.readString(Path.of("../../spec/registry/" + file)));
        while (matcher.find()) {
            names.add(matcher.group(1) + " " + matcher.group(2));
        }
        return names;
    }

    // ---- parts

    private void ed25519() throws GeneralSecurityException {
        BigInteger p = FieldElement.P;
        byte[] good = Maker.publicKey(1);
        check("a good key", true, VettedKey.vet(good).isPresent());
        String[] small = {
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        };
        for (String key : small) {
            check("small or not canonical " + key, false, VettedKey.vet(HEX.parseHex(key)).isPresent());
        }
        byte[] mixed = little(p.subtract(EdwardsPoint.encodedY(good))); // A plus the point of order two
        mixed[31] |= (byte) ((good[31] & 0x80) ^ 0x80);
        check("mixed order", false, VettedKey.vet(mixed).isPresent());
        check("31 bytes", false, VettedKey.vet(Arrays.copyOf(good, 31)).isPresent());

        VettedKey key = VettedKey.vet(good).orElseThrow();
        byte[] message = {1, 2, 3};
        byte[] signature = Maker.signature(1, "", Digest.ZERO, message);
        byte[][] whole = {new byte[48], message};
        check("a good signature", true, key.verifies(signature, whole));
        byte[] malleable = signature.clone();
        byte[] s = little(EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64)).add(EdwardsPoint.L));
        System.arraycopy(s, 0, malleable, 32, 32);
        check("S + L", false, key.verifies(malleable, whole));
        check("65 bytes", false, key.verifies(Arrays.copyOf(signature, 65), whole));
        check("another message", false, key.verifies(signature, new byte[48], new byte[] {1, 2, 4}));
        String[] identities = {small[0], small[1], small[7]};
        for (String r : identities) {
            check("R is the identity " + r, false, key.verifies(forge(HEX.parseHex(r), BigInteger.ZERO, good), whole));
        }
        byte[] plain = forge(Arrays.copyOf(signature, 32), nonce(message), good);
        check("the forger signs well", true, key.verifies(plain, whole));
        byte[] r = little(p.subtract(EdwardsPoint.encodedY(signature = Arrays.copyOf(signature, 32))));
        r[31] |= (byte) ((signature[31] & 0x80) ^ 0x80);
        check("R of mixed order", false, key.verifies(forge(r, nonce(message), good), whole));
    }

    /** S = nonce + k a for any bytes R, with seed 1, over 48 zero bytes and the message 1, 2, 3. */
    private static byte[] forge(byte[] r, BigInteger nonce, byte[] publicKey) throws GeneralSecurityException {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] secret = Arrays.copyOf(sha512.digest(Maker.seedBytes(1)), 32);
        secret[0] &= (byte) 248;
        secret[31] = (byte) (secret[31] & 127 | 64);
        sha512.update(r);
        sha512.update(publicKey);
        sha512.update(new byte[48]);
        BigInteger k = EdwardsPoint.littleEndian(sha512.digest(new byte[] {1, 2, 3}));
        BigInteger s = k.multiply(EdwardsPoint.littleEndian(secret)).add(nonce).mod(EdwardsPoint.L);
        return new Maker.Out().put(r).put(little(s)).done();
    }

    private static BigInteger nonce(byte[] message) throws GeneralSecurityException {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] half = Arrays.copyOfRange(sha512.digest(Maker.seedBytes(1)), 32, 64);
        sha512.update(half);
        sha512.update(new byte[48]);
        return EdwardsPoint.littleEndian(sha512.digest(message)).mod(EdwardsPoint.L);
    }

    private static byte[] little(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** Keys of every order, and random bytes, beside a slow reference in affine coordinates. */
    private void vetting() {
        BigInteger[] torsion = point(HEX.parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"));
        BigInteger[] key = point(Maker.publicKey(1));
        for (int i = 0; i < 8; i++) {
            byte[] encoded = little(key[1]);
            encoded[31] |= (byte) (key[0].testBit(0) ? 0x80 : 0);
            check("prime order, and " + i + " times the point of order eight", i == 0,
                VettedKey.vet(encoded).isPresent());
            key = sum(key, torsion);
        }
        Random random = new Random(2);
        int vetted = 0;
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            BigInteger[] point = point(bytes);
            boolean expected = point != null && isIdentity(times(EdwardsPoint.L, point));
            check("vetting of random bytes", expected, VettedKey.vet(bytes).isPresent());
            vetted += expected ? 1 : 0;
        }
        check("some random bytes are keys", true, vetted > 0);
    }

    private static final BigInteger D =
        BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(FieldElement.P));

    private static BigInteger[] point(byte[] encoded) {
        BigInteger p = FieldElement.P;
        BigInteger y = EdwardsPoint.encodedY(encoded);
        BigInteger square = y.multiply(y).subtract(BigInteger.ONE)
            .multiply(D.multiply(y).multiply(y).add(BigInteger.ONE).modInverse(p)).mod(p);
        BigInteger x = square.modPow(p.add(BigInteger.valueOf(3)).shiftRight(3), p);
        if (!x.multiply(x).mod(p).equals(square)) {
            x = x.multiply(BigInteger.TWO.modPow(p.shiftRight(2), p)).mod(p);
        }
        if (y.compareTo(p) >= 0 || !x.multiply(x).mod(p).equals(square)) {
            return null;
        }
        return new BigInteger[] {x.testBit(0) == encoded[31] < 0 ? x : p.subtract(x), y};
    }

    private static BigInteger[] sum(BigInteger[] a, BigInteger[] b) {
        BigInteger p = FieldElement.P;
        BigInteger cross = D.multiply(a[0]).multiply(b[0]).multiply(a[1]).multiply(b[1]).mod(p);
        BigInteger x = a[0].multiply(b[1]).add(b[0].multiply(a[1]))
            .multiply(BigInteger.ONE.add(cross).modInverse(p)).mod(p);
        BigInteger y = a[1].multiply(b[1]).add(a[0].multiply(b[0]))
            .multiply(BigInteger.ONE.subtract(cross).modInverse(p)).mod(p);
        return new BigInteger[] {x, y};
    }

    private static BigInteger[] times(BigInteger factor, BigInteger[] point) {
        BigInteger[] product = {BigInteger.ZERO, BigInteger.ONE};
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            product = sum(product, product);
            product = factor.testBit(bit) ? sum(product, point) : product;
        }
        return product;
    }

    private static boolean isIdentity(BigInteger[] point) {
        return point[0].signum() == 0 && point[1].equals(BigInteger.ONE);
    }

    private void base41() {
        check("two digits", "ff", HEX.formatHex(base41("MP1:69")));
        check("three digits", "ffff", HEX.formatHex(base41("MP1:-:H")));
        check("five digits", "4d6170", HEX.formatHex(base41("MP1:BW62U")));
        for (String bad : List.of("-:I", ":::", "6A", "0", "0000", "a00", "0 0", "00\n", "00é")) {
            check("base41 " + bad, false, decodes(bad));
        }
        check("no digits", true, decodes(""));
    }

    private static boolean decodes(String digits) {
        try {
            Base41.decode(digits.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private void texts() {
        for (String good : List.of("61", "e2808c", "efb88f", "f3a08480", "f09f9880", "efbfbd")) {
            check("text " + good, true, Text.isText(HEX.parseHex(good), 4));
        }
        for (String bad : List.of("", "00", "7f", "c285", "c080", "eda080", "f4908080", "c2ad", "e2808b", "e2808e",
            "e280a8", "e281a9", "efbbbf", "efb790", "efbfbe", "f09fbfbf", "f3a08081", "ff", "c2", "6161616161")) {
            check("no text " + bad, false, Text.isText(HEX.parseHex(bad), 4));
        }
    }

    private void dates() {
        check("a day", new CalendarDate(18676, 18676), CalendarDate.of(0x0fca52).orElseThrow());
        check("a year", new CalendarDate(-2557, -2193), CalendarDate.of(0x0f5600).orElseThrow());
        check("a leap day", true, CalendarDate.of(2000 << 9 | 2 << 5 | 29).isPresent());
        for (int bad : new int[] {0, 1900 << 9 | 2 << 5 | 29, 2021 << 9 | 1, 2021 << 9 | 13 << 5, 10000 << 9 | 33,
            1 << 23 | 2021 << 9, 2021 << 9 | 4 << 5 | 31}) {
            check("no date " + bad, false, CalendarDate.of(bad).isPresent());
        }
    }

    private void serials() throws Malformed {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            TreeSet<Long> set = new TreeSet<>();
            long firstLive = random.nextInt(3) * 1000L;
            long range = 1L << 4 + random.nextInt(29);
            int count = 1 + random.nextInt(700);
            for (int i = 0; i < count; i++) {
                set.add(Math.min(0xffffffffL, firstLive + (random.nextLong() >>> 1) % range));
            }
            long[] serials = set.stream().mapToLong(Long::longValue).toArray();
            byte[] encoded = Maker.encode(serials, firstLive);
            RevokedSerials read = new RevokedSerials(Arrays.copyOf(encoded, encoded.length + 64), 0, encoded.length,
                firstLive);
            Serials all = read.all();
            long[] found = new long[serials.length];
            Arrays.setAll(found, i -> all.next());
            check("serials", true, Arrays.equals(serials, found) && all.next() == Serials.NONE);
            check("look-ups", true, set.stream().allMatch(read::contains));
            check("others", true, random.longs(500, firstLive, firstLive + range + 1)
                .allMatch(serial -> read.contains(serial) == set.contains(serial)));
            byte[] again = SerialEncoder.encode(read.all(), firstLive, set.last(), set.size(), 1 << 20);
            check("encoded again", true, Arrays.equals(encoded, again));
            for (int bit = 0; bit < encoded.length * 8; bit += 1 + random.nextInt(20)) {
                byte[] changed = Arrays.copyOf(encoded, encoded.length + 64);
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                check("one encoding of a set", true, isCanonical(changed, encoded.length, firstLive));
            }
        }
    }

    /** Refused, or else the one encoding of some set. */
    private static boolean isCanonical(byte[] bytes, int length, long firstLive) {
        RevokedSerials read;
        try {
            read = new RevokedSerials(bytes, 0, length, firstLive);
        } catch (Malformed e) {
            return true;
        }
        List<Long> serials = new ArrayList<>();
        Serials all = read.all();
        for (long serial = all.next(); serial != Serials.NONE; serial = all.next()) {
            serials.add(serial);
        }
        byte[] again = Maker.encode(serials.stream().mapToLong(Long::longValue).toArray(), firstLive);
        return Arrays.equals(again, Arrays.copyOf(bytes, length));
    }

    // ---- loading

    private static final Maker.Record FIRST = new Maker.Record();
    private static final Digest DOMAIN = FIRST.digest();

    private static State begin() {
        return State.begin(new Anchor(DOMAIN, DOMAIN));
    }

    private static Maker.Trust trust(Consumer<Maker.Trust> change) {
        Maker.Trust list = new Maker.Trust(DOMAIN);
        change.accept(list);
        return list;
    }

    private static Maker.Record second(Consumer<Maker.Record> change) {
        Maker.Record record = new Maker.Record();
        record.number = 2;
        record.domain = DOMAIN.bytes();
        record.previousBits = 3;
        change.accept(record);
        return record;
    }

    private static State held(byte[]... parts) {
        try {
            return Loader.load(Maker.bundle(parts), begin()).state();
        } catch (Refused e) {
            throw new IllegalStateException(e);
        }
    }

    private static String load(State state, byte[]... parts) {
        return loadBytes(state, Maker.bundle(parts));
    }

    private static String loadBytes(State state, byte[] bundle) {
        try {
            return String.join(",", Loader.load(bundle, state).refusals());
        } catch (Refused e) {
            return e.refusal().toString();
        }
    }

    private void records() {
        byte[] first = FIRST.make();
        byte[] list = trust(l -> { }).make();
        check("first", "", load(begin(), first));
        check("list alone", "anchor-missing", load(begin(), list));
        check("empty", "malformed", loadBytes(begin(), new byte[0]));
        check("no part", "malformed", loadBytes(begin(), new byte[] {0x16}));
        check("version 2", "unsupported-version", loadBytes(begin(), new byte[] {0x26}));
        check("a record alone", "malformed", loadBytes(begin(), first));
        check("part of version 2", "malformed", load(begin(), new byte[] {0x23}));
        check("out of order", "malformed", load(begin(), list, first));
        check("twice", "malformed", load(begin(), first, first));
        check("foreign", "foreign-domain", load(begin(), changed(first, 2)));
        Maker.Record own = new Maker.Record();
        own.ownBits = 1;
        check("too few", "bad-signature", load(begin(), own.make()));
        own.ownBits = 7;
        check("too many", "bad-signature", load(begin(), own.make()));
        own.ownBits = 9;
        check("no such root", "malformed", load(begin(), own.make()));
        Maker.Record weak = new Maker.Record();
        weak.badListKey = HEX.parseHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        check("bad key", "bad-key", load(State.begin(new Anchor(weak.digest(), weak.digest())), weak.make()));
        Maker.Record twice = new Maker.Record();
        twice.listKeys = new int[] {1};
        check("one key twice", "malformed", load(begin(), twice.make()));

        State state = held(first, list);
        byte[] next = second(r -> { }).make();
        byte[] nextList = trust(l -> { l.authority = 2; l.number = 1; }).make();
        check("rotation", "", load(state, first, next, nextList));
        check("no list", "list-missing", load(state, next));
        check("old list", "wrong-authority", load(state, next, list));
        check("gap", "record-gap", load(state, second(r -> r.number = 3).make()));
        check("conflict", "record-conflict", load(held(first, next), second(r -> r.issuedAt = 5).make()));
        check("previous too few", "bad-signature", load(state, second(r -> r.previousBits = 1).make(), nextList));
        check("previous no root", "bad-signature", load(state, second(r -> r.previousBits = 9).make(), nextList));
        check("previous none", "malformed", load(state, second(r -> r.previousBits = 0).make()));
        Maker.Record recovery = second(r -> r.previousBits = 1);
        State anew = State.begin(new Anchor(DOMAIN, recovery.digest()));
        check("anchored at record 2", "", load(anew, first, recovery.make(), nextList));
        Digest other = Digest.of(new byte[1], 1);
        check("anchors apart", "foreign-domain",
            load(State.begin(new Anchor(other, recovery.digest())), recovery.make()));
        check("anchor of nothing", "anchor-missing", load(State.begin(new Anchor(DOMAIN, other)), first));
    }

    private void trustLists() {
        byte[] first = FIRST.make();
        State state = held(first, trust(l -> { }).make());
        check("same", "", load(state, trust(l -> { }).make()));
        check("newer", "", load(state, trust(l -> l.number++).make()));
        check("older", "rollback", load(state, trust(l -> l.number--).make()));
        check("other", "list-conflict", load(state, trust(l -> l.refreshAfter++).make()));
        check("unsigned", "bad-signature", load(state, trust(l -> { l.number++; l.listKeys[0] = 1; }).make()));
        check("no list key", "bad-signature", load(state, trust(l -> { l.number++; l.bits = 2; }).make()));
        check("too long", "list-too-long", load(state, trust(l -> { l.number++; l.expiresAt = 100_001; }).make()));
        List<Consumer<Maker.Trust>> malformed = List.of(
            l -> l.bits = 0,
            l -> l.number = 0,
            l -> l.authority = 0,
            l -> l.nextKey = 1,
            l -> l.nextKey = (1 << 24) + 1,
            l -> l.refreshAfter = 1999,
            l -> l.refreshAfter = 50_001,
            l -> l.expiresAt = 2000,
            l -> l.expiresAt = 2001 + 34_560_000,
            l -> l.issuer().name = "",
            l -> l.issuer().name = "a\u200b",
            l -> l.issuer().name = "a".repeat(129),
            l -> l.issuer().profiles = new int[] {2, 2},
            l -> l.issuer().generation = 1,
            l -> l.issuer().keys.set(1, new Maker.Key(1, 33, 3, 90_000)),
            l -> l.issuer().keys.set(1, new Maker.Key(1, 33, 4, 90_000)),
            l -> l.issuer().keys.set(1, new Maker.Key(0, 33, 1, 90_000)),
            l -> l.issuer().keys.set(1, new Maker.Key(1, 32, 1, 90_000)),
            l -> l.issuers.add(new Maker.Issuer()),
            l -> l.rules.add(Maker.rule(1, 5, 5, 0, 0, 1, 64)),
            l -> l.rules.add(Maker.rule(1, 5, 6, 0, 1, 1, 64)),
            l -> l.rules.add(Maker.rule(1, 5, 6, 0, 0, 1, 65)),
            l -> l.rules.add(Maker.rule(1, 5, 6, 0x50, 0, 1, 15)),
            l -> l.rules.add(Maker.rule(1, 5, 6, 0x50, 0, 1, 121)),
            l -> l.rules.add(new byte[] {0, 0}),
            l -> l.rules.addAll(List.of(Maker.rule(1, 5, 6, 0, 0, 1, 64), Maker.rule(1, 5, 6, 0, 0, 1, 64))));
        for (int i = 0; i < malformed.size(); i++) {
            check("malformed list " + i, "malformed", load(state, trust(malformed.get(i)).make()));
        }
    }

    private void ties() {
        byte[] rule = Maker.rule(1, 1000, 50_000, 0, 0, 99, 64);
        State state = held(FIRST.make(), trust(l -> { l.rules.add(rule); l.issuer().demand = 3; }).make());
        Map<String, List<Consumer<Maker.Trust>>> broken = Map.of(
            "tie-dates", List.of(l -> l.issuedAt--, l -> l.expiresAt--),
            "tie-next-key", List.of(l -> l.nextKey--),
            "tie-key-entered", List.of(l -> l.issuer().keys.add(new Maker.Key(2, 34, 0, 90_000))),
            "tie-key-changed", List.of(l -> l.issuer().keys.set(0, new Maker.Key(0, 34, 0, 90_000)),
                l -> l.issuer().keys.set(1, new Maker.Key(1, 33, 0, 90_000)), l -> l.issuer().id = 2),
            "tie-widened", List.of(l -> l.issuer().profiles = new int[] {1, 2, 3},
                l -> l.issuer().keys.set(0, new Maker.Key(0, 32, 0, 90_001))),
            "tie-status", List.of(l -> l.issuer().demand = 2),
            "tie-key-left", List.of(l -> l.issuer().keys.remove(0)),
            "tie-rule", List.of(l -> l.rules.clear(), l -> l.rules.set(0, Maker.rule(1, 1000, 49_999, 0, 0, 99, 64)),
                l -> l.rules.set(0, Maker.rule(1, 1000, 50_000, 0, 0, 100, 64)),
                l -> { l.rules.set(0, Maker.rule(1, 1000, 9000, 0, 0, 99, 64));
                    l.rules.add(Maker.rule(1, 9000, 50_000, 0, 0, 99, 64)); }),
            "", List.of(l -> { }, l -> { l.rules.set(0, Maker.rule(1, 2000, 50_000, 0, 0, 99, 64)); },
                l -> { l.nextKey = 12; l.issuer().keys.add(new Maker.Key(10, 34, 0, 90_000)); },
                l -> l.issuer().keys.set(0, new Maker.Key(0, 32, 2, 80_000))));
        broken.forEach((refusal, changes) -> changes.forEach(change -> check(refusal, refusal, load(state, trust(l -> {
            l.number++;
            l.issuer().demand = 3;
            l.rules.add(rule);
            change.accept(l);
        }).make()))));
    }

    private static Maker.Status status(Consumer<Maker.Status> change) {
        Maker.Status status = new Maker.Status(DOMAIN);
        status.number = 4;
        status.serials = new long[] {5, 7, 9};
        change.accept(status);
        return status;
    }

    private void statusLists() {
        byte[] first = FIRST.make();
        byte[] list = trust(l -> { }).make();
        State bare = held(first, list);
        State state = held(first, list, status(s -> { }).make());
        check("held", 1, state.statusLists().size());
        check("no trust list", "1:status-key-not-yet-known", load(begin(), status(s -> { }).make()));
        check("same", "", load(state, status(s -> { }).make()));
        Map<String, Consumer<Maker.Status>> refused = new HashMap<>();
        refused.put("1:status-malformed", s -> s.number = 0);
        refused.put("1:status-key-not-yet-known", s -> s.keyNumber = 10);
        refused.put("1:status-key-withdrawn", s -> s.keyNumber = 9);
        refused.put("1:status-other-generation", s -> s.generation = 1);
        refused.put("1:status-bad-signature", s -> s.seed = 1);
        refused.put("1:status-key-not-for-this", s -> { s.keyNumber = 0; s.seed = 32; });
        refused.put("1:status-too-long", s -> s.expiresAt = 90_001);
        refused.forEach((refusal, change) -> check(refusal, refusal, load(bare, status(change).make())));
        byte[] foreign = status(s -> { }).make();
        foreign[1] ^= 1;
        check("foreign", "1:status-foreign-domain", load(bare, foreign));
        check("rollback", "1:status-rollback", load(state, status(s -> s.number = 3).make()));
        check("conflict", "1:status-conflict", load(state, status(s -> s.expiresAt = 3999).make()));
        check("lacks", "1:status-not-contained",
            load(state, status(s -> { s.number = 5; s.serials = new long[] {5, 9}; }).make()));
        check("ended", "",
            load(state, status(s -> { s.number = 5; s.firstLive = 9; s.serials = new long[] {9}; }).make()));
        State later = held(first, list, status(s -> { s.firstLive = 5; }).make());
        check("falls", "1:status-first-live", load(later, status(s -> s.number = 5).make()));
        check("second of two", "2:status-malformed", load(bare, status(s -> { }).make(), new byte[] {0x15}));

        byte[] compromised = trust(l -> {
            l.number++;
            l.issuer().demand = 5;
            l.issuer().keys.set(1, new Maker.Key(1, 33, 3, 90_000));
        }).make();
        check("dropped", 0, loaded(state, compromised).statusLists().size());
        check("compromised", "1:status-key-compromised", load(state, compromised, status(s -> { }).make()));
        check("kept", 1, loaded(state, trust(l -> l.number++).make()).statusLists().size());
        check("key narrowed", 0, loaded(state, trust(l -> {
            l.number++;
            l.issuer().keys.set(1, new Maker.Key(1, 33, 1, 3999));
        }).make()).statusLists().size());
    }

    private static State loaded(State state, byte[]... parts) {
        try {
            return Loader.load(Maker.bundle(parts), state).state();
        } catch (Refused e) {
            throw new IllegalStateException(e);
        }
    }

    private void deltas() {
        byte[] first = FIRST.make();
        byte[] list = trust(l -> { }).make();
        State state = held(first, list, status(s -> { }).make());
        Maker.Status newer = status(s -> {
            s.number = 6;
            s.firstLive = 6;
            s.serials = new long[] {7, 8, 9, 4_000_000_000L};
        });
        byte[] delta = newer.delta(4, 8, 4_000_000_000L);
        check("delta", "", load(state, delta));
        check("delta makes the list", loaded(state, newer.make()).digest(), loaded(state, delta).digest());
        check("delta again", "", load(loaded(state, delta), delta));
        check("other base", "1:status-base-missing", load(state, newer.delta(5, 8, 4_000_000_000L)));
        check("base not below", "1:status-malformed", load(state, newer.delta(6, 8, 4_000_000_000L)));
        check("adds what is there", "1:status-malformed", load(state, newer.delta(4, 8, 9, 4_000_000_000L)));
        check("adds less", "1:status-bad-signature", load(state, newer.delta(4, 8)));
        check("no list", "1:status-base-missing", load(held(first, list), delta));
        check("two deltas", "2:status-base-missing",
            load(state, delta, status(s -> { s.number = 7; s.firstLive = 6; s.serials = newer.serials; }).delta(6)));
        check("two bases", "", load(state, newer.delta(3, 8, 4_000_000_000L), delta));
        check("delta before its list", "", load(state, newer.delta(3, 8, 4_000_000_000L), newer.make()));
        check("delta before a lower list", "1:status-base-missing",
            load(state, newer.delta(3, 8, 4_000_000_000L), status(s -> s.number = 5).make()));
        check("conflict", "1:status-conflict", load(loaded(state, delta), newer.delta(4, 11)));
        check("rollback", "1:status-rollback", load(state, status(s -> s.number = 3).delta(2)));
        check("list, then delta", "", load(held(first, list), status(s -> { }).make(), delta));
        Maker.Status none = status(s -> { s.number = 6; s.firstLive = 10; s.serials = new long[] {}; });
        check("all have ended", loaded(state, none.make()).digest(), loaded(state, none.delta(4)).digest());
    }

    // ---- verdicts that the examples do not show

    private void verdicts() {
        byte[] first = FIRST.make();
        byte[] list = trust(l -> l.issuer().demand = 4).make();
        State missing = held(first, list);
        State state = held(first, list, status(s -> { s.firstLive = 4; }).make());
        check("demanded", "undecided status-list-missing authentic [] -", judge(missing, p -> { }, 2600, 2600));
        check("met", "accepted null authentic [] -", judge(state, p -> p.serial = 6, 2600, 2600));
        check("revoked", "rejected revoked authentic [] -", judge(state, p -> { }, 2600, 2600));
        check("ended", "rejected expired authentic [] 2500", judge(state, p -> p.serial = 3, 2600, 2600));
        check("status list ahead", "undecided clock-behind authentic [] 2500",
            judge(state, p -> p.serial = 6, 2400, 2499));
        check("status list expired", "undecided status-list-expired authentic [refresh-due] 4000",
            judge(state, p -> p.serial = 6, 4000, 4000));
        check("status list may have expired", "undecided clock-uncertain authentic [refresh-due] 4000",
            judge(state, p -> p.serial = 6, 3999, 4000));
        check("status key", "rejected key-not-for-this not-authentic [] -",
            judge(state, p -> { p.keyNumber = 1; p.seed = 33; }, 2600, 2600));
        check("whole of time", "undecided clock-uncertain authentic [refresh-due] 12100",
            judge(state, p -> p.serial = 6, Long.MIN_VALUE, Long.MAX_VALUE));
        check("end of time", "rejected expired authentic [refresh-due] 12100",
            judge(state, p -> p.serial = 6, Long.MAX_VALUE, Long.MAX_VALUE));
        check("beginning of time", "undecided clock-behind authentic [] 2000",
            judge(state, p -> p.serial = 6, Long.MIN_VALUE, Long.MIN_VALUE));
        check("private profile of nobody", "rejected key-not-for-this not-authentic [] -",
            judge(state, p -> p.profile = 61440, 2600, 2600));
        check("bad common claim", "rejected invalid-claims authentic [] -",
            judge(state, p -> { p.serial = 6; p.claims = HEX.parseHex("40000000"); }, 2600, 2600));
        check("excluded claim", "rejected invalid-claims authentic [] -",
            judge(state, p -> { p.serial = 6; p.claims = HEX.parseHex("400f560063013f"); }, 2600, 2600));

        byte[] unknown = HEX.parseHex("0d" + "07" + "0001" + "0000000000" + "ffffffffff");
        State ruled = held(first, trust(l -> l.rules.add(unknown)).make());
        check("unknown rule", "undecided unsupported-rule authentic [] -", judge(ruled, p -> { }, 2600, 2600));
        State closed = held(first, trust(l -> l.rules.add(Maker.rule(1, 2550, 2700, 0, 10, 200, 64))).make());
        check("before force", "accepted null authentic [] -", judge(closed, p -> { }, 2549, 2549));
        check("closed", "rejected rule-expired authentic [] 2550", judge(closed, p -> { }, 2550, 2699));
        check("maybe closed", "undecided clock-uncertain authentic [] 2550", judge(closed, p -> { }, 2549, 2800));
        check("maybe no longer", "undecided clock-uncertain authentic [] 2700", judge(closed, p -> { }, 2600, 2700));
        check("not open", "undecided rule-not-yet-open authentic [] 2610",
            judge(closed, p -> { p.issuedAt = 2600; }, 2600, 2609));
    }

    private void homeDomain() throws Refused {
        State own = held(FIRST.make(), trust(l -> { }).make());
        Maker.Record record = new Maker.Record();
        record.domain[0] = 1;
        Digest home = record.digest();
        State bare = State.begin(new Anchor(home, home));
        Maker.Trust list = new Maker.Trust(home);
        list.issuedAt = 2400;
        list.refreshAfter = 2800;
        list.rules.add(Maker.rule(1, 2500, 60_000, 0x01, 100, 500, 64));
        State state = Loader.load(Maker.bundle(record.make(), list.make()), bare).state();
        check("home not held", "undecided home-list-missing authentic [] -",
            judge(List.of(own), home, p -> { }, 2550, 2550));
        check("home without a list", "undecided home-list-missing authentic [] -",
            judge(List.of(bare, own), home, p -> { }, 2550, 2550));
        check("home rule kept", "accepted null authentic [] -",
            judge(List.of(state, own), home, p -> { }, 2550, 2550));
        check("home rule closed", "rejected rule-expired authentic [] 2600",
            judge(List.of(own, state), home, p -> { }, 2600, 2700));
        check("home list due", "rejected rule-expired authentic [refresh-due] 2600",
            judge(List.of(own, state), home, p -> { }, 2800, 2800));
        check("home list ahead", "undecided clock-behind authentic [] 2400",
            judge(List.of(own, state), home, p -> { }, 2300, 2399));
        check("home list expired", "undecided trust-list-expired authentic [refresh-due] 50000",
            judge(List.of(own, state), home, p -> p.lifetime = 90_000, 50_000, 50_000));
        check("own domain is home", "accepted null authentic [] -",
            judge(List.of(own, state), DOMAIN, p -> { }, 2700, 2700));
    }

    private static String judge(State state, Consumer<Maker.Paper> change, long earliest, long latest) {
        return judge(List.of(state), null, change, earliest, latest);
    }

    private static String judge(List<State> states, Digest home, Consumer<Maker.Paper> change, long earliest,
                                long latest) {
        Maker.Paper pass = new Maker.Paper(DOMAIN);
        change.accept(pass);
        Policy policy = new Policy(Map.of(new Policy.Scope(DOMAIN, 1), Set.of()), home, 1024, 60, null, false);
        byte[] bytes = pass.make();
        Verdict verdict = Verification.judge(limit -> Showing.open(bytes, limit), states, policy,
            new Interval(earliest, latest));
        return verdict.outcome() + " " + verdict.reason() + (verdict.authentic() ? " authentic " : " not-authentic ")
            + verdict.advisories() + " " + (verdict.instant().isPresent() ? verdict.instant().getAsLong() : "-");
    }

    // ---- posters, the protocol, and broken bytes

    private void posters() {
        byte[] whole = new byte[700];
        Arrays.fill(whole, (byte) 7);
        byte[] prefix = Arrays.copyOf(Digest.of(whole, whole.length).bytes(), 8);
        byte[] one = part(1, 2, prefix, Arrays.copyOf(whole, 350));
        byte[] two = part(2, 2, prefix, Arrays.copyOf(whole, 350));
        byte[] forged = part(2, 2, prefix, new byte[350]);
        check("any order", true, Poster.assemble(List.of(two, one, two)).isPresent());
        check("missing", false, Poster.assemble(List.of(two)).isPresent());
        check("contradictory", false, Poster.assemble(List.of(one, forged, two)).isPresent());
        check("forged", false, Poster.assemble(List.of(one, forged)).isPresent());
        byte[] other = part(1, 3, prefix, new byte[9]);
        byte[] none = part(0, 2, prefix, new byte[1]);
        check("beside another", true, Poster.assemble(List.of(other, one, none, two)).isPresent());
        check("a part too long", true,
            Poster.assemble(List.of(part(1, 2, prefix, new byte[635]), one, two)).isPresent());
    }

    private static byte[] part(int number, int count, byte[] prefix, byte[] content) {
        byte[] part = new Maker.Out().number(1, number).number(1, count).put(prefix).put(content).done();
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
        StringBuilder text = new StringBuilder("MS1:");
        for (int i = 0; i < part.length; i += 2) {
            boolean pair = i + 1 < part.length;
            int n = pair ? (part[i] & 0xff) << 8 | part[i + 1] & 0xff : part[i] & 0xff;
            text.append(pair ? String.valueOf(digits.charAt(n / 1681)) : "");
            text.append(digits.charAt(n / 41 % 41)).append(digits.charAt(n % 41));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void protocol() {
        Protocol protocol = new Protocol();
        check("hello", true, ask(protocol, "0 hello 1").startsWith("0 hello 1 mapae-java "));
        ask(protocol, "1 open " + NORTHMARK);
        for (String bad : List.of("", " ", "x", "01 hello 1", "4 hello 2", "4", "4 open", "4 open 12", "4  open",
            "4 load 9 bytes 16", "4 load 1 bytes 1", "4 load 1 bytes 1G", "4 load 1 bytes AA", "4 load 1 bytes",
            "4 load 1 bytes 16 ", "4 load 1 other 16", "4 verify 1 - - - - - no 1 0 bytes 11", "4 drop 9",
            "4 verify 1,1 - - - - - no 0 0 bytes 11", "4 verify 1 - - - - - no 0 0 bytes 11 11",
            "4 verify 1 - - -1 - - no 0 0 bytes 11", "4 verify 1 - - - 4294967296 - no 0 0 bytes 11",
            "4 verify 1 - - - - " + "00".repeat(33) + " no 0 0 bytes 11", "4 verify 1 - - - - - no -0 0 bytes 11",
            "4 verify 1 - - - - - no 0 99999999999999999999 bytes 11", "4 verify 1 x:1 - - - - no 0 0 bytes 11",
            "4 verify 1 " + NORTHMARK + ":1," + NORTHMARK + ":1 - - - - no 0 0 bytes 11",
            "4 verify 1 " + NORTHMARK + ":65536 - - - - no 0 0 bytes 11", "4294967296 hello 1", "4 drop é", "1 open "
            + NORTHMARK)) {
            check("error on " + bad, true, ask(protocol, bad).matches("[0-9]+ error [ -~]+"));
        }
        check("no bytes", "4 rejected malformed not-authentic - -",
            ask(protocol, "4 verify - - - - - - no -5 0 bytes -"));
        check("no text", "5 undecided unsupported-version not-authentic - -",
            ask(protocol, "5 verify 1 - - - - - no -5 0 text -"));
        check("limit", "6 undecided device-limit not-authentic - -",
            ask(protocol, "6 verify 1 - - 1 - - no 0 0 bytes 11" + "00".repeat(256)));
        check("above all limits", "6 rejected malformed not-authentic - -",
            ask(protocol, "6 verify 1 - - 1 - - no 0 0 bytes 11" + "00".repeat(1024)));
        check("limit of a presentation", "6 rejected malformed not-authentic - -",
            ask(protocol, "6 verify 1 - - 1 - - no 0 0 bytes 12" + "00".repeat(358)));
        check("drop", "7 dropped", ask(protocol, "7 drop 1"));
    }

    /** Every byte of good objects changed, and every shorter one: nothing is accepted, nothing ends the program. */
    private void broken() {
        State state = held(FIRST.make(), trust(l -> { }).make(), status(s -> { }).make());
        byte[] pass = new Maker.Paper(DOMAIN).make();
        Policy policy = new Policy(Map.of(new Policy.Scope(DOMAIN, 1), Set.of()), null, 1024, 60, null, false);
        for (int i = 0; i < pass.length; i++) {
            for (byte[] input : List.of(changed(pass, i), Arrays.copyOf(pass, i))) {
                Verdict verdict = Verification.judge(limit -> Showing.open(input, limit), List.of(state), policy,
                    new Interval(2600, 2600));
                check("broken pass", false, verdict.authentic());
            }
        }
        byte[] bundle = Maker.bundle(FIRST.make(), trust(l -> { }).make(), status(s -> { }).make());
        for (int i = 0; i < bundle.length; i++) {
            check("broken bundle", false, loadBytes(begin(), changed(bundle, i)).isEmpty());
            check("cut bundle", i > 1 && isWhole(bundle, i), loadBytes(begin(), Arrays.copyOf(bundle, i)).isEmpty());
        }
    }

    /** Whether a part of the bundle ends there. */
    private static boolean isWhole(byte[] bundle, int length) {
        int at = 1;
        while (at < length) {
            at += 4 + (bundle[at + 2] & 0xff) * 256 + (bundle[at + 3] & 0xff);
        }
        return at == length;
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 0x10;
        return copy;
    }

    private static String ask(Protocol protocol, String request) {
        byte[] line = request.getBytes(StandardCharsets.UTF_8);
        return protocol.answer(line, line.length);
    }

    private static byte[] base41(String text) {
        try {
            return Base41.decode(Base41.behind("MP1:", text.getBytes(StandardCharsets.US_ASCII)).orElseThrow());
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String seconds(String instant) {
        return String.valueOf(Instant.parse(instant).getEpochSecond());
    }

    private static String orNothing(String cell) {
        return cell.isEmpty() ? "-" : cell;
    }

    private static String between(String text, String from, String to) {
        int at = text.indexOf(from) + from.length();
        return text.substring(at, text.indexOf(to, at));
    }
}
