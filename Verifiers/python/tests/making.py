"""Objects made for tests, field by field, signed with keys of one-byte seeds."""

from hashlib import sha256

from mapae import signatures
from mapae.bundles import write_bundle
from mapae.revocations import write_revocations
from signing import public, sign

ROOT, LIST_KEY, PASS_KEY, STATUS_KEY, STANDBY, HOLDER = 1, 2, 3, 4, 5, 6
FOREVER = 2**40 - 1
DAY = 86_400


def u(size: int, value: int) -> bytes:
    return value.to_bytes(size, "big")


def group(signers: list[tuple[int, int]], message: bytes) -> bytes:
    """Signer bits and signatures, from pairs of index and seed."""
    mask = sum(1 << index for index, _ in signers)
    return u(2, mask) + b"".join(sign(seed, message) for _, seed in sorted(signers))


def record(number=1, domain=b"n" * 32, issued=0, until=FOREVER, roots=(ROOT,), threshold=1,
           lists=(LIST_KEY,), list_threshold=1, previous=(), own=((0, ROOT),), tail=b"") -> bytes:
    signed = (b"\x13" + u(1, number) + domain + u(5, issued) + u(5, until)
              + u(1, len(roots)) + b"".join(map(key_bytes, roots)) + u(1, threshold)
              + u(1, len(lists)) + b"".join(map(key_bytes, lists)) + u(1, list_threshold))
    message = signatures.covered(
        signatures.RECORD, bytes(32) if number == 1 else domain, signed)
    return signed + group(list(previous), message) + group(list(own), message) + tail


def key_bytes(key: int | bytes) -> bytes:
    return key if isinstance(key, bytes) else public(key)


FIRST = record()
DOMAIN = sha256(FIRST[:-68]).digest()  # 2 bytes of previous signers, 2 and 64 of own ones


def key(number, seed=PASS_KEY, flags=0, until=10_000_000) -> bytes:
    return u(3, number) + key_bytes(seed) + u(1, flags) + u(5, until)


def issuer(identity=1, name=b"Issuer", profiles=(1, 2), generation=0, demand=0,
           keys=(key(0), key(1, STATUS_KEY, 1))) -> bytes:
    return (u(2, identity) + u(1, len(name)) + name
            + u(1, len(profiles)) + b"".join(u(2, profile) for profile in profiles)
            + u(1, generation) + u(4, demand) + u(2, len(keys)) + b"".join(keys))


def rule(profile=1, begin=0, end=FOREVER, anchor=0, opens=0, closes=100, offset=64,
         condition=None, kind=1) -> bytes:
    body = u(1, anchor) + u(4, opens) + u(4, closes) + u(1, offset)
    if condition:
        body += u(1, condition[0]) + u(3, condition[1])
    return u(1, 13 + len(body)) + u(1, kind) + u(2, profile) + u(5, begin) + u(5, end) + body


def trust_list(domain=DOMAIN, authority=1, number=1, next_key=10, issued=1000, refresh=2000,
               expires=DAY, issuers=(issuer(),), rules=(), signers=((0, LIST_KEY),), tail=b"",
               label=signatures.TRUST_LIST) -> bytes:
    signed = (b"\x14" + domain + u(1, authority) + u(4, number) + u(4, next_key) + u(5, issued)
              + u(5, refresh) + u(5, expires) + u(2, len(issuers)) + b"".join(issuers)
              + u(1, len(rules)) + b"".join(rules))
    return signed + group(list(signers), signatures.covered(label, domain, signed)) + tail


def head(domain=DOMAIN, key=1, generation=0, number=1, issued=1000, expires=DAY, live=0) -> bytes:
    return (domain[:4] + u(3, key) + u(1, generation) + u(4, number)
            + u(5, issued) + u(5, expires) + u(4, live))


def revoked_serials(serials, live=0, limit=2**24) -> bytes:
    serials = list(serials)
    greatest = serials[-1] if serials else 0
    return write_revocations([serials] if serials else [], len(serials), greatest, live, limit)


def status_list(serials=(), seed=STATUS_KEY, revoked=None, domain=DOMAIN, live=0, **fields) -> bytes:
    if revoked is None:
        revoked = revoked_serials(serials, live)
    signed = b"\x15" + head(domain=domain, live=live, **fields) + revoked
    return signed + sign(seed, signatures.covered(signatures.STATUS_LIST, domain, signed))


def delta(base: int, added, whole: bytes, revoked=None) -> bytes:
    """The delta from a list of a number to a whole list, with these serials added."""
    live = int.from_bytes(whole[23:27], "big")
    if revoked is None:
        revoked = revoked_serials(added, live)
    return b"\x18" + whole[1:27] + u(4, base) + revoked + whole[-64:]


def make_pass(number=0, profile=1, serial=7, issued=1500, valid_from=0, lifetime=3000, claims=b"",
              seed=PASS_KEY, domain=DOMAIN, label=signatures.PASS) -> bytes:
    signed = (b"\x11" + domain[:4] + u(3, number) + u(2, profile) + u(4, serial) + u(5, issued)
              + u(4, valid_from) + u(4, lifetime) + claims)
    return signed + sign(seed, signatures.covered(label, domain, signed))


def presentation(shown: bytes, at=2000, challenge=b"", seed=HOLDER, domain=DOMAIN,
                 label=signatures.PRESENTATION) -> bytes:
    signed = b"\x12" + u(5, at) + u(1, len(challenge)) + challenge + shown
    return signed + sign(seed, signatures.covered(label, domain, signed))


def holder_claim(key=HOLDER) -> bytes:
    return b"\x62\x20" + key_bytes(key)


def bundle(*parts: bytes) -> bytes:
    return write_bundle(list(parts))


def date(year: int, month=0, day=0) -> bytes:
    return u(3, year << 9 | month << 5 | day)
