// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import "fmt"

// step lets process i do what it does next, in every way in which that may turn out.
func (m *model) step(s state, i int) {
	p := s.processes[i]
	if m.assume && m.mustWait(&s, i) {
		return
	}
	switch p.doing {
	case idle:
		m.observe(s, i)
	case addFinalizer:
		m.addFinalizer(s, i)
	case readToBegin:
		m.readToBegin(s, i)
	case writePending:
		m.writePending(s, i)
	case readToResume:
		m.readToResume(s, i)
	case takeOver:
		m.takeOver(s, i)
	case fence:
		m.fence(s, i)
	case listStrays:
		m.listStrays(s, i)
	case revokeStray:
		m.revokeStray(s, i, sendCreate)
	case revokeUnswept:
		m.revokeStray(s, i, writeSwept)
	case sendCreate:
		m.sendCreate(s, i)
	case awaitAnswer:
		m.awaitAnswer(s, i)
	case publish:
		m.publish(s, i)
	case undo:
		m.undo(s, i)
	case closeAttempt:
		m.closeAttempt(s, i)
	case record:
		m.record(s, i)
	case listUnswept:
		m.listUnswept(s, i)
	case writeSwept:
		m.writeSwept(s, i)
	case readToRetire:
		m.readToRetire(s, i)
	case deleteFormerSecret:
		m.deleteFormerSecret(s, i)
	case revokePredecessor:
		m.revokePredecessor(s, i)
	case writeRetired:
		m.writeRetired(s, i)
	case listForDeletion:
		m.listForDeletion(s, i)
	case revokeForDeletion:
		m.revokeForDeletion(s, i)
	case deleteSecrets:
		m.deleteSecrets(s, i)
	case removeFinalizer:
		m.removeFinalizer(s, i)
	}
}

// mustWait is the assumption of the variant "assume": a listing sees everything that an attempt given up earlier will create.
func (m *model) mustWait(s *state, i int) bool {
	doing := s.processes[i].doing
	if doing != listStrays && doing != listUnswept && doing != listForDeletion {
		return false
	}
	other := s.processes[1-i]
	isCreating := other.doing >= fence && other.doing <= awaitAnswer
	return isCreating && (other.attempt != s.credential.pendingRevision || s.credential.deleting || other.credential.uid != s.credential.uid)
}

// observe begins a pass: on what is there, or on what a stale cache still shows.
func (m *model) observe(s state, i int) {
	if s.processes[i].passes == 0 {
		return
	}
	m.observeAs(s, i, false, false)
	if s.budget.stale == 0 {
		return
	}
	if s.credentialBefore != s.credential && s.credentialBefore.exists {
		m.observeAs(s, i, true, false)
	}
	if s.secretsBefore != s.secrets {
		m.observeAs(s, i, false, true)
	}
}

func (m *model) observeAs(s state, i int, staleCredential, staleSecrets bool) {
	p := &s.processes[i]
	label := fmt.Sprintf("P%d observes", i+1)
	p.credential, p.credentialSame = s.credential, true
	p.secrets, p.secretSame = s.secrets, [secretNames]bool{true, true}
	if staleCredential {
		p.credential, p.credentialSame = s.credentialBefore, false
		label += " (STALE credential)"
		s.budget.stale--
	}
	if staleSecrets {
		p.secrets = s.secretsBefore
		for name := range s.secrets {
			p.secretSame[name] = s.secrets[name] == s.secretsBefore[name]
		}
		label += " (STALE Secret)"
		s.budget.stale--
	}
	decided := m.decide(&p.credential, &p.secrets, s.alive(), s.terminating)
	m.start(s, i, decided, label)
	if !m.exchange && s.budget.stale > 0 && s.listedBefore != s.alive() {
		other := m.decide(&p.credential, &p.secrets, s.listedBefore, s.terminating)
		if other != decided {
			s.budget.stale--
			m.start(s, i, other, label+" (STALE listing)")
		}
	}
}

