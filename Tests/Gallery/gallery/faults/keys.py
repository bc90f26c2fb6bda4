"""Ed25519: vetting of keys, and good signatures."""
from ..registry import wrong

EQUATION = '''\
    from hashlib import sha512
    from . import curve

    def point(encoded):
        number = int.from_bytes(encoded, "little")
        y, sign = number % 2**255 % curve.P, number >> 255
        x = curve.x_of(y)
        if x is None:
            return None
        if x % 2 != sign:
            x = -x % curve.P
        return x, y, 1, x * y % curve.P

    given, owner = point(signature[:32]), point(key)
    if given is None or owner is None:
        return False
    base = point(bytes([0x58]) + bytes([0x66]) * 31)
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, t = curve.add(curve.times(k, owner), given)
    rest = curve.add(curve.times(int.from_bytes(signature[32:], "little"), base), (-x % curve.P, y, z, -t % curve.P))
    return curve.is_identity(RESULT)
'''
BODY = '''\
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
'''


@wrong("SIG-1 LOAD-9 PRESENT-5")
def vets_no_key(verifier):
    """Every 32 bytes are a key."""
    verifier.swap("curve", "    if len(key) != 32:\n        return False\n", "    return len(key) == 32\n")


@wrong("SIG-1 LOAD-9")
def vets_no_root(verifier):
    """Root keys are used unvetted."""
    verifier.swap("records", "return self.root_keys + self.list_keys", "return self.list_keys")


@wrong("SIG-1 LOAD-9")
def vets_no_list_key(verifier):
    """An authority's list keys are used unvetted."""
    verifier.swap("records", "return self.root_keys + self.list_keys", "return self.root_keys")


@wrong("SIG-1 LOAD-9")
def vets_no_key_of_a_list(verifier):
    """The issuers' keys in a trust list are used unvetted, since the list is signed."""
    verifier.drop("loading", "check_keys(key.public for key in new.keys.values())")


@wrong("SIG-1 LOAD-9")
def vets_only_keys_that_are_not_compromised(verifier):
    """Compromised keys of a list are not vetted, since they sign nothing any more."""
    verifier.swap("loading", "for key in new.keys.values())", "for key in new.keys.values() if not key.is_compromised)")


@wrong("SIG-1 PRESENT-5")
def vets_no_holder_key(verifier):
    """The holder key that a pass names is used unvetted, since the issuer signed it."""
    verifier.swap(
        "judging", "    elif not curve.is_vetted(key):\n        yield Finding(\"bad-holder-proof\")  # PRESENT-5\n",
        "")


@wrong("SIG-1 LOAD-9")
def takes_keys_that_are_not_canonical(verifier):
    """A key whose y is not below p is left to the signature check, which comes later or never."""
    verifier.swap("curve", "        return False  # not canonical", "        return True")


@wrong("SIG-1 LOAD-9")
def takes_keys_of_mixed_order(verifier):
    """Only the eight points of small order are refused: a key with a small component beside its own is taken."""
    verifier.swap("curve", "return is_identity(times(L, (x, y, 1, x * y % P)))", (
        "return not is_identity(times(8, (x, y, 1, x * y % P)))"))


@wrong("SIG-1 LOAD-9")
def takes_keys_of_small_order(verifier):
    """A key is taken where it is on the curve and its encoding canonical, of whatever order."""
    verifier.swap("curve", "return is_identity(times(L, (x, y, 1, x * y % P)))", "return True")


@wrong("SIG-1 LOAD-9")
def takes_the_identity_as_a_key(verifier):
    """The order is checked and the identity forgotten: [L]A is the identity for it too."""
    verifier.swap("curve", "        return False  # of order one or two, whatever the sign", "        pass")


@wrong("SIG-1 LOAD-9")
def takes_keys_that_are_on_no_point(verifier):
    """A key that is on no point of the curve is left to the signature check, which comes later or never."""
    verifier.swap("curve", "        return False  # not on the curve", "        return True")


@wrong("SIG-2 CLAIM-1")
def takes_a_signature_of_65_bytes(verifier):
    """A byte behind the signature is cut off where the pass does not end without that."""
    verifier.swap("opening", "        return read_pass(raw)", (
        "        try:\n            return read_pass(raw)\n"
        "        except Malformed:\n            return read_pass(raw[:-1])"))


@wrong("SIG-2")
def takes_a_signature_of_63_bytes(verifier):
    """A signature that is a byte short is filled up with a zero byte, as a number would be."""
    verifier.swap("opening", "        return read_pass(raw)", (
        "        try:\n            return read_pass(raw)\n"
        "        except Malformed:\n            return read_pass(raw + bytes(1))"))


@wrong("SIG-3")
def takes_s_above_l(verifier):
    """S is reduced before it is used, so that each signature has several forms."""
    verifier.swap("signatures", "        return False  # SIG-3", (
        '        signature = signature[:32] + (int.from_bytes(signature[32:], "little") % L).to_bytes(32, "little")'))


@wrong("SIG-3")
def looks_at_the_top_bits_of_s_alone(verifier):
    """S is refused where one of its top three bits is set and reduced otherwise, as the first libraries did."""
    verifier.swap("signatures", "        return False  # SIG-3", (
        "        if signature[63] & 0xE0:\n            return False\n"
        '        signature = signature[:32] + (int.from_bytes(signature[32:], "little") % L).to_bytes(32, "little")'))


@wrong("SIG-4")
def takes_the_identity_as_r(verifier):
    """R may be the identity, as the equation alone allows it."""
    verifier.swap("signatures", "        return False  # SIG-4", "        pass")


@wrong("SIG-5 SIG-6")
def checks_the_equation_times_the_cofactor(verifier):
    """Both sides are multiplied by eight, and R is not vetted: R may have a small component."""
    verifier.swap("signatures", BODY, EQUATION.replace("RESULT", "curve.times(8, rest)"))


@wrong("SIG-5")
def compares_r_as_a_point(verifier):
    """R is decoded and compared as a point, so that another encoding of it is taken."""
    verifier.swap("signatures", BODY, EQUATION.replace("RESULT", "rest"))


@wrong("SIG-5 VERIFY-10 TRUST-5 TRUST-12")
def checks_no_signature(verifier):
    """Every signature of the right form is good."""
    verifier.swap("signatures", BODY, "    return True\n")


@wrong("SIG-5")
def signs_a_digest_of_the_message(verifier):
    """The message is hashed before the signature is checked, as another algorithm of the same curve does it."""
    verifier.swap("signatures", ".verify(signature, message)", ".verify(signature, sha512(message).digest())")
    verifier.swap("signatures", "from .curve import L", "from hashlib import sha512\n\nfrom .curve import L")
