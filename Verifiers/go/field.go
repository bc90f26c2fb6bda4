package mapae

import "math/bits"

// A fieldElement is a number modulo p = 2^255 - 19, in five limbs of 51 bits,
// least significant first. Products leave limbs a little above 51 bits at
// most; one sum or difference of products may be a factor. Nothing here is
// secret, so nothing is constant-time by intention.
type fieldElement [5]uint64

const limbMask = 1<<51 - 1

var (
	fieldZero = fieldElement{}
	fieldOne  = fieldElement{1}
	fieldTwo  = fieldElement{2}

	// sqrtMinusOne is 2^((p-1)/4); (p-1)/4 = 2(2^252 - 3) + 1.
	sqrtMinusOne = fieldTwo.power22523().square().times(fieldTwo)
	// curveD is -121665/121666, and curve2D twice that.
	curveD  = fieldZero.minus(fieldElement{121665}).times(fieldElement{121666}.inverse())
	curve2D = curveD.times(fieldTwo)
)

// fieldFrom reads 32 bytes, little-endian, without their highest bit.
func fieldFrom(b []byte) fieldElement {
	var words [4]uint64
	for i := range words {
		for j := 7; j >= 0; j-- {
			words[i] = words[i]<<8 | uint64(b[8*i+j])
		}
	}
	return fieldElement{
		words[0] & limbMask,
		(words[0]>>51 | words[1]<<13) & limbMask,
		(words[1]>>38 | words[2]<<26) & limbMask,
		(words[2]>>25 | words[3]<<39) & limbMask,
		words[3] >> 12 & limbMask,
	}
}

// encoding is the one encoding of a number below p, little-endian.
func (a fieldElement) encoding() (out [32]byte) {
	a = a.carried().carried()
	// The quotient of a by p is 0 or 1: it is the carry out of a + 19.
	quotient := uint64(19)
	for _, limb := range a {
		quotient = (limb + quotient) >> 51
	}
	carry := 19 * quotient
	for i := range a {
		a[i] += carry
		carry = a[i] >> 51
		a[i] &= limbMask
	}
	for bit := 0; bit < 255; bit++ {
		out[bit/8] |= byte(a[bit/51]>>(bit%51)&1) << (bit % 8)
	}
	return out
}

func (a fieldElement) equals(b fieldElement) bool { return a.encoding() == b.encoding() }

// carried moves what limbs hold above 51 bits to the next one; 2^255 = 19.
func (a fieldElement) carried() fieldElement {
	return fieldElement{
		a[0]&limbMask + a[4]>>51*19,
		a[1]&limbMask + a[0]>>51,
		a[2]&limbMask + a[1]>>51,
		a[3]&limbMask + a[2]>>51,
		a[4]&limbMask + a[3]>>51,
	}
}

func (a fieldElement) plus(b fieldElement) fieldElement {
	return fieldElement{a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]}
}

// minus adds 4p first, so that no limb goes below zero.
func (a fieldElement) minus(b fieldElement) fieldElement {
	return fieldElement{
		a[0] + 4*(limbMask-18) - b[0],
		a[1] + 4*limbMask - b[1],
		a[2] + 4*limbMask - b[2],
		a[3] + 4*limbMask - b[3],
		a[4] + 4*limbMask - b[4],
	}
}

// A wide is a sum of products of limbs. Limbs are below 2^54, so the greatest
// sum, 77 products, stays below 2^115.
type wide struct{ high, low uint64 }

func (w wide) plusProduct(a, b uint64) wide {
	high, low := bits.Mul64(a, b)
	low, carry := bits.Add64(w.low, low, 0)
	high, _ = bits.Add64(w.high, high, carry)
	return wide{high, low}
}

func (w wide) above51() uint64 { return w.high<<13 | w.low>>51 }

// product sets a to x·y. It takes pointers because all time goes here.
func (a *fieldElement) product(x, y *fieldElement) {
	x0, x1, x2, x3, x4 := x[0], x[1], x[2], x[3], x[4]
	y0, y1, y2, y3, y4 := y[0], y[1], y[2], y[3], y[4]
	z1, z2, z3, z4 := 19*x1, 19*x2, 19*x3, 19*x4

	r0 := wide{}.plusProduct(x0, y0).plusProduct(z1, y4).plusProduct(z2, y3).plusProduct(z3, y2).plusProduct(z4, y1)
	r1 := wide{}.plusProduct(x0, y1).plusProduct(x1, y0).plusProduct(z2, y4).plusProduct(z3, y3).plusProduct(z4, y2)
	r2 := wide{}.plusProduct(x0, y2).plusProduct(x1, y1).plusProduct(x2, y0).plusProduct(z3, y4).plusProduct(z4, y3)
	r3 := wide{}.plusProduct(x0, y3).plusProduct(x1, y2).plusProduct(x2, y1).plusProduct(x3, y0).plusProduct(z4, y4)
	r4 := wide{}.plusProduct(x0, y4).plusProduct(x1, y3).plusProduct(x2, y2).plusProduct(x3, y1).plusProduct(x4, y0)

	s0 := r0.low&limbMask + 19*r4.above51()
	s1 := r1.low&limbMask + r0.above51()
	s2 := r2.low&limbMask + r1.above51()
	s3 := r3.low&limbMask + r2.above51()
	s4 := r4.low&limbMask + r3.above51()

	a[0] = s0&limbMask + s4>>51*19
	a[1] = s1&limbMask + s0>>51
	a[2] = s2&limbMask + s1>>51
	a[3] = s3&limbMask + s2>>51
	a[4] = s4&limbMask + s3>>51
}

func (a fieldElement) times(b fieldElement) fieldElement {
	a.product(&a, &b)
	return a
}

func (a fieldElement) square() fieldElement { return a.times(a) }

func (a fieldElement) squared(times int) fieldElement {
	for ; times > 0; times-- {
		a.product(&a, &a)
	}
	return a
}

// power22523 is a^(2^252 - 3), and 2^252 - 3 = (p-5)/8. It goes by powers of
// exponent 2^n - 1, up to n = 250.
func (a fieldElement) power22523() fieldElement {
	power, n := a, 1
	for bit := 6; bit >= 0; bit-- {
		power, n = power.squared(n).times(power), 2*n
		if 250>>bit&1 == 1 {
			power, n = power.square().times(a), n+1
		}
	}
	return power.squared(2).times(a)
}

// inverse is a^(p-2); p - 2 = 8(2^252 - 3) + 3.
func (a fieldElement) inverse() fieldElement {
	return a.power22523().squared(3).times(a.square()).times(a)
}