// start turns the decision of a pass into its first activity.
func (m *model) start(s state, i int, decided decision, label string) {
	p := &s.processes[i]
	if p.passes < unlimited {
		p.passes--
	}
	begun := p.begun
	p.begun = 0
	switch decided {
	case nothing:
		return
	case deleteAll:
		p.doing = listForDeletion
		if m.secretFirst {
			p.doing = deleteSecrets
		}
		label += " → delete"
	case finalize:
		p.doing = addFinalizer
		label += " → add the finalizer"
	case recordPublished:
		p.doing = record
		label += " → record what was published"
	case resume:
		label += m.resume(p, begun)
	case sweep:
		p.doing = listUnswept
		label += " → sweep"
	case begin:
		p.doing = writePending
		if m.get {
			p.doing = readToBegin
		}
		label += " → begin"
	case retire:
		p.doing = readToRetire
		label += " → revoke the predecessor"
	}
	m.add(s, label, "")
}

func (m *model) resume(p *process, begun uint8) string {
	c := &p.credential
	if begun != 0 && begun == c.pendingRevision {
		m.aim(p, begun)
		p.doing = sendCreate
		return fmt.Sprintf(" → issue r%d, which it has just begun", begun)
	}
	if m.get {
		p.doing = readToResume
		return " → take over"
	}
	if m.burn {
		p.doing = takeOver
		return " → take over"
	}
	m.aim(p, c.pendingRevision)
	p.doing = listStrays
	return " → continue the attempt"
}

// aim sets which attempt a process carries out, and for which Secret and environment.
func (m *model) aim(p *process, attempt uint8) {
	c := &p.credential
	p.attempt, p.toSecret, p.toEnvironment = attempt, c.secret, c.environment
	if m.pinned {
		p.toSecret, p.toEnvironment = c.pendingSecret, c.pendingEnvironment
	}
}

func (m *model) addFinalizer(s state, i int) {
	p := &s.processes[i]
	if p.credentialSame {
		before := s.credential
		s.credential.finalizer = true
		s.credentialWritten(before)
	}
	p.rest()
	m.add(s, who(i)+"writes the finalizer", "")
}

func (m *model) readToBegin(s state, i int) {
	p := &s.processes[i]
	s.readSecrets(i)
	_, isPublished := m.recordable(&p.credential, &p.secrets)
	isNeeded := m.cause(&p.credential, &p.secrets, s.alive()) != noCause
	isStillDecided := !m.redecide || m.decide(&p.credential, &p.secrets, s.alive(), s.terminating) == begin
	if isPublished || !isNeeded || !isStillDecided {
		p.rest()
		m.add(s, who(i)+"reads the Secret: nothing to do", "")
		return
	}
	p.doing = writePending
	m.add(s, who(i)+"reads the Secret", "")
}

func (m *model) nextRevision(p *process) uint8 {
	c := &p.credential
	if !m.burn {
		return c.revision + 1
	}
	highest := max(c.highest, c.revision, c.pendingRevision)
	for _, x := range p.secrets {
		if x.isOf(c.uid) {
			highest = max(highest, x.revision, x.mark)
		}
	}
	return highest + 1
}

func (m *model) writePending(s state, i int) {
	p := &s.processes[i]
	if !p.credentialSame {
		p.rest()
		m.add(s, who(i)+"writes status.pending: conflict", "")
		return
	}
	revision := m.nextRevision(p)
	if revision > maxRevision {
		return
	}
	before, c := s.credential, &s.credential
	c.pendingRevision, c.pendingSecret, c.pendingEnvironment = revision, c.secret, c.environment
	c.pendingRotate, c.pendingLeak = c.rotateRequest, c.leakRequest
	c.highest = max(revision, c.highest)
	s.credentialWritten(before)
	p.own = revision
	if m.order { // goes on in the same pass, with the Secret as it was read before this write
		p.credential, p.credentialSame = s.credential, true
		p.attempt, p.toSecret, p.toEnvironment, p.doing = revision, c.secret, c.environment, sendCreate
	} else {
		p.rest()
		p.begun = revision
	}
	m.add(s, fmt.Sprintf("%swrites status.pending: r%d", who(i), revision), "")
}

