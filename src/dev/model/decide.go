// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

// decision is what a pass does next. Like the operator's, it is a function of what was observed and of nothing else.
type decision int

const (
	nothing decision = iota
	deleteAll
	finalize
	recordPublished
	resume
	sweep
	begin
	retire
)

func (m *model) decide(c *credential, secrets *[secretNames]secret, listed uint8, terminating bool) decision {
	switch {
	case !c.exists:
		return nothing
	case c.deleting && c.finalizer:
		return deleteAll
	case c.deleting:
		return nothing
	case !c.finalizer:
		return finalize
	}
	if name, found := m.recordable(c, secrets); found {
		if !m.recordGet || secrets[name].revision == c.pendingRevision {
			return recordPublished
		}
		return resume // the token of an older attempt, or of none: only after the Secret was read from the API server
	}
	if c.pendingRevision > 0 {
		name := c.secret
		if m.keep {
			name = c.pendingSecret
		}
		// The checks before an attempt. A Secret that is not ours stops it only if the spec names no other one.
		if m.gate && (terminating || secrets[name].isForeign(c.uid) && secrets[c.secret].isForeign(c.uid)) {
			return nothing
		}
		return resume
	}
	if c.unswept != 0 {
		return sweep
	}
	why := m.cause(c, secrets, listed)
	if terminating && m.recheck {
		why = noCause
	}
	if why == repair || why == ordinary && c.retiresNothing() {
		return begin
	}
	if !c.retiresNothing() {
		return retire
	}
	return nothing
}

// recordable finds a Secret that holds what was published and is not in the status yet.
func (m *model) recordable(c *credential, secrets *[secretNames]secret) (name uint8, found bool) {
	if !m.pinned && !m.ahead {
		x := secrets[c.secret]
		return c.secret, c.pendingRevision > 0 && x.isOf(c.uid) && x.revision == c.pendingRevision
	}
	for _, name := range []uint8{c.pendingSecret, c.secret, c.inSecret} {
		x := secrets[name]
		if !x.isOf(c.uid) || x.tampered {
			continue
		}
		if m.ahead {
			isNewer := x.revision > c.revision && (c.pendingRevision == 0 || x.revision <= c.pendingRevision)
			if isNewer && (c.pendingRevision != 0 || name == c.secret) {
				return name, true
			}
		} else if c.pendingRevision > 0 && x.revision == c.pendingRevision && name == c.pendingSecret {
			return name, true
		}
	}
	return 0, false
}

// why is the reason to issue: a repair does not wait until an earlier predecessor is revoked, anything else does.
type why int

const (
	noCause why = iota
	ordinary
	repair
)

// cause is what the rules for issuing come down to; listed is the set of tokens that are believed to be alive.
func (m *model) cause(c *credential, secrets *[secretNames]secret, listed uint8) why {
	wanted := secrets[c.secret]
	if wanted.isForeign(c.uid) {
		return noCause // stalled
	}
	if c.token == 0 {
		return repair
	}
	holding := secrets[c.inSecret]
	isIntact := holding.isOf(c.uid) && !holding.tampered && holding.revision == c.revision && holding.token == c.token
	if !isIntact || listed&bit(c.token) == 0 {
		return repair
	}
	if m.renamedBack && c.secret != c.inSecret && wanted.isOf(c.uid) && c.retiresOnly(wanted.token) {
		return repair
	}
	if c.secret != c.inSecret || c.environment != c.inEnvironment || c.rotateRequest != c.handledRotate || c.leakRequest != c.handledLeak {
		return ordinary
	}
	return noCause
}
