#include "ed25519.h"

#include "source.h"

#include <string.h>

/* ---- The field of 2^255 - 19 ----
 *
 * Ten limbs of 26 and 25 bits in turn; limb i stands for 2^ceil(25.5 i). A
 * product's limbs are below 2^25.1 in absolute value. Sums of up to four such
 * numbers may be multiplied: a column is then below 2^61. Nothing is secret, so
 * nothing needs constant time. `>>` of a negative number rounds down, as gcc
 * says that it does. */

#define LIMBS 10u

struct field {
    int32_t limb[LIMBS];
};

static const struct field ONE = {{1}};

static const uint8_t TWO_D[32] = {
    0x59, 0xf1, 0xb2, 0x26, 0x94, 0x9b, 0xd6, 0xeb, 0x56, 0xb1, 0x83, 0x82, 0x9a, 0x14, 0xe0, 0x00,
    0x30, 0xd1, 0xf3, 0xee, 0xf2, 0x80, 0x8e, 0x19, 0xe7, 0xfc, 0xdf, 0x56, 0xdc, 0xd9, 0x06, 0x24};
static const uint8_t CURVE_D[32] = {
    0xa3, 0x78, 0x59, 0x13, 0xca, 0x4d, 0xeb, 0x75, 0xab, 0xd8, 0x41, 0x41, 0x4d, 0x0a, 0x70, 0x00,
    0x98, 0xe8, 0x79, 0x77, 0x79, 0x40, 0xc7, 0x8c, 0x73, 0xfe, 0x6f, 0x2b, 0xee, 0x6c, 0x03, 0x52};
static const uint8_t ROOT_OF_MINUS_ONE[32] = {
    0xb0, 0xa0, 0x0e, 0x4a, 0x27, 0x1b, 0xee, 0xc4, 0x78, 0xe4, 0x2f, 0xad, 0x06, 0x18, 0x43, 0x2f,
    0xa7, 0xd7, 0xfb, 0x3d, 0x99, 0x00, 0x4d, 0x2b, 0x0b, 0xdf, 0xc1, 0x4f, 0x80, 0x24, 0x83, 0x2b};
/* L, the order of the base point. */
static const uint8_t ORDER[32] = {
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10};

static unsigned limb_size(unsigned i)
{
    return 26u - i % 2u;
}

/* Bit 255 is left out. */
static struct field field_of(const uint8_t bytes[32])
{
    struct field result;
    uint64_t word = 0;
    unsigned bits = 0;
    unsigned next = 0;
    for (unsigned i = 0; i < LIMBS; i++) {
        while (bits < limb_size(i) && next < 32) {
            word |= (uint64_t)bytes[next++] << bits;
            bits += 8;
        }
        result.limb[i] = (int32_t)(word & ((1u << limb_size(i)) - 1u));
        word >>= limb_size(i);
        bits -= limb_size(i);
    }
    return result;
}

/* The one encoding, below 2^255 - 19. */
static void field_bytes(uint8_t bytes[32], const struct field *a)
{
    struct field b = *a;
    /* The floor of a / 2^255 + 19 / 2^255 is how often 2^255 - 19 is taken off. */
    int32_t quotient = (19 * b.limb[9] + (1 << 24)) >> 25;
    for (unsigned i = 0; i < LIMBS; i++) {
        quotient = (b.limb[i] + quotient) >> limb_size(i);
    }
    b.limb[0] += 19 * quotient;
    uint64_t word = 0;
    unsigned bits = 0;
    unsigned next = 0;
    int32_t carry = 0;
    for (unsigned i = 0; i < LIMBS; i++) {
        int32_t limb = b.limb[i] + carry;
        carry = limb >> limb_size(i);
        word |= (uint64_t)((uint32_t)limb & ((1u << limb_size(i)) - 1u)) << bits;
        bits += limb_size(i);
        while (bits >= 8) {
            bytes[next++] = (uint8_t)word;
            word >>= 8;
            bits -= 8;
        }
    }
    bytes[next] = (uint8_t)word;
}

static struct field add(const struct field *a, const struct field *b)
{
    struct field sum;
    for (unsigned i = 0; i < LIMBS; i++) {
        sum.limb[i] = a->limb[i] + b->limb[i];
    }
    return sum;
}

static struct field subtract(const struct field *a, const struct field *b)
{
    struct field difference;
    for (unsigned i = 0; i < LIMBS; i++) {
        difference.limb[i] = a->limb[i] - b->limb[i];
    }
    return difference;
}