func (m *model) readToResume(s state, i int) {
	p := &s.processes[i]
	s.readSecrets(i)
	if _, isPublished := m.recordable(&p.credential, &p.secrets); isPublished {
		p.doing = record
		m.add(s, who(i)+"reads the Secret: published, so it is recorded", "")
		return
	}
	if p.credential.pendingRevision == 0 {
		p.rest()
		m.add(s, who(i)+"reads the Secret: nothing to record", "")
		return
	}
	if m.gate && m.decide(&p.credential, &p.secrets, s.alive(), s.terminating) != resume {
		p.rest()
		m.add(s, who(i)+"reads the Secret: no token may be issued", "")
		return
	}
	p.doing = takeOver
	if !m.burn {
		m.aim(p, p.credential.pendingRevision)
		p.doing = listStrays
	}
	m.add(s, who(i)+"reads the Secret: not published", "")
}

func (m *model) takeOver(s state, i int) {
	p := &s.processes[i]
	if !p.credentialSame {
		p.rest()
		m.add(s, who(i)+"takes over: conflict", "")
		return
	}
	revision := m.nextRevision(p)
	if revision > maxRevision {
		return
	}
	before, c := s.credential, &s.credential
	formerSecret, formerEnvironment := c.pendingSecret, c.pendingEnvironment
	if !m.pinned {
		formerSecret, formerEnvironment = c.secret, c.environment
	}
	isOwn := m.mine && p.own == c.pendingRevision && c.unswept == 0
	p.own = revision
	c.unswept |= bit(formerEnvironment)
	if m.keep { // the Secret name and the handled requests stay; the environment may follow the spec
		if p.secrets[formerSecret].isForeign(p.credential.uid) {
			c.pendingSecret = c.secret
		}
	} else {
		c.pendingSecret, c.pendingRotate, c.pendingLeak = c.secret, c.rotateRequest, c.leakRequest
	}
	c.pendingRevision, c.pendingEnvironment, c.highest = revision, c.environment, max(revision, c.highest)
	s.credentialWritten(before)
	p.credential, p.credentialSame = s.credential, true
	p.attempt, p.toSecret, p.toEnvironment = revision, c.pendingSecret, c.environment
	p.doing = m.beforeCreating(p, formerSecret, isOwn)
	if p.doing == fence {
		p.mask = formerSecret
	}
	m.add(s, fmt.Sprintf("%stakes over: status.pending is r%d", who(i), revision), "")
}

// beforeCreating says whether the strays of the attempt that was given up are revoked before the next one publishes.
func (m *model) beforeCreating(p *process, formerSecret uint8, isOwn bool) activity {
	switch {
	case isOwn: // given up by this very process, which will not publish it
		return listStrays
	case p.secrets[formerSecret].isOf(p.credential.uid):
		if m.alwaysLate {
			return sendCreate
		}
		if m.touch {
			return fence
		}
		return listStrays
	case m.late:
		return sendCreate
	}
	return listStrays
}

func (m *model) fence(s state, i int) {
	p := &s.processes[i]
	name := p.mask
	p.mask = 0
	if !p.secretSame[name] {
		p.rest()
		m.add(s, who(i)+"marks the Secret: conflict", "")
		return
	}
	before := s.secrets
	s.secrets[name].mark = p.attempt
	s.secretWritten(before, name)
	p.secrets[name], p.secretSame[name] = s.secrets[name], true
	p.doing = listStrays
	m.add(s, fmt.Sprintf("%smarks the Secret with r%d", who(i), p.attempt), "")
}

