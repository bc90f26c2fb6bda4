package mapae

import (
	"crypto/ed25519"
	"crypto/sha512"
	"math/big"
	"math/rand"
	"testing"
)

// The specification's check of a key, with big numbers, to compare with.
var (
	bigP, _ = new(big.Int).SetString("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", 16)
	bigL    = new(big.Int).SetBytes(groupOrder[:])
	bigD    = mod(new(big.Int).Mul(big.NewInt(-121665), new(big.Int).ModInverse(big.NewInt(121666), bigP)))
)

func mod(n *big.Int) *big.Int          { return n.Mod(n, bigP) }
func times(a, b *big.Int) *big.Int     { return mod(new(big.Int).Mul(a, b)) }
func sum(a, b *big.Int) *big.Int       { return mod(new(big.Int).Add(a, b)) }
func less(a, b *big.Int) *big.Int      { return mod(new(big.Int).Sub(a, b)) }
func power(a, n *big.Int) *big.Int     { return new(big.Int).Exp(a, n, bigP) }
func inverseOf(a *big.Int) *big.Int    { return new(big.Int).ModInverse(a, bigP) }
func littleEndian(b []byte) *big.Int   { return new(big.Int).SetBytes(reversed(b)) }
func toLittleEndian(n *big.Int) []byte { return reversed(n.FillBytes(make([]byte, 32))) }

func reversed(b []byte) []byte {
	out := make([]byte, len(b))
	for i := range b {
		out[len(b)-1-i] = b[i]
	}
	return out
}

// A bigPoint is in affine coordinates.
type bigPoint struct{ x, y *big.Int }

func (a bigPoint) plus(b bigPoint) bigPoint {
	one := big.NewInt(1)
	k := times(bigD, times(times(a.x, b.x), times(a.y, b.y)))
	return bigPoint{
		times(sum(times(a.x, b.y), times(a.y, b.x)), inverseOf(sum(one, k))),
		times(sum(times(a.y, b.y), times(a.x, b.x)), inverseOf(less(one, k))),
	}
}

func (a bigPoint) encoding() (key publicKey) {
	copy(key[:], toLittleEndian(a.y))
	key[31] |= byte(a.x.Bit(0) << 7)
	return key
}

func bigDecode(key publicKey) (bigPoint, bool) {
	sign := uint(key[31] >> 7)
	key[31] &= 0x7f
	y := littleEndian(key[:])
	if y.Cmp(bigP) >= 0 {
		return bigPoint{}, false
	}
	yy := times(y, y)
	xx := times(less(yy, big.NewInt(1)), inverseOf(sum(times(bigD, yy), big.NewInt(1))))
	x := new(big.Int).ModSqrt(xx, bigP)
	if x == nil || x.Sign() == 0 && sign == 1 {
		return bigPoint{}, false
	}
	if x.Bit(0) != sign {
		x = mod(x.Neg(x))
	}
	return bigPoint{x, y}, true
}

func bigVetted(key publicKey) bool {
	a, ok := bigDecode(key)
	if !ok || a.x.Sign() == 0 && a.y.Cmp(big.NewInt(1)) == 0 {
		return false
	}
	q := bigPoint{big.NewInt(0), big.NewInt(1)}
	for bit := bigL.BitLen() - 1; bit >= 0; bit-- {
		q = q.plus(q)
		if bigL.Bit(bit) == 1 {
			q = q.plus(a)
		}
	}
	return q.x.Sign() == 0 && q.y.Cmp(big.NewInt(1)) == 0
}

// smallOrder gives the eight points of the torsion subgroup.
func smallOrder(t testing.TB, random *rand.Rand) []bigPoint {
	for {
		var key publicKey
		random.Read(key[:])
		a, ok := bigDecode(key)
		if !ok {
			continue
		}
		generator := bigPoint{big.NewInt(0), big.NewInt(1)}
		for bit := bigL.BitLen() - 1; bit >= 0; bit-- {
			generator = generator.plus(generator)
			if bigL.Bit(bit) == 1 {
				generator = generator.plus(a)
			}
		}
		points := map[publicKey]bool{}
		var list []bigPoint
		for next := generator; !points[next.encoding()]; next = next.plus(generator) {
			points[next.encoding()] = true
			list = append(list, next)
		}
		if len(list) == 8 {
			return list
		}
	}
}

