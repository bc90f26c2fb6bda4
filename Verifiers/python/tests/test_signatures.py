"""Which keys and which signatures are good."""

import unittest

from mapae.curve import P, L, add, double, is_vetted, times, x_of
from mapae.signatures import is_good
from signing import BASE, encode, hashed, public, secret_of, seed, sign

ORDER_TWO = (0, P - 1, 1, 0)




class Keys(unittest.TestCase):
    def test_good(self):
        self.assertTrue(is_vetted(public(1)))
        self.assertTrue(is_vetted(encode(BASE)))

    def test_doubling_is_adding(self):
        point = times(12345, BASE)
        self.assertEqual(encode(double(point)), encode(add(point, point)))

    def test_small_order(self):
        order_four = ((x_of(0)), 0, 1, 0)
        for point in ((0, 1, 1, 0), ORDER_TWO, order_four):
            self.assertFalse(is_vetted(encode(point)))

    def test_mixed_order(self):
        self.assertFalse(is_vetted(encode(add(BASE, ORDER_TWO))))

    def test_other_encodings(self):
        for y in (P, P + 1, 2**255 - 1):
            self.assertFalse(is_vetted(y.to_bytes(32, "little")))
        self.assertFalse(is_vetted((1 | 1 << 255).to_bytes(32, "little")))  # -0

    def test_not_on_the_curve(self):
        self.assertIsNone(x_of(2))
        self.assertFalse(is_vetted((2).to_bytes(32, "little")))

    def test_lengths(self):
        self.assertFalse(is_vetted(public(1)[:31]))
        self.assertFalse(is_vetted(public(1) + b"\0"))


class Signatures(unittest.TestCase):
    def test_good(self):
        self.assertTrue(is_good(sign(1, b"m"), public(1), b"m"))

    def test_rfc_8032_test_1(self):
        key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        signature = ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
        self.assertTrue(is_good(bytes.fromhex(signature), bytes.fromhex(key), b""))

    def test_altered(self):
        good = sign(1, b"m")
        self.assertFalse(is_good(good, public(1), b"n"))
        self.assertFalse(is_good(good, public(2), b"m"))
        for place in (0, 31, 32, 62):
            bad = bytearray(good)
            bad[place] ^= 1
            self.assertFalse(is_good(bytes(bad), public(1), b"m"))

    def test_length(self):
        self.assertFalse(is_good(sign(1, b"m")[:63], public(1), b"m"))
        self.assertFalse(is_good(sign(1, b"m") + b"\0", public(1), b"m"))

    def test_s_plus_l(self):
        good = sign(1, b"m")
        s = int.from_bytes(good[32:], "little") + L
        self.assertFalse(is_good(good[:32] + s.to_bytes(32, "little"), public(1), b"m"))

    def test_r_identity(self):
        scalar, _, key = secret_of(seed(1))
        r = b"\1" + bytes(31)
        s = hashed(r + key + b"m") * scalar % L
        self.assertFalse(is_good(r + s.to_bytes(32, "little"), key, b"m"))

    def test_r_of_mixed_order(self):
        scalar, _, key = secret_of(seed(1))
        r = encode(add(times(99, BASE), ORDER_TWO))
        s = (99 + hashed(r + key + b"m") * scalar) % L
        self.assertFalse(is_good(r + s.to_bytes(32, "little"), key, b"m"))
