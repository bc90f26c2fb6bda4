package mapae

import "bytes"

const (
	ruleKindWindow = 1

	anchorIssuedAt  = 0x00
	anchorValidFrom = 0x01
)

// A rule is an expiry rule of a trust list. What follows inForce is of kind 1
// alone.
type rule struct {
	raw     []byte // with its length byte
	kind    uint8
	profile uint16
	inForce span

	anchor      uint8
	opensAfter  int64
	closesAfter int64
	ahead       int64 // of UTC, in seconds
	conditional bool
	tag         uint8
	limit       uint64
}

// decodeRule reads one rule (RULE-1, RULE-2).
func decodeRule(r *reader) (rule, error) {
	if !r.holds(1) {
		return rule{}, errMalformed
	}
	size := int(r.data[0])
	body := reader{data: r.take(1 + size)}
	u := rule{raw: body.data}
	body.take(1)
	u.kind = body.u8()
	u.profile = body.u16()
	u.inForce = span{body.time(), body.time()}
	if r.bad || body.bad || u.inForce.until <= u.inForce.from {
		return rule{}, errMalformed
	}
	if u.kind != ruleKindWindow {
		return u, nil
	}
	u.anchor = body.u8()
	u.opensAfter = body.seconds()
	u.closesAfter = body.seconds()
	offset := int64(body.u8())
	u.ahead = 900 * (offset - 64)
	if u.conditional = size == 27; u.conditional {
		u.tag = body.u8()
		u.limit = uint64(body.u24())
	}
	if !body.ended() || u.closesAfter <= u.opensAfter || offset < 16 || offset > 120 ||
		(u.anchor == anchorIssuedAt || u.anchor == anchorValidFrom) && offset != 64 {
		return rule{}, errMalformed
	}
	return u, nil
}

// sameButForce says whether two rules have the same bytes but for their two
// in-force times.
func (u *rule) sameButForce(other *rule) bool {
	return bytes.Equal(u.raw[:4], other.raw[:4]) && bytes.Equal(u.raw[14:], other.raw[14:])
}

// A ruleAnswer is what a rule says of a pass.
type ruleAnswer int

const (
	ruleKept ruleAnswer = iota
	ruleClosed
	ruleNotOpen
	ruleUntold
	ruleTooCoarse
	ruleUnreadable
)

// A ruling is a rule's answer, and the instant that decides it.
type ruling struct {
	answer  ruleAnswer
	instant int64
}

// judge reads a rule of the pass's profile and judges the pass by it.
func (u *rule) judge(p *pass, interval Clock) ruling {
	if !interval.meets(u.inForce) {
		return ruling{answer: ruleKept}
	}
	if u.kind != ruleKindWindow || u.conditional && sizeClass(u.tag) == 3 { // RULE-6
		return ruling{answer: ruleUnreadable}
	}
	if u.conditional {
		value, found := p.claim(u.tag)
		if found && number(value) >= u.limit { // RULE-7, RULE-8
			return ruling{answer: ruleKept}
		}
	}
	anchor, readable := u.anchorOf(p)
	if !readable { // RULE-9
		return ruling{answer: ruleUnreadable}
	}
	first, last := u.judgeFrom(anchor.first, interval), u.judgeFrom(anchor.last, interval)
	if first.answer != last.answer { // RULE-14
		return ruling{answer: ruleTooCoarse}
	}
	return last
}

// anchorOf gives the instant, or for a coarse date the first and the last one,
// from which the window is counted.
func (u *rule) anchorOf(p *pass) (date, bool) {
	switch {
	case u.anchor == anchorIssuedAt:
		return date{p.issuedAt, p.issuedAt}, true
	case u.anchor == anchorValidFrom:
		return date{p.start, p.start}, true
	case sizeClass(u.anchor) == 2:
		value, _ := p.claim(u.anchor)
		days, valid := decodeDate(value)
		return date{days.first - u.ahead, days.last - u.ahead}, valid
	default:
		return date{}, false
	}
}

// judgeFrom judges by the window that is counted from an instant.
func (u *rule) judgeFrom(anchor int64, interval Clock) ruling {
	closed, notOpen := u.inForce, u.inForce
	if closes := anchor + u.closesAfter; closed.from < closes {
		closed.from = closes
	}
	if opens := anchor + u.opensAfter; notOpen.until > opens {
		notOpen.until = opens
	}
	switch {
	case interval.within(closed):
		return ruling{ruleClosed, closed.from}
	case interval.within(notOpen):
		return ruling{ruleNotOpen, notOpen.until}
	case interval.meets(closed):
		return ruling{ruleUntold, interval.edge(closed)}
	case interval.meets(notOpen):
		return ruling{ruleUntold, interval.edge(notOpen)}
	default:
		return ruling{answer: ruleKept}
	}
}
