"""The edges are what their names say: each would be taken by a verifier that leaves out the rule that refuses it."""
import pathlib
import re
import unittest

from generator import curve, edges
from generator.curve import BASE, IDENTITY, L, P, add, encode, multiply, negate
from generator.keys import Key

CHAPTER = (pathlib.Path(__file__).resolve().parents[2] / "spec" / "ed25519.md").read_text(encoding="utf-8")
MESSAGE = b"a message"
KEY = Key("a test of the edges")
SCALAR = curve.secret_scalar(KEY.secret)


def decoded(octets):
    """The point of an encoding, canonical or not."""
    number = int.from_bytes(octets, "little")
    y = (number & (1 << 255) - 1) % P
    return curve.x_of(y, number >> 255), y


def difference(signature, public, message):
    """[S]B − [k]A − R, with R and A decoded as they are and S not reduced."""
    k = curve.challenge(signature[:32], public, message)
    s = int.from_bytes(signature[32:], "little")
    left = add(multiply(s, BASE), negate(multiply(k, decoded(public))))
    return add(left, negate(decoded(signature[:32])))


class KeysTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        code = re.search(r"```python\n(.*?)```", CHAPTER, re.DOTALL)[1]
        names = {}
        exec(code, names)  # The check that the chapter prints.
        cls.vetted = staticmethod(names["vetted"])

    def test_the_chapters_check_refuses_each_bad_key(self):
        keys = edges.bad_keys()
        self.assertEqual(len({key.octets for key in keys}), len(keys))
        self.assertEqual([key.name for key in keys if self.vetted(key.octets)], [])
        self.assertTrue(self.vetted(KEY.public))

    def test_every_encoding_that_is_not_canonical_is_there(self):
        there = {key.octets for key in edges.non_canonical()}
        expected = {curve.encoding(y, sign) for y in range(P, 2**255) for sign in (0, 1)}
        expected |= {curve.encoding(1, 1), curve.encoding(P - 1, 1)}
        self.assertEqual(there, expected)

    def test_every_point_of_small_order_is_there(self):
        self.assertEqual(len({key.octets for key in edges.small_order()}), 8)
        for key in edges.small_order():
            self.assertEqual(multiply(8, decoded(key.octets)), IDENTITY)

    def test_a_forged_signature_fits_the_equation(self):
        keys = [key for key in edges.bad_keys() if key.order]
        self.assertGreater(len(keys), 20)
        for key in keys:
            with self.subTest(key.name):
                self.assertEqual(difference(edges.forged(MESSAGE, key), key.octets, MESSAGE), IDENTITY)


class SignaturesTests(unittest.TestCase):
    def test_any_nonce_is_good(self):
        for r in (1, L - 1, edges.nonce("a test")):
            KEY.private.public_key().verify(edges.signed(MESSAGE, KEY.public, SCALAR, r), MESSAGE)

    def test_a_mixed_r_fits_the_equation_times_eight_only(self):
        for point in curve.torsion()[1:]:
            made = edges.signed(MESSAGE, KEY.public, SCALAR, edges.nonce("a test"), point)
            left = difference(made, KEY.public, MESSAGE)
            self.assertNotEqual(left, IDENTITY)
            self.assertEqual(multiply(8, left), IDENTITY)

    def test_an_r_that_is_the_identity_fits_the_equation(self):
        made = edges.over(MESSAGE, KEY.public, SCALAR, 0, encode(IDENTITY))
        self.assertEqual(difference(made, KEY.public, MESSAGE), IDENTITY)

    def test_an_s_that_is_not_reduced_fits_the_equation(self):
        made = edges.signed(MESSAGE, KEY.public, SCALAR, edges.nonce("a test"))
        high = curve.signature(made[:32], int.from_bytes(made[32:], "little") + 14 * L)
        self.assertEqual(difference(high, KEY.public, MESSAGE), IDENTITY)


if __name__ == "__main__":
    unittest.main()
