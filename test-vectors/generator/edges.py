"""Public keys and signatures at the edges of spec/ed25519.md, which no library makes."""
import hashlib
from dataclasses import dataclass

from . import curve
from .curve import BASE, IDENTITY, L, P, add, challenge, encode, encoding, multiply, signature
from .keys import drawn


@dataclass(frozen=True)
class PublicKey:
    """An encoding that SIG-1 refuses, with what is known of it."""
    name: str
    octets: bytes
    what: str
    order: int = 0   # The order of its part of small order; 0 where the encoding is no point, or its logarithm unknown.
    scalar: int = 0  # The logarithm of its part of prime order.


def nonce(name):
    return int.from_bytes(drawn(f"nonce {name}"), "little") % L


# Signatures

def signed(message, public, scalar, r, torsion=IDENTITY):
    """R = [r]B and a point of small order; S = r + k · scalar, as for an honest key."""
    return over(message, public, scalar, r, encode(add(multiply(r, BASE), torsion)))


def over(message, public, scalar, r, r_octets):
    """The same with any 32 bytes in R's place."""
    return signature(r_octets, (r + challenge(r_octets, public, message) * scalar) % L)


def forged(message, key):
    """A signature that the equation without the cofactor takes for this key: k is a multiple of its small order."""
    r = nonce("forged")
    point = multiply(r, BASE)
    while challenge(encode(point), key.octets, message) % key.order:
        r, point = r + 1, add(point, BASE)
    return over(message, key.octets, key.scalar, r, encode(point))


def in_context(message, public, scalar, flag, context):
    """Ed25519ctx (flag 0) or Ed25519ph (flag 1) of RFC 8032, by the same key."""
    prefix = b"SigEd25519 no Ed25519 collisions" + bytes([flag, len(context)]) + context
    if flag:
        message = hashlib.sha512(message).digest()
    r = nonce("context")
    r_octets = encode(multiply(r, BASE))
    k = int.from_bytes(hashlib.sha512(prefix + r_octets + public + message).digest(), "little") % L
    return signature(r_octets, (r + k * scalar) % L)


# Keys

def small_order():
    """The eight points of small order in their canonical encodings."""
    for index, point in enumerate(curve.torsion()):
        order = curve.order_of_small(point)
        yield PublicKey(f"small-order-{order}-{index}", encode(point), f"the point [{index}]T of order {order}", order)


def non_canonical():
    """Every encoding of 255 bits that is not the one of its point: y of P and above, and a sign where x is 0."""
    yield PublicKey("identity-with-sign", encoding(1, 1), "the identity with the sign bit set", 1)
    yield PublicKey("order-2-with-sign", encoding(P - 1, 1), "the point of order 2 with the sign bit set", 2)
    for beyond in range(19):
        for sign in (0, 1):
            x = curve.x_of(beyond, sign)
            name = f"y-p-plus-{beyond}" + ("-with-sign" if sign else "")
            what = f"the encoding of y = 2^255 - 19 + {beyond} with the sign bit {sign}"
            if x is None:
                yield PublicKey(name, encoding(P + beyond, sign), what + ", of no point of the curve")
            elif multiply(8, (x, beyond)) == IDENTITY:
                order = curve.order_of_small((x, beyond))
                yield PublicKey(name, encoding(P + beyond, sign), f"{what}, of a point of order {order}", order)
            else:
                is_prime = multiply(L, (x, beyond)) == IDENTITY
                kind = "prime order" if is_prime else "mixed order"
                yield PublicKey(name, encoding(P + beyond, sign), f"{what}, of a point of {kind}")


def off_the_curve():
    y = next(y for y in range(2, 100) if curve.x_of(y, 0) is None)
    yield PublicKey("off-the-curve", encoding(y, 0), f"the encoding of y = {y}, which no point of the curve has")
    yield PublicKey("off-the-curve-with-sign", encoding(y, 1), f"the encoding of y = {y} with the sign bit 1, which "
                    "no point of the curve has")


def mixed_order():
    """A good key plus each point of small order but the identity."""
    scalar = nonce("mixed key")
    good = multiply(scalar, BASE)
    for index, point in enumerate(curve.torsion()):
        if index:
            order = curve.order_of_small(point)
            yield PublicKey(f"mixed-order-{order}-{index}", encode(add(good, point)),
                            f"a point of prime order plus [{index}]T, which has order {order}", order, scalar)


def bad_keys():
    return [*small_order(), *non_canonical(), *off_the_curve(), *mixed_order()]
