package mapae

import (
	"bytes"
	"unicode/utf8"
)

// Prefixes of texts.
const (
	objectPrefix = "MP1:"
	partPrefix   = "MS1:"
)

const base41Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"

const noDigit = 41

// base41Values has the value of each character, or noDigit.
var base41Values = func() (values [256]uint8) {
	for i := range values {
		values[i] = noDigit
	}
	for value, digit := range []byte(base41Digits) {
		values[digit] = uint8(value)
	}
	return values
}()

// decodeBase41 decodes digits, or says that they are no Base41 (TEXT-2 to
// TEXT-4).
func decodeBase41(digits []byte) ([]byte, error) {
	decoded := make([]byte, 0, len(digits)/3*2+1)
	for len(digits) > 0 {
		group := digits
		if len(group) > 3 {
			group = group[:3]
		}
		digits = digits[len(group):]
		n := 0
		for _, digit := range group {
			value := base41Values[digit]
			if value == noDigit { // TEXT-2
				return nil, errMalformed
			}
			n = n*41 + int(value)
		}
		switch {
		case len(group) == 3 && n <= 0xffff:
			decoded = append(decoded, byte(n>>8), byte(n))
		case len(group) == 2 && n <= 0xff:
			decoded = append(decoded, byte(n))
		default: // TEXT-3, TEXT-4
			return nil, errMalformed
		}
	}
	return decoded, nil
}

// textBody gives what stands behind a text's prefix; nothing is trimmed
// (TEXT-8).
func textBody(text []byte, prefix string) (body []byte, found bool) {
	return bytes.TrimPrefix(text, []byte(prefix)), bytes.HasPrefix(text, []byte(prefix))
}

// forbidden are the ranges of code points that no text in an object holds,
// but for the last two code points of each plane.
var forbidden = [][2]rune{
	{0x0000, 0x001f}, {0x007f, 0x009f},
	{0x00ad, 0x00ad}, {0x061c, 0x061c}, {0x180e, 0x180e},
	{0x200b, 0x200b}, {0x200e, 0x200f}, {0x2028, 0x2029}, {0x202a, 0x202e},
	{0x2060, 0x2064}, {0x2066, 0x206f}, {0xfdd0, 0xfdef}, {0xfeff, 0xfeff},
	{0xfff9, 0xfffb}, {0xe0000, 0xe007f},
}

// isText says whether bytes are text of at most limit bytes (BASE-7).
// utf8.Valid refuses long forms, surrogates and values above U+10FFFF.
func isText(value []byte, limit int) bool {
	if len(value) == 0 || len(value) > limit || !utf8.Valid(value) {
		return false
	}
	for _, r := range string(value) {
		if r&0xfffe == 0xfffe {
			return false
		}
		for _, span := range forbidden {
			if span[0] <= r && r <= span[1] {
				return false
			}
		}
	}
	return true
}