// strays are the tokens of attempts that were given up, as a listing shows them; afterwards, once nothing is pending.
func (m *model) strays(s *state, p *process, listed uint8, afterwards bool) (set uint8) {
	c := &p.credential
	for t := uint8(1); t < tokenIDs; t++ {
		k := &s.tokens[t]
		isListed := listed&bit(t) != 0 && k.uid == c.uid
		if !isListed || (t == c.token || c.isRetiring(t)) && (m.burn || k.revision != p.attempt) {
			continue
		}
		isUnswept := c.unswept&bit(k.environment) != 0
		switch {
		case afterwards && isUnswept && k.revision <= c.highest,
			!afterwards && m.burn && isUnswept && k.revision < p.attempt,
			!afterwards && !m.burn && k.revision == p.attempt && k.environment == p.toEnvironment:
			set |= bit(t)
		}
	}
	return set
}

// listing lets Chalk answer with what is there, or with what was there before the last change.
func (m *model) listing(s state, answer func(s state, listed uint8, note string)) {
	answer(s, s.alive(), "")
	if s.budget.stale > 0 && s.listedBefore != s.alive() {
		listed := s.listedBefore
		s.budget.stale--
		answer(s, listed, " (STALE)")
	}
}

func (m *model) listStrays(s state, i int) {
	m.listing(s, func(s state, listed uint8, note string) {
		p := &s.processes[i]
		p.mask = m.strays(&s, p, listed, false)
		p.doing = revokeStray
		if p.mask == 0 {
			p.doing = sendCreate
			p.swept = p.attempt
		}
		m.add(s, who(i)+"lists strays"+note+tokenList(p.mask), "")
	})
}

func (m *model) revokeStray(s state, i int, then activity) {
	p := &s.processes[i]
	t := p.takeFromMask()
	violation := s.revoke(t)
	if p.mask == 0 {
		p.doing = then
		if then == sendCreate {
			p.swept = p.attempt
		}
	}
	m.add(s, fmt.Sprintf("%srevokes the stray t%d", who(i), t), violation)
}

func (m *model) sendCreate(s state, i int) {
	p := &s.processes[i]
	p.doing = awaitAnswer
	p.createdFor = p.credential.uid
	m.add(s, fmt.Sprintf("%ssends CreateServiceToken for r%d", who(i), p.attempt), "")
}

func (m *model) awaitAnswer(s state, i int) {
	p := s.processes[i]
	created := s
	t := created.create(p.attempt, p.createdFor, p.toEnvironment)
	if t == 0 {
		return
	}
	created.tokens[t].leakRequest = p.credential.leakRequest
	violation := created.tooManyAlive()
	created.processes[i].token, created.processes[i].doing = t, publish
	m.add(created, fmt.Sprintf("Chalk creates t%d (r%d), P%d verifies it", t, p.attempt, i+1), violation)
	if s.budget.lost > 0 {
		lost := created
		lost.budget.lost--
		lost.processes[i].rest()
		m.add(lost, fmt.Sprintf("Chalk creates t%d (r%d), the answer to P%d is LOST", t, p.attempt, i+1), violation)
	}
	if s.budget.late > 0 && !s.underway.on {
		late := s
		late.budget.late--
		late.underway = request{true, p.attempt, p.createdFor, p.toEnvironment}
		late.processes[i].rest()
		m.add(late, fmt.Sprintf("P%d times out, its request is still UNDER WAY", i+1), "")
	}
	if m.closes != notModelled && s.budget.refused > 0 {
		refused := s
		refused.budget.refused--
		m.giveUp(&refused, i)
		m.add(refused, fmt.Sprintf("Chalk REFUSES to create a token for r%d", p.attempt), "")
	}
}