func TestVetting(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	var keys []publicKey
	add := func(a bigPoint) {
		key := a.encoding()
		otherSign := key
		otherSign[31] ^= 0x80
		keys = append(keys, key, otherSign)
	}
	seed := make([]byte, 32)
	random.Read(seed)
	honest := publicKey(digestOf(ed25519.NewKeyFromSeed(seed)[32:]))
	prime, _ := bigDecode(honest)
	torsion := smallOrder(t, random)
	for _, a := range torsion {
		add(a)
		add(a.plus(prime))
	}
	for y := int64(0); y < 40; y++ { // small y, and their other encodings
		keys = append(keys, publicKey(digestOf(toLittleEndian(big.NewInt(y)))))
		if y < 19 {
			keys = append(keys, publicKey(digestOf(toLittleEndian(new(big.Int).Add(bigP, big.NewInt(y))))))
		}
	}
	for i := 0; i < 20; i++ {
		var key publicKey
		random.Read(key[:])
		keys = append(keys, key)
	}
	for i := len(keys) - 1; i >= 0; i-- {
		high := keys[i]
		high[31] |= 0x80
		keys = append(keys, high)
	}
	passed := 0
	for _, key := range keys {
		want := bigVetted(key)
		if key.vetted() != want {
			t.Errorf("%x: vetted is not %v", key, want)
		}
		if want {
			passed++
		}
	}
	if passed == 0 || passed == len(keys) {
		t.Errorf("%d of %d keys passed", passed, len(keys))
	}
}

func TestFieldArithmetic(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	edges := []*big.Int{big.NewInt(0), big.NewInt(1), less(big.NewInt(0), big.NewInt(1)), less(big.NewInt(0), big.NewInt(19))}
	draw := func() *big.Int {
		if random.Intn(4) == 0 {
			return edges[random.Intn(len(edges))]
		}
		return new(big.Int).Rand(random, bigP)
	}
	check := func(name string, got fieldElement, want *big.Int) {
		t.Helper()
		if e := got.encoding(); littleEndian(e[:]).Cmp(want) != 0 {
			t.Errorf("%s: got %x, not %x", name, e, toLittleEndian(want))
		}
	}
	exponent := new(big.Int).Rsh(less(big.NewInt(0), big.NewInt(5)), 3)
	for i := 0; i < 300; i++ {
		a, b := draw(), draw()
		x, y := fieldFrom(toLittleEndian(a)), fieldFrom(toLittleEndian(b))
		check("plus", x.plus(y), sum(a, b))
		check("minus", x.minus(y), less(a, b))
		check("times", x.times(y), times(a, b))
		check("product of sums", x.plus(y).times(x.minus(y)), times(sum(a, b), less(a, b)))
		check("square of a difference", x.minus(y).square(), power(less(a, b), big.NewInt(2)))
		check("power", x.power22523(), power(a, exponent))
	}
}

func TestSignatures(t *testing.T) {
	private := ed25519.NewKeyFromSeed(make([]byte, 32))
	key := publicKey(digestOf(private[32:]))
	message := []byte("message")
	signature := ed25519.Sign(private, message)
	if !key.good(message, signature) {
		t.Error("a good signature is refused")
	}
	if key.good(message, signature[:63]) || key.good(message, append(clone(signature), 0)) {
		t.Error("SIG-2")
	}
	s := littleEndian(signature[32:])
	above := append(clone(signature[:32]), toLittleEndian(new(big.Int).Add(s, bigL))...)
	if key.good(message, above) {
		t.Error("SIG-3: S + L")
	}
	for i := range signature {
		changed := clone(signature)
		changed[i] ^= 1
		if key.good(message, changed) {
			t.Errorf("byte %d changed", i)
		}
	}
}

// TestIdentityR makes a signature whose R is the identity and that satisfies
// the equation: with r = 0, S = k · a. Go's library takes it.
func TestIdentityR(t *testing.T) {
	// R of a signature by nonce 0 is the identity; k needs SHA-512 of it.
	private, message, signature := identitySignature()
	if !ed25519.Verify(ed25519.PublicKey(private[32:]), message, signature) {
		t.Fatal("the library refuses it already")
	}
	if publicKey(digestOf(private[32:])).good(message, signature) {
		t.Error("SIG-4")
	}
}

func BenchmarkVetting(b *testing.B) {
	key := publicKey(digestOf(ed25519.NewKeyFromSeed(make([]byte, 32))[32:]))
	for i := 0; i < b.N; i++ {
		key.vetted()
	}
}

func BenchmarkBigVetting(b *testing.B) {
	key := publicKey(digestOf(ed25519.NewKeyFromSeed(make([]byte, 32))[32:]))
	for i := 0; i < b.N; i++ {
		bigVetted(key)
	}
}

func identitySignature() (private ed25519.PrivateKey, message, signature []byte) {
	private = ed25519.NewKeyFromSeed(make([]byte, 32))
	message = []byte("message")
	secret := sha512.Sum512(private[:32])
	secret[0] &= 0xf8
	secret[31] = secret[31]&0x7f | 0x40
	r := make([]byte, 32)
	r[0] = 1
	digest := sha512.Sum512(append(append(clone(r), private[32:]...), message...))
	k := littleEndian(digest[:])
	s := new(big.Int).Mul(k, littleEndian(secret[:32]))
	return private, message, append(r, toLittleEndian(s.Mod(s, bigL))...)
}
