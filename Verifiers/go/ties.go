package mapae

// ties are checked between the list that is held and the new one.
type ties struct{ held, next *trustList }

// check gives the first tie, in their order, that the new list breaks.
func (t ties) check() error {
	switch {
	case t.next.issuedAt < t.held.issuedAt || t.next.expiresAt < t.held.expiresAt:
		return TieDates // TIE-1
	case t.next.nextKey < t.held.nextKey:
		return TieNextKey // TIE-2
	case !t.keysEnterAbove():
		return TieKeyEntered // TIE-3
	case !t.everyKey(sameKey):
		return TieKeyChanged // TIE-4
	case !t.everyIssuer(noWiderIssuer) || !t.everyKey(noWiderKey):
		return TieWidened // TIE-5
	case !t.everyIssuer(noLowerStatus):
		return TieStatus // TIE-6
	case !t.keysLeaveInTime():
		return TieKeyLeft // TIE-7
	case !t.rulesStay():
		return TieRule // TIE-8
	}
	return nil
}

func (t ties) keysEnterAbove() bool {
	for _, key := range t.next.keys {
		if key.number < t.held.nextKey && t.held.key(key.number) == nil {
			return false
		}
	}
	return true
}

// everyKey says whether a tie holds for each key number in both lists.
func (t ties) everyKey(holds func(held, next *issuerKey) bool) bool {
	for i := range t.next.keys {
		key := &t.next.keys[i]
		if held := t.held.key(key.number); held != nil && !holds(held, key) {
			return false
		}
	}
	return true
}

// everyIssuer says whether a tie holds for each issuer in both lists.
func (t ties) everyIssuer(holds func(held, next *issuer) bool) bool {
	for _, issuer := range t.next.issuers {
		if held := t.held.issuer(issuer.id); held != nil && !holds(held, issuer) {
			return false
		}
	}
	return true
}

func sameKey(held, next *issuerKey) bool {
	return held.issuer.id == next.issuer.id && held.forStatus == next.forStatus && held.public == next.public
}

func noWiderKey(held, next *issuerKey) bool {
	return next.acceptUntil <= held.acceptUntil && (next.compromised || !held.compromised)
}

func noWiderIssuer(held, next *issuer) bool {
	for _, profile := range next.profiles {
		if !held.has(profile) {
			return false
		}
	}
	return true
}

func noLowerStatus(held, next *issuer) bool {
	return next.generation >= held.generation && next.demand >= held.demand
}

func (t ties) keysLeaveInTime() bool {
	for _, key := range t.held.keys {
		if key.acceptUntil > t.next.issuedAt && t.next.key(key.number) == nil {
			return false
		}
	}
	return true
}

// rulesStay says whether each rule of the held list is in the new one, over
// all of the time for which the held list promised it.
func (t ties) rulesStay() bool {
	for i := range t.held.rules {
		promised := t.held.rules[i].inForce
		if promised.from < t.next.issuedAt {
			promised.from = t.next.issuedAt
		}
		if promised.until > t.held.expiresAt {
			promised.until = t.held.expiresAt
		}
		if promised.from < promised.until && !t.next.keeps(&t.held.rules[i], promised) {
			return false
		}
	}
	return true
}

// keeps says whether one rule alone is like another and in force over a span.
func (l *trustList) keeps(other *rule, over span) bool {
	for i := range l.rules {
		rule := &l.rules[i]
		if rule.sameButForce(other) && rule.inForce.from <= over.from && over.until <= rule.inForce.until {
			return true
		}
	}
	return false
}
