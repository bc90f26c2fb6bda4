"""Signs objects of a small world, so that the tests can break them one by one.

Ed25519 is RFC 8032 on the point addition of spec/ed25519.md: slow, and of no
common root with the library or with OpenSSL."""

import hashlib
import re


def curve(path):
    code = re.search(r"```python\n(.*?)```", open(path, encoding="utf-8").read(), re.S).group(1)
    names = {}
    exec(code, names)
    return names


CURVE = curve("../../spec/ed25519.md")
P, L, add, vetted = (CURVE[name] for name in ("P", "L", "add", "vetted"))
IDENTITY = (0, 1, 1, 0)
BASE_Y = 4 * pow(5, P - 2, P) % P


def decode(key):
    y, sign = int.from_bytes(key, "little") & (2**255 - 1), key[31] >> 7
    u, v = (y * y - 1) % P, (CURVE["D"] * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
        if (v * x * x - u) % P:
            return None
    x = P - x if x & 1 != sign else x
    return (x % P, y % P, 1, x * y % P)


def encode(point):
    inverse = pow(point[2], P - 2, P)
    return (point[1] * inverse % P | (point[0] * inverse % P & 1) << 255).to_bytes(32, "little")


def times(n, point):
    q = IDENTITY
    while n:
        q = add(q, point) if n & 1 else q
        point, n = add(point, point), n >> 1
    return q


POWERS = [decode(BASE_Y.to_bytes(32, "little"))]
for _ in range(255):
    POWERS.append(add(POWERS[-1], POWERS[-1]))


def times_base(n):
    q = IDENTITY
    for bit, power in enumerate(POWERS):
        q = add(q, power) if n >> bit & 1 else q
    return q


def sha512(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


class Key:
    def __init__(self, seed):
        half = hashlib.sha512(bytes([seed]) * 32).digest()
        self.scalar = int.from_bytes(half[:32], "little") & (2**254 - 8) | 2**254
        self.prefix = half[32:]
        self.public = encode(times_base(self.scalar))

    def sign(self, message):
        r = sha512(self.prefix, message) % L
        point = encode(times_base(r))
        return point + ((r + sha512(point, self.public, message) * self.scalar) % L).to_bytes(32, "little")


KEYS = {}


def key(seed):
    if seed not in KEYS:
        KEYS[seed] = Key(seed)
    return KEYS[seed]


def u(size, number):
    return number.to_bytes(size, "big")


def signed(label, domain, body, seeds):
    message = label.ljust(16, b"\0") + domain + body
    return b"".join(key(seed).sign(message) for seed in seeds)


def mask(seeds, all_seeds):
    return u(2, sum(1 << i for i, seed in enumerate(all_seeds) if seed in seeds))


class Record:
    def __init__(self, number=1, domain=bytes(range(32)), roots=(1, 2, 3), threshold=2, list_keys=(17,),
                 list_threshold=1, issued=0, until=10**9, previous=None, previous_by=(1, 2), by=(1, 2),
                 publics=None):
        named = publics or {}
        public = lambda seed: named.get(seed) or key(seed).public
        self.roots, self.threshold = roots, threshold
        self.body = (b"\x13" + u(1, number) + domain + u(5, issued) + u(5, until) +
                     u(1, len(roots)) + b"".join(map(public, roots)) + u(1, threshold) +
                     u(1, len(list_keys)) + b"".join(map(public, list_keys)) + u(1, list_threshold))
        self.digest = hashlib.sha256(self.body).digest()
        self.list_keys = list_keys
        covers = bytes(32) if number == 1 else domain
        sign = lambda seeds: signed(b"mapae1 authority", covers, self.body, seeds)
        self.bytes = (self.body +
                      (mask(previous_by, previous.roots) + sign(previous_by) if previous else u(2, 0)) +
                      mask(by, roots) + sign(by))


def issuer_key(number, seed=None, flags=0, until=10**8, public=None):
    return u(3, number) + (public or key(seed).public) + u(1, flags) + u(5, until)


def issuer(id=1, name=b"Office", profiles=(1, 2), generation=0, demand=0, keys=()):
    return (u(2, id) + u(1, len(name)) + name + u(1, len(profiles)) +
            b"".join(u(2, p) for p in profiles) + u(1, generation) + u(4, demand) +
            u(2, len(keys)) + b"".join(keys))


def rule(profile=1, start=0, end=2**40 - 1, anchor=1, opens=0, closes=1000, offset=64, condition=None, kind=1):
    body = u(1, kind) + u(2, profile) + u(5, start) + u(5, end) + u(1, anchor) + u(4, opens) + u(4, closes) + u(1, offset)
    if condition:
        body += u(1, condition[0]) + u(3, condition[1])
    return u(1, len(body)) + body


def trust_list(domain, authority=1, number=1, next_key=10, issued=1000, refresh=2000, expires=10000,
               issuers=(), rules=(), by=(17,), of=(17,)):
    body = (b"\x14" + domain + u(1, authority) + u(4, number) + u(4, next_key) + u(5, issued) +
            u(5, refresh) + u(5, expires) + u(2, len(issuers)) + b"".join(issuers) +
            u(1, len(rules)) + b"".join(sorted(rules)))
    return body + mask(by, of) + signed(b"mapae1 trust", domain, body, by)


def revoked(serials, first_live):
    """Revoked serials in their one encoding."""
    if not serials:
        return u(4, 0)
    count, greatest = len(serials), serials[-1]
    k = ((greatest - first_live + 1) // count).bit_length() - 1
    blocks = []
    for i, serial in enumerate(serials):
        gap = serial - serials[i - 1] - 1 if i else 0
        if not blocks or blocks[-1][1] == 256 or gap >> k >= 24:
            blocks.append([serial, 1, ""])
            continue
        blocks[-1][1] += 1
        blocks[-1][2] += "0" * (gap >> k) + "1" + (format(gap & (1 << k) - 1, "0%db" % k) if k else "")
    index, codes = b"", b""
    for first, _, bits in blocks:
        bits += "0" * (-len(bits) % 8)
        codes += bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
        index += u(4, first) + u(4, len(codes))
    return u(4, count) + u(4, greatest) + u(4, len(blocks)) + index + codes


def serials_of(body, first_live):
    """The serials of such bytes, read without any check."""
    count, greatest, blocks = (int.from_bytes(body[at:at + 4], "big") for at in (0, 4, 8))
    if count == 0:
        return []
    k = ((greatest - first_live + 1) // count).bit_length() - 1
    serials, start = [], 12 + 8 * blocks
    for at in range(12, 12 + 8 * blocks, 8):
        end = 12 + 8 * blocks + int.from_bytes(body[at + 4:at + 8], "big")
        bits, start = "".join(format(byte, "08b") for byte in body[start:end]), end
        serials.append(int.from_bytes(body[at:at + 4], "big"))
        while "1" in bits:
            quotient = bits.index("1")
            low, bits = bits[quotient + 1:quotient + 1 + k], bits[quotient + 1 + k:]
            serials.append(serials[-1] + (quotient << k) + int(low or "0", 2) + 1)
    return serials


def status_list(domain, seed=41, number_of_key=5, generation=0, number=1, issued=1000, expires=9000,
                first_live=0, serials=(), body=None):
    head = (b"\x15" + domain[:4] + u(3, number_of_key) + u(1, generation) + u(4, number) +
            u(5, issued) + u(5, expires) + u(4, first_live))
    head += revoked(list(serials), first_live) if body is None else body
    return head + signed(b"mapae1 status", domain, head, (seed,))


def delta(whole, base=1, added=(), body=None):
    """Brings a door from its list of number `base` to the list `whole`."""
    first_live = int.from_bytes(whole[23:27], "big")
    return (b"\x18" + whole[1:27] + u(4, base) + (revoked(list(added), first_live) if body is None else body) +
            whole[-64:])


def bundle(*parts):
    return b"\x16" + b"".join(u(4, len(part)) + part for part in parts)


def make_pass(domain, seed=33, number=1, profile=1, serial=100, issued=1500, start=0, lifetime=5000, claims=b""):
    body = (b"\x11" + domain[:4] + u(3, number) + u(2, profile) + u(4, serial) + u(5, issued) +
            u(4, start) + u(4, lifetime) + claims)
    return body + signed(b"mapae1 pass", domain, body, (seed,))


def present(domain, inner, seed, at, challenge=b""):
    body = b"\x12" + u(5, at) + u(1, len(challenge)) + challenge + inner
    return body + signed(b"mapae1 present", domain, body, (seed,))


def text_claim(tag, value):
    return u(1, tag) + u(1, len(value)) + value


def date(year, month=0, day=0):
    return u(3, year << 9 | month << 5 | day)
