package mapae

import (
	"bytes"
	"crypto/ed25519"
)

const (
	keySize       = ed25519.PublicKeySize
	signatureSize = ed25519.SignatureSize
)

// A publicKey is used only once it is vetted, except to compare it.
type publicKey [keySize]byte

// groupOrder is L, big-endian.
var groupOrder = [32]byte{
	0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7, 0x9c, 0xd6, 0x58, 0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed,
}

// A point of the curve, in extended coordinates.
type point struct{ x, y, z, t fieldElement }

// add sets a to a + b. It is complete: it also doubles.
func (a *point) add(b *point) {
	var m, n, c, d fieldElement
	aMinus, bMinus := a.y.minus(a.x), b.y.minus(b.x)
	aPlus, bPlus := a.y.plus(a.x), b.y.plus(b.x)
	aTwice := a.z.plus(a.z)
	m.product(&aMinus, &bMinus)
	n.product(&aPlus, &bPlus)
	c.product(&a.t, &b.t)
	c.product(&c, &curve2D)
	d.product(&aTwice, &b.z)
	e, f, g, h := n.minus(m), d.minus(c), d.plus(c), n.plus(m)
	a.x.product(&e, &f)
	a.y.product(&g, &h)
	a.z.product(&f, &g)
	a.t.product(&e, &h)
}

// decodePoint gives the point of a canonical encoding, other than those with
// x = 0, which have order one or two.
func decodePoint(key publicKey) (a point, ok bool) {
	sign := key[31] >> 7
	key[31] &= 0x7f
	y := fieldFrom(key[:])
	if y.encoding() != key { // y has another encoding
		return point{}, false
	}
	yy := y.square()
	u, v := yy.minus(fieldOne).carried(), yy.times(curveD).plus(fieldOne)
	v3 := v.square().times(v)
	x := v3.square().times(v).times(u).power22523().times(v3).times(u) // RFC 8032, 5.1.3
	if !x.square().times(v).equals(u) {
		x = x.times(sqrtMinusOne)
		if !x.square().times(v).equals(u) { // not on the curve
			return point{}, false
		}
	}
	if x.equals(fieldZero) {
		return point{}, false
	}
	if x.encoding()[0]&1 != sign {
		x = fieldZero.minus(x).carried()
	}
	return point{x, y, fieldOne, x.times(y)}, true
}

// vetted says whether a key is the canonical encoding of a point of prime
// order (SIG-1).
func (key publicKey) vetted() bool {
	a, ok := decodePoint(key)
	if !ok {
		return false
	}
	q := point{y: fieldOne, z: fieldOne}
	for bit := 0; bit < 256; bit++ {
		q.add(&q)
		if groupOrder[bit/8]>>(7-bit%8)&1 == 1 {
			q.add(&a)
		}
	}
	return q.x.equals(fieldZero) && q.y.equals(q.z) // [L]A is the identity
}

// good says whether a signature of a message is good by a vetted key.
//
// ed25519.Verify compares R with the encoding of [S]B - [k]A byte by byte,
// without the cofactor (SIG-5). It accepts an R that encodes the identity, and
// its documentation does not promise the other checks.
func (key publicKey) good(message, signature []byte) bool {
	if len(signature) != signatureSize { // SIG-2
		return false
	}
	r, s := signature[:32], signature[32:]
	if !belowGroupOrder(s) { // SIG-3
		return false
	}
	if identity := [32]byte{1}; bytes.Equal(r, identity[:]) { // SIG-4
		return false
	}
	return ed25519.Verify(key[:], message, signature)
}

// belowGroupOrder compares a little-endian number with L.
func belowGroupOrder(s []byte) bool {
	for i := range groupOrder {
		if digit := s[31-i]; digit != groupOrder[i] {
			return digit < groupOrder[i]
		}
	}
	return false
}

// A label says which kind of object was signed.
type label string

const (
	labelPass         label = "mapae1 pass"
	labelPresentation label = "mapae1 present"
	labelRecord       label = "mapae1 authority"
	labelList         label = "mapae1 trust"
	labelStatus       label = "mapae1 status"
)

// message is what a signature covers (BASE-5); signed are bytes as received
// (BASE-3).
func (l label) message(domain Digest, signed []byte) []byte {
	message := make([]byte, 16, 16+len(domain)+len(signed))
	copy(message, l)
	message = append(message, domain[:]...)
	return append(message, signed...)
}