static void carry(int64_t column[], unsigned i)
{
    int64_t over = (column[i] + (1 << (limb_size(i) - 1u))) >> limb_size(i);
    column[i] -= over * (1 << limb_size(i));
    if (i == LIMBS - 1u) {
        column[0] += 19 * over;
    } else {
        column[i + 1u] += over;
    }
}

static struct field multiply(const struct field *a, const struct field *b)
{
    int64_t column[2 * LIMBS - 1u] = {0};
    struct field product;
    for (unsigned i = 0; i < LIMBS; i++) {
        for (unsigned j = 0; j < LIMBS; j++) {
            /* Two odd limbs stand half a bit too high each. */
            column[i + j] += (int64_t)a->limb[i] * (b->limb[j] * (1 + (int32_t)(i & j & 1u)));
        }
    }
    for (unsigned i = LIMBS; i < 2u * LIMBS - 1u; i++) {
        column[i - LIMBS] += 19 * column[i];
    }
    for (unsigned i = 0; i < LIMBS; i++) {
        carry(column, i);
    }
    carry(column, 0);
    for (unsigned i = 0; i < LIMBS; i++) {
        product.limb[i] = (int32_t)column[i];
    }
    return product;
}

static struct field square_times(const struct field *a, unsigned times)
{
    struct field b = *a;
    while (times-- > 0) {
        b = multiply(&b, &b);
    }
    return b;
}

/* a^(2^252 - 3), which is a^((p - 5) / 8). */
static struct field power_for_root(const struct field *a)
{
    /* Each step takes a^(2^n - 1) to a^(2^m - 1), with m = 2n or n + 1. */
    static const uint8_t STEPS[] = {2, 4, 5, 10, 20, 40, 50, 100, 200, 250};
    struct field power = *a;
    struct field power_10 = *a;
    struct field power_50 = *a;
    unsigned n = 1;
    for (size_t i = 0; i < sizeof STEPS; i++) {
        struct field with = STEPS[i] == 5 ? *a : STEPS[i] == 50 ? power_10
                            : STEPS[i] == 250 ? power_50 : power;
        power = square_times(&power, STEPS[i] - n);
        power = multiply(&power, &with);
        n = STEPS[i];
        if (n == 10) {
            power_10 = power;
        } else if (n == 50) {
            power_50 = power;
        }
    }
    power = square_times(&power, 2);
    return multiply(&power, a);
}

static bool is_zero(const struct field *a)
{
    static const uint8_t ZERO[32] = {0};
    uint8_t bytes[32];
    struct field reduced = multiply(a, &ONE);
    field_bytes(bytes, &reduced);
    return same(bytes, ZERO, sizeof bytes);
}

/* ---- Points ---- */

struct point { /* extended coordinates */
    struct field x, y, z, t;
};

/* What stays the same of a point that is added many times, with z = 1. */
struct addend {
    struct field difference, sum, product; /* y - x, y + x, 2 d x y */
};

static struct point point_of(const struct field *e, const struct field *f, const struct field *g,
                             const struct field *h)
{
    return (struct point){multiply(e, f), multiply(g, h), multiply(f, g), multiply(e, h)};
}

static struct point point_add(const struct point *p, const struct addend *q)
{
    struct field m = subtract(&p->y, &p->x);
    struct field n = add(&p->y, &p->x);
    m = multiply(&m, &q->difference);
    n = multiply(&n, &q->sum);
    struct field c = multiply(&p->t, &q->product);
    struct field d = add(&p->z, &p->z);
    struct field e = subtract(&n, &m);
    struct field f = subtract(&d, &c);
    struct field g = add(&d, &c);
    struct field h = add(&n, &m);
    return point_of(&e, &f, &g, &h);
}

static struct point point_double(const struct point *p)
{
    struct field xx = multiply(&p->x, &p->x);
    struct field yy = multiply(&p->y, &p->y);
    struct field zz = multiply(&p->z, &p->z);
    struct field s = add(&p->x, &p->y);
    s = multiply(&s, &s);
    struct field h = add(&xx, &yy);
    struct field e = subtract(&h, &s);
    struct field g = subtract(&xx, &yy);
    struct field f = add(&zz, &zz);
    f = add(&g, &f);
    return point_of(&e, &f, &g, &h);
}