func (m *model) publish(s state, i int) {
	p := s.processes[i]
	name := p.toSecret
	there := s.secrets[name]
	isAccepted := !there.isForeign(p.credential.uid)
	if m.guard {
		if p.secrets[name].exists {
			isAccepted = isAccepted && p.secretSame[name]
		} else {
			isAccepted = isAccepted && !there.exists
		}
	}
	if s.terminating && !there.exists {
		isAccepted = false
	}
	if !isAccepted {
		s.processes[i].doing = undo
		m.add(s, who(i)+"writes the Secret: conflict", "")
		return
	}
	violation := s.publication(&p, name)
	before := s.secrets
	mark := there.mark
	if !there.exists {
		mark = 0
	}
	s.secrets[name] = secret{exists: true, owner: p.credential.uid, revision: p.attempt, token: p.token, mark: mark}
	s.secretWritten(before, name)
	s.processes[i].rest()
	m.add(s, fmt.Sprintf("%swrites Secret s%d: r%d, t%d", who(i), name, p.attempt, p.token), violation)
}

func (m *model) undo(s state, i int) {
	t := s.processes[i].token
	violation := s.revoke(t)
	m.giveUp(&s, i)
	m.add(s, fmt.Sprintf("%srevokes its own t%d, which it could not publish", who(i), t), violation)
}

// giveUp ends an attempt of which nothing is left in Chalk.
func (m *model) giveUp(s *state, i int) {
	p := &s.processes[i]
	if m.closes == always || m.closes == ifClean && p.credential.unswept == 0 {
		p.doing = closeAttempt
		return
	}
	p.rest()
}

func (m *model) closeAttempt(s state, i int) {
	p := &s.processes[i]
	label := who(i) + "closes its attempt: conflict"
	if p.credentialSame {
		before := s.credential
		s.credential.clearPending()
		s.credentialWritten(before)
		label = who(i) + "closes its attempt: status.pending is gone"
	}
	p.rest()
	m.add(s, label, "")
}

func (c *credential) clearPending() {
	c.pendingRevision, c.pendingSecret, c.pendingEnvironment, c.pendingRotate, c.pendingLeak = 0, 0, 0, 0, 0
}

func (m *model) record(s state, i int) {
	p := s.processes[i]
	if m.recordGuard && !p.credentialSame || !s.credential.exists || s.credential.uid != p.credential.uid {
		s.processes[i].rest()
		m.add(s, who(i)+"records: conflict", "")
		return
	}
	name, found := m.recordable(&p.credential, &p.secrets)
	if !found {
		s.processes[i].rest()
		m.add(s, who(i)+"records: there is nothing any more", "")
		return
	}
	before := s.credential
	published := p.secrets[name]
	s.credential.take(published, name, &p.credential)
	m.takeRequests(&s, &p, published)
	s.credential.unswept = p.unsweptAfter(published.revision, s.credential.unswept)
	s.credential.clearPending()
	s.credentialWritten(before)
	s.processes[i].rest()
	m.add(s, fmt.Sprintf("%srecords r%d, t%d", who(i), published.revision, published.token), "")
}

// take makes what a Secret holds the current token; known is the credential that this was computed from.
func (c *credential) take(published secret, name uint8, known *credential) {
	c.retiring = known.retiring
	if known.token != 0 && known.token != published.token && !c.isRetiring(known.token) {
		for k := range c.retiring {
			if c.retiring[k] == 0 {
				c.retiring[k] = known.token
				break
			}
		}
		if known.inSecret != name {
			c.formerSecrets |= bit(known.inSecret)
		}
	}
	c.revision, c.token, c.inSecret = published.revision, published.token, name
	c.highest = max(known.highest, published.revision, published.mark)
}

