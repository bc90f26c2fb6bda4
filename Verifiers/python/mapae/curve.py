"""The arithmetic of edwards25519, as far as the vetting of keys needs it (SIG-1).

Nothing here is secret, so nothing is constant-time.
"""

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQUARE_ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

IDENTITY = (0, 1, 1, 0)


def add(a: tuple, b: tuple) -> tuple:
    """The sum of two points in extended coordinates. It is complete: it doubles too."""
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    m = (y1 - x1) * (y2 - x2) % P
    n = (y1 + x1) * (y2 + x2) % P
    c = 2 * D * t1 * t2 % P
    d = 2 * z1 * z2 % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a: tuple) -> tuple:
    """Twice a point: the same as add(a, a), with less work."""
    x, y, z, _ = a
    xx, yy = x * x % P, y * y % P
    h = xx + yy
    e = h - (x + y) * (x + y) % P
    g = xx - yy
    f = 2 * z * z % P + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, point: tuple) -> tuple:
    product = IDENTITY
    for bit in bin(n)[2:]:
        product = double(product)
        if bit == "1":
            product = add(product, point)
    return product


def is_identity(point: tuple) -> bool:
    x, y, z, _ = point
    return x % P == 0 and (y - z) % P == 0


def x_of(y: int) -> int | None:
    """One of the two x that belong to y; None where no point has this y (RFC 8032, 5.1.3)."""
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P == 0:
        return x
    x = x * SQUARE_ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P == 0:
        return x
    return None


def is_vetted(key: bytes) -> bool:
    """Whether a public key is the canonical encoding of a point of prime order (SIG-1)."""
    if len(key) != 32:
        return False
    encoded = int.from_bytes(key, "little")
    y, sign = encoded % 2**255, encoded >> 255
    if y >= P:
        return False  # not canonical
    x = x_of(y)
    if x is None:
        return False  # not on the curve
    if x == 0:
        return False  # of order one or two, whatever the sign
    if x % 2 != sign:
        x = P - x
    return is_identity(times(L, (x, y, 1, x * y % P)))
