package mapae

// Kinds of object, as first bytes of version 1.
const (
	firstPass         = 0x11
	firstPresentation = 0x12
	firstRecord       = 0x13
	firstList         = 0x14
	firstStatusList   = 0x15
	firstBundle       = 0x16
	firstStatusDelta  = 0x18
)

// Sizes of a pass, and what a presentation adds to one.
const (
	minPassSize             = 27 + signatureSize
	maxPassSize             = 1024
	MaxChallengeSize        = 32
	minPresentationAddition = 7 + signatureSize
	maxPresentationAddition = minPresentationAddition + MaxChallengeSize
	minPresentationSize     = minPassSize + minPresentationAddition
	maxPresentationSize     = maxPassSize + maxPresentationAddition
)

// A pass is one that is well-formed.
type pass struct {
	domainTag [4]byte
	keyNumber uint32
	profile   uint16
	serial    uint32
	issuedAt  int64
	start     int64
	end       int64
	claims    []claim

	signed    []byte
	signature []byte
}

// decodePass checks the form of a pass (step 3).
func decodePass(object []byte) (*pass, error) {
	if len(object) < minPassSize || len(object) > maxPassSize { // PASS-1
		return nil, errMalformed
	}
	signed, signature := cutSignature(object)
	r := reader{data: signed}
	if r.u8() != firstPass { // PASS-3, PRESENT-3
		return nil, errMalformed
	}
	p := &pass{signed: signed, signature: signature}
	copy(p.domainTag[:], r.take(4))
	p.keyNumber = r.u24()
	p.profile = r.u16()
	p.serial = r.u32()
	p.issuedAt = r.time()
	p.start = p.issuedAt + r.seconds()
	p.end = p.start + r.seconds()
	if p.end == p.start { // PASS-2
		return nil, errMalformed
	}
	var err error
	p.claims, err = decodeClaims(r)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// cutSignature cuts an object of at least 64 bytes before its last signature.
func cutSignature(object []byte) (signed, signature []byte) {
	at := len(object) - signatureSize
	return object[:at], object[at:]
}

// claim gives the value of the claim with a tag.
func (p *pass) claim(tag byte) (value []byte, found bool) {
	for _, c := range p.claims {
		if c.tag == tag {
			return c.value, true
		}
	}
	return nil, false
}

// A presentation is one that is well-formed, with a well-formed pass in it.
type presentation struct {
	presentedAt int64
	challenge   []byte
	pass        *pass

	signed    []byte
	signature []byte
}

// decodePresentation checks the form of a presentation (step 3).
func decodePresentation(object []byte) (*presentation, error) {
	if len(object) < minPresentationSize || len(object) > maxPresentationSize { // PRESENT-1
		return nil, errMalformed
	}
	signed, signature := cutSignature(object)
	r := reader{data: signed[1:]}
	p := &presentation{signed: signed, signature: signature, presentedAt: r.time()}
	challengeSize := int(r.u8())
	if challengeSize > MaxChallengeSize { // PRESENT-2
		return nil, errMalformed
	}
	p.challenge = r.take(challengeSize)
	var err error
	p.pass, err = decodePass(r.data) // PRESENT-3
	if err != nil {
		return nil, err
	}
	return p, nil
}

// proven says whether the presentation's signature is good by the holder key
// that its pass names (PRESENT-4, PRESENT-5).
func (p *presentation) proven(domain Digest) bool {
	value, found := p.pass.claim(tagHolderKey)
	if !found || len(value) != keySize {
		return false
	}
	var key publicKey
	copy(key[:], value)
	return key.vetted() && key.good(labelPresentation.message(domain, p.signed), p.signature)
}