// takeRequests sets the environment, and which requests count as handled.
func (m *model) takeRequests(s *state, p *process, published secret) {
	known, c := &p.credential, &s.credential
	switch {
	case !m.pinned:
		c.inEnvironment, c.handledRotate, c.handledLeak = known.environment, known.rotateRequest, known.leakRequest
		return
	case known.pendingRevision != 0:
		c.handledRotate, c.handledLeak = known.pendingRotate, known.pendingLeak
	default:
		c.handledRotate, c.handledLeak = known.handledRotate, known.handledLeak
	}
	c.inEnvironment = s.tokens[published.token].environment // as the provenance in the Secret says
}

// unsweptAfter is what is left to be swept once that revision is recorded.
func (p *process) unsweptAfter(revision, before uint8) uint8 {
	known := &p.credential
	if known.pendingRevision != 0 && revision < known.pendingRevision {
		return known.unswept | bit(known.pendingEnvironment)
	}
	if known.pendingRevision != 0 && p.swept == known.pendingRevision {
		return 0
	}
	return before
}

func (m *model) listUnswept(s state, i int) {
	m.listing(s, func(s state, listed uint8, note string) {
		p := &s.processes[i]
		p.mask = m.strays(&s, p, listed, true)
		p.doing = revokeUnswept
		if p.mask == 0 {
			p.doing = writeSwept
		}
		m.add(s, who(i)+"lists what was left unswept"+note+tokenList(p.mask), "")
	})
}

func (m *model) writeSwept(s state, i int) {
	p := &s.processes[i]
	if p.credentialSame {
		before := s.credential
		s.credential.unswept = 0
		s.credentialWritten(before)
	}
	p.rest()
	m.add(s, who(i)+"notes that it has swept", "")
}

func (m *model) readToRetire(s state, i int) {
	p := &s.processes[i]
	if m.reread {
		s.readSecrets(i)
		x := p.secrets[p.credential.inSecret]
		if !p.credentialSame || !x.exists || x.tampered || x.token != p.credential.token {
			p.rest()
			m.add(s, who(i)+"reads the Secret again: it does not hold the successor", "")
			return
		}
	}
	p.doing = revokePredecessor
	if p.credential.formerSecrets != 0 {
		p.doing = deleteFormerSecret
	}
	m.add(s, who(i)+"is about to revoke", "")
}

func (m *model) deleteFormerSecret(s state, i int) {
	before := s.secrets
	for name := uint8(0); name < secretNames; name++ {
		p := &s.processes[i]
		c := &p.credential
		isFormer := c.formerSecrets&bit(name) != 0 && name != c.inSecret && s.secrets[name].isOf(c.uid)
		if isFormer && (p.secretSame[name] || !m.guard) {
			s.secrets[name] = secret{}
			s.secretWritten(before, name)
		}
	}
	s.processes[i].doing = revokePredecessor
	m.add(s, who(i)+"deletes the Secret of the former name", "")
}

func (m *model) revokePredecessor(s state, i int) {
	p := &s.processes[i]
	for k, t := range p.credential.retiring {
		if t != 0 {
			violation := s.revoke(t)
			p.mask = uint8(k)
			p.doing = writeRetired
			m.add(s, fmt.Sprintf("%srevokes the predecessor t%d", who(i), t), violation)
			return
		}
	}
	p.rest()
	m.add(s, who(i)+"finds no predecessor", "")
}

func (m *model) writeRetired(s state, i int) {
	p := &s.processes[i]
	if p.credentialSame {
		before := s.credential
		s.credential.retiring[p.mask] = 0
		if s.credential.retiresNothing() {
			s.credential.formerSecrets = 0
		}
		s.credentialWritten(before)
	}
	p.rest()
	m.add(s, who(i)+"notes the revocation", "")
}

// afterRevocations is what follows, on deletion, once the tokens are revoked or handed over.
func (m *model) afterRevocations() activity {
	if m.secretFirst {
		return removeFinalizer
	}
	return deleteSecrets
}