/* RFC 8032, 5.1.3: the x of an encoded y; false where there is none. */
static bool find_x(const struct field *y, struct field *x)
{
    struct field d = field_of(CURVE_D);
    struct field yy = multiply(y, y);
    struct field u = subtract(&yy, &ONE);
    struct field v = multiply(&d, &yy);
    v = add(&v, &ONE);
    struct field v2 = multiply(&v, &v);
    struct field v3 = multiply(&v2, &v);
    struct field v7 = multiply(&v3, &v3);
    v7 = multiply(&v7, &v);
    struct field power = multiply(&u, &v7);
    power = power_for_root(&power);
    *x = multiply(&u, &v3);
    *x = multiply(x, &power);

    struct field vxx = multiply(x, x);
    vxx = multiply(&v, &vxx);
    struct field off = subtract(&vxx, &u);
    if (is_zero(&off)) {
        return true;
    }
    struct field root = field_of(ROOT_OF_MINUS_ONE);
    *x = multiply(x, &root);
    off = add(&vxx, &u);
    return is_zero(&off);
}

bool key_vetted(const uint8_t key[KEY_SIZE])
{
    uint8_t encoded[32];
    struct field y = field_of(key);
    field_bytes(encoded, &y);
    encoded[31] |= key[31] & 0x80u;
    if (!same(encoded, key, KEY_SIZE)) {
        return false; /* y has another encoding */
    }
    struct field x;
    if (!find_x(&y, &x) || is_zero(&x)) {
        return false; /* not on the curve, or of order one or two */
    }
    field_bytes(encoded, &x);
    if ((encoded[0] & 1) != key[31] >> 7) {
        struct field zero = {{0}};
        x = subtract(&zero, &x);
    }

    struct field two_d = field_of(TWO_D);
    struct point q = {x, y, ONE, multiply(&x, &y)};
    struct addend a = {subtract(&y, &x), add(&y, &x), multiply(&two_d, &q.t)};
    for (unsigned bit = 252; bit-- > 0;) {
        q = point_double(&q);
        if ((ORDER[bit / 8] >> bit % 8 & 1) != 0) {
            q = point_add(&q, &a);
        }
    }
    struct field off = subtract(&q.y, &q.z);
    return is_zero(&q.x) && is_zero(&off); /* [L]A is the identity */
}

/* ---- Signatures ---- */

/* conventions.md, Signatures. */
static const char LABELS[][17] = {
    [LABEL_PASS] = "mapae1 pass\0\0\0\0\0",
    [LABEL_PRESENTATION] = "mapae1 present\0\0",
    [LABEL_RECORD] = "mapae1 authority",
    [LABEL_LIST] = "mapae1 trust\0\0\0\0",
    [LABEL_STATUS] = "mapae1 status\0\0\0",
};

static bool below_order(const uint8_t s[32])
{
    for (unsigned i = 32; i-- > 0;) {
        if (s[i] != ORDER[i]) {
            return s[i] < ORDER[i];
        }
    }
    return false;
}

bool signature_good(const struct mapae_platform *platform, enum label label,
                    const uint8_t domain_digest[DIGEST_SIZE], const uint8_t key[KEY_SIZE],
                    const uint8_t signature[SIGNATURE_SIZE], const struct mapae_source *body)
{
    static const uint8_t IDENTITY[32] = {1};
    uint8_t head[MAPAE_HEAD_SIZE];
    if (!below_order(signature + 32)) { /* SIG-3 */
        return false;
    }
    if (same(signature, IDENTITY, sizeof IDENTITY)) { /* SIG-4 */
        return false;
    }
    memcpy(head, LABELS[label], 16);
    memcpy(head + 16, domain_digest, DIGEST_SIZE);
    return platform->ed25519(key, signature, head, body);
}

bool signers_good(const struct mapae_platform *platform, enum label label,
                  const uint8_t domain_digest[DIGEST_SIZE], const struct signers *signers,
                  struct bytes body)
{
    struct mapae_source source = source_of(body);
    const uint8_t *signature = signers->signatures;
    if (bits_set(signers->mask) != signers->threshold ||
        signers->mask >> signers->key_count != 0) {
        return false;
    }
    for (unsigned i = 0; i < signers->key_count; i++) {
        if ((signers->mask >> i & 1) != 0) {
            if (!signature_good(platform, label, domain_digest, signers->keys + i * KEY_SIZE,
                                signature, &source)) {
                return false;
            }
            signature += SIGNATURE_SIZE;
        }
    }
    return true;
}
