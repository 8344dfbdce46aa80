// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

// What can go wrong. The text up to the colon is the violation's name.
const (
	revokedInSecret = "REVOKED_IN_SECRET: the operator revokes the token whose value is in the Secret"
	publishedDead   = "PUBLISHED_DEAD: the operator writes a token into the Secret that it has revoked"
	backwards       = "BACKWARDS: the Secret goes back to an older revision"
	twoPublished    = "TWO_PUBLISHED: two different tokens are published under one revision"
	threePublished  = "THREE_PUBLISHED: more than two published tokens of the credential are alive"
	threeAlive      = "THREE_ALIVE: more than two tokens of the credential are alive, including strays, whose secret is in no Secret"
	leak            = "LEAK: a token without an owner stays alive, its credential lives (left to the reaper of orphans, which goes by id)"
	leakDeleted     = "LEAK_DELETED: a token stays alive after its credential is gone (left to the reaper of orphans)"
	leakRestored    = "LEAK_RESTORED: a token without an owner stays alive after the status was restored (left to the reaper of orphans)"
	notReady        = "NOT_READY: nothing is left to do, and the Secret does not hold the current token alive"
	unhandled       = "UNHANDLED: nothing is left to do, and a request is not handled"
	leakRequestLost = "LEAK_REQUEST_LOST: a leak counts as handled, and the current token's attempt began before it was reported"
	wrongEnv        = "WRONG_ENV: nothing is left to do, and the current token is of another environment than the spec's"
	stuck           = "STUCK: no quiet state can be reached (or only beyond the bounds, or by way of another violation)"
)

// revoke lets the operator revoke a token, and says whether it should not have.
func (s *state) revoke(t uint8) string {
	if !s.tokens[t].alive {
		return ""
	}
	s.listedBefore = s.alive()
	s.tokens[t].alive = false
	c := &s.credential
	if !c.exists || c.deleting || s.tokens[t].uid != c.uid {
		return ""
	}
	for name, x := range s.secrets {
		isRead := uint8(name) == c.secret || c.token != 0 && uint8(name) == c.inSecret
		if isRead && x.isOf(c.uid) && !x.tampered && x.token == t {
			return revokedInSecret
		}
	}
	return ""
}

// publication notes that a process publishes its token in that Secret, and says whether it should not have.
func (s *state) publication(p *process, name uint8) (violation string) {
	there, c, k := &s.secrets[name], &s.credential, &s.tokens[p.token]
	isRead := c.exists && !c.deleting && c.uid == p.credential.uid && name == c.secret
	if isRead && !k.alive && !k.revokedByHuman {
		violation = publishedDead
	}
	if there.isOf(p.credential.uid) && there.revision > p.attempt {
		violation = backwards
	}
	if p.credential.uid == 1 && !s.restored {
		if before := s.published[p.attempt]; before != 0 && before != p.token {
			violation = twoPublished
		}
		s.published[p.attempt] = p.token
	}
	k.published = true
	if violation == "" && s.mostAlive(func(k *token) bool { return k.published }) > 2 {
		violation = threePublished
	}
	return violation
}

func (s *state) tooManyAlive() string {
	if s.mostAlive(func(*token) bool { return true }) > 2 {
		return threeAlive
	}
	return ""
}

// mostAlive counts the live tokens of each incarnation of the credential that fit, and returns the higher number.
func (s *state) mostAlive(fits func(*token) bool) int {
	var n [3]int
	for t := range s.tokens {
		if k := &s.tokens[t]; k.alive && fits(k) {
			n[k.uid]++
		}
	}
	return max(n[1], n[2])
}

// judge looks at a state in which neither a process nor anything under way can do more: it must be as the user wants it.
func (m *model) judge(s *state) (isQuiet bool, violation string) {
	if !m.isQuiet(s) {
		return false, ""
	}
	c := &s.credential
	for t := uint8(1); t < tokenIDs; t++ {
		if !s.tokens[t].alive || c.exists && c.token == t || c.isRetiring(t) {
			continue
		}
		switch {
		case !c.exists || c.uid != s.tokens[t].uid:
			return true, leakDeleted
		case s.restored:
			return true, leakRestored
		}
		return true, leak
	}
	if !c.exists || c.deleting || s.terminating {
		return true, ""
	}
	x := &s.secrets[c.secret]
	switch {
	case !x.isOf(c.uid) || x.token != c.token || x.tampered || !s.tokens[x.token].alive:
		return true, notReady
	case c.rotateRequest != c.handledRotate || c.leakRequest != c.handledLeak:
		return true, unhandled
	case c.token != 0 && s.tokens[c.token].leakRequest < c.leakRequest:
		return true, leakRequestLost
	case c.token != 0 && s.tokens[c.token].environment != c.environment:
		return true, wrongEnv
	}
	return true, ""
}

func (m *model) isQuiet(s *state) bool {
	c := &s.credential
	if s.underway.on || s.recordIDs != 0 || s.recordPrefix || s.terminating && c.exists && !c.deleting {
		return false
	}
	for i := range s.processes {
		if s.processes[i].on && s.processes[i].doing != idle {
			return false
		}
	}
	for name := range s.secrets {
		if s.isGarbage(name) {
			return false
		}
	}
	return m.decide(c, &s.secrets, s.alive(), s.terminating) == nothing
}

// isGarbage says whether the garbage collector will delete a Secret, as its owner is gone.
func (s *state) isGarbage(name int) bool {
	x := &s.secrets[name]
	return x.exists && !(s.credential.exists && s.credential.uid == x.owner)
}