func (m *model) listForDeletion(s state, i int) {
	if s.budget.away > 0 {
		away := s
		away.budget.away--
		p := &away.processes[i]
		away.recordIDs |= p.credential.owned()
		if m.prefix && p.credential.hasDoubt() {
			away.recordPrefix = true
		}
		p.mask = 0
		p.doing = m.afterRevocations()
		m.add(away, who(i)+"cannot reach Chalk and hands over to a ChalkRevocation", "")
	}
	m.listing(s, func(s state, listed uint8, note string) {
		p := &s.processes[i]
		p.mask = p.credential.owned() | m.inDoubt(&s, p, listed)
		p.doing = revokeForDeletion
		if p.mask == 0 {
			p.doing = m.afterRevocations()
		}
		m.add(s, who(i)+"deletion: lists"+note+tokenList(p.mask), "")
	})
}

// owned is the set of tokens whose ids the status knows.
func (c *credential) owned() (set uint8) {
	for _, t := range append([]uint8{c.token}, c.retiring[:]...) {
		if t != 0 {
			set |= bit(t)
		}
	}
	return set
}

// hasDoubt says whether attempts may have left tokens whose ids are unknown.
func (c *credential) hasDoubt() bool { return c.pendingRevision > 0 || c.unswept != 0 }

// inDoubt is the set of listed tokens that such attempts have left.
func (m *model) inDoubt(s *state, p *process, listed uint8) (set uint8) {
	c := &p.credential
	if !c.hasDoubt() {
		return 0
	}
	for t := uint8(1); t < tokenIDs; t++ {
		k := &s.tokens[t]
		if listed&bit(t) == 0 || k.uid != c.uid {
			continue
		}
		if m.pinned {
			isUnswept := k.environment == c.pendingEnvironment || c.unswept&bit(k.environment) != 0
			if isUnswept && (m.burn || k.revision == c.pendingRevision) {
				set |= bit(t)
			}
		} else if k.revision == c.pendingRevision && k.environment == c.environment {
			set |= bit(t)
		}
	}
	return set
}

func (m *model) revokeForDeletion(s state, i int) {
	p := &s.processes[i]
	t := p.takeFromMask()
	s.revoke(t) // the Secret of a credential that is being deleted may hold it
	if p.mask == 0 {
		p.doing = m.afterRevocations()
	}
	m.add(s, fmt.Sprintf("%sdeletion: revokes t%d", who(i), t), "")
}

func (m *model) deleteSecrets(s state, i int) {
	before := s.secrets
	for name := uint8(0); name < secretNames; name++ {
		if s.secrets[name].isOf(s.processes[i].credential.uid) {
			s.secrets[name] = secret{}
			s.secretWritten(before, name)
		}
	}
	s.processes[i].doing = removeFinalizer
	if m.secretFirst {
		s.processes[i].doing = listForDeletion
	}
	m.add(s, who(i)+"deletion: deletes the Secrets", "")
}

func (m *model) removeFinalizer(s state, i int) {
	p := &s.processes[i]
	if s.credential.exists && s.credential.uid == p.credential.uid && (p.credentialSame || !m.finGuard) {
		before := s.credential
		s.credential = credential{uid: s.credential.uid}
		s.credentialWritten(before)
		s.credentialBefore = s.credential
	}
	s.processes[i].rest()
	m.add(s, who(i)+"deletion: removes the finalizer", "")
}

// takeFromMask removes the lowest token of the mask and returns it.
func (p *process) takeFromMask() uint8 {
	for t := uint8(1); t < tokenIDs; t++ {
		if p.mask&bit(t) != 0 {
			p.mask &^= bit(t)
			return t
		}
	}
	panic("an activity without anything to do")
}

func who(i int) string { return fmt.Sprintf("P%d ", i+1) }

func tokenList(set uint8) string {
	text := ""
	for t := uint8(1); t < tokenIDs; t++ {
		if set&bit(t) != 0 {
			text += fmt.Sprintf(" t%d", t)
		}
	}
	if text == "" {
		return ": none"
	}
	return ":" + text
}
