// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import "fmt"

// happen adds everything that may happen around the operator: crashes, a change of leader, users, Chalk, backups.
func (m *model) happen(s state) {
	for i := range s.processes {
		m.crash(s, i)
	}
	m.lateRequest(s)
	m.changeLeader(s)
	if s.credential.exists && !s.credential.deleting {
		m.harmSecrets(s)
		m.restore(s)
		m.edit(s)
		m.revokeByHand(s)
		m.delete(s)
	}
	m.recreate(s)
	m.revokeRecords(s)
	m.collectGarbage(s)
}

// then adds what a change of the state leads to.
func (m *model) then(s state, label string, change func(s *state)) {
	change(&s)
	m.add(s, label, "")
}

func (m *model) crash(s state, i int) {
	p := s.processes[i]
	isAtWork := p.on && p.passes == unlimited && (p.doing != idle || p.begun != 0)
	if s.budget.crash == 0 || !isAtWork {
		return
	}
	restart := func(s *state) {
		s.budget.crash--
		s.processes[i] = process{on: true, passes: unlimited}
	}
	if p.doing != awaitAnswer {
		m.then(s, fmt.Sprintf("P%d CRASHES and restarts", i+1), restart)
		return
	}
	m.then(s, fmt.Sprintf("P%d CRASHES, its request never arrived", i+1), restart)
	created := s
	if t := created.create(p.attempt, p.createdFor, p.toEnvironment); t != 0 {
		restart(&created)
		label := fmt.Sprintf("Chalk creates t%d (r%d), P%d CRASHES before the answer", t, p.attempt, i+1)
		m.add(created, label, created.tooManyAlive())
	}
	if !s.underway.on && s.budget.outlive > 0 {
		m.then(s, fmt.Sprintf("P%d CRASHES, its request is still UNDER WAY", i+1), func(s *state) {
			s.underway = request{true, p.attempt, p.createdFor, p.toEnvironment}
			restart(s)
		})
	}
}

func (m *model) lateRequest(s state) {
	if !s.underway.on {
		return
	}
	r := s.underway
	if t := s.create(r.revision, r.uid, r.environment); t != 0 {
		s.underway = request{}
		m.add(s, fmt.Sprintf("the late request arrives: Chalk creates t%d (r%d)", t, r.revision), s.tooManyAlive())
	}
}

// changeLeader pauses the first process and lets the second lead; the first wakes up and does not know.
func (m *model) changeLeader(s state) {
	if s.budget.takeOver == 0 || s.processes[1].on || s.processes[0].doing == idle {
		return
	}
	lead := func(cost, passes uint8) func(*state) {
		return func(s *state) {
			s.budget.takeOver -= cost
			s.processes[1] = process{on: true, passes: unlimited}
			s.processes[0].passes = passes
		}
	}
	m.then(s, "P1 is paused, P2 becomes the leader", lead(1, 0))
	if s.budget.takeOver > 1 {
		m.then(s, "P1 is paused (and will begin one more pass), P2 becomes the leader", lead(2, 1))
	}
}

func (m *model) harmSecrets(s state) {
	for name := uint8(0); name < secretNames; name++ {
		there := s.secrets[name]
		if there.exists && s.budget.deleteSecret > 0 {
			m.then(s, fmt.Sprintf("a user deletes Secret s%d", name), func(s *state) {
				s.budget.deleteSecret--
				before := s.secrets
				s.secrets[name] = secret{}
				s.secretWritten(before, name)
			})
		}
		if there.exists && !there.tampered && s.budget.tamper > 0 {
			m.then(s, fmt.Sprintf("a user edits the data of Secret s%d", name), func(s *state) {
				s.budget.tamper--
				before := s.secrets
				s.secrets[name].tampered = true
				s.secretWritten(before, name)
			})
		}
	}
}

// restore puts a Secret or a status back to what it was at revision 1.
func (m *model) restore(s state) {
	if s.budget.restoreSecret > 0 && s.secrets[0].revision > 1 {
		m.then(s, "Secret s0 is RESTORED from a backup: r1, t1", func(s *state) {
			s.budget.restoreSecret--
			before := s.secrets
			s.secrets[0] = secret{exists: true, owner: 1, revision: 1, token: 1}
			s.secretWritten(before, 0)
		})
	}
	if s.budget.restoreStatus > 0 && s.credential.revision > 1 {
		m.then(s, "the status is RESTORED from a backup: r1, t1", func(s *state) {
			s.budget.restoreStatus--
			s.restored = true
			before, c := s.credential, &s.credential
			c.revision, c.token, c.inSecret, c.inEnvironment, c.highest = 1, 1, 0, 0, 1
			c.clearPending()
			c.retiring, c.unswept, c.formerSecrets = [maxRetiring]uint8{}, 0, 0
			s.credentialWritten(before)
		})
	}
}

// edit lets the user change the spec or ask for something.
func (m *model) edit(s state) {
	if s.budget.rename > 0 {
		m.write(s, "a user changes the Secret's name in the spec", func(s *state) { s.budget.rename--; s.credential.secret ^= 1 })
	}
	if s.budget.move > 0 {
		m.write(s, "a user changes the environment in the spec", func(s *state) { s.budget.move--; s.credential.environment ^= 1 })
	}
	if s.budget.rotate > 0 && s.credential.token != 0 {
		m.write(s, "a user asks for a rotation", func(s *state) { s.budget.rotate--; s.credential.rotateRequest++ })
	}
	if s.budget.leak > 0 && s.credential.token != 0 {
		m.write(s, "a user reports a leak", func(s *state) { s.budget.leak--; s.credential.leakRequest++ })
	}
}

// write adds a change of the credential.
func (m *model) write(s state, label string, change func(s *state)) {
	m.then(s, label, func(s *state) {
		before := s.credential
		change(s)
		s.credentialWritten(before)
	})
}

func (m *model) revokeByHand(s state) {
	current := s.credential.token
	if s.budget.human == 0 || current == 0 || !s.tokens[current].alive {
		return
	}
	m.then(s, "a user revokes the current token in Chalk", func(s *state) {
		s.budget.human--
		s.listedBefore = s.alive()
		s.tokens[current].alive = false
		s.tokens[current].revokedByHuman = true
	})
}

func (m *model) delete(s state) {
	if s.budget.deleteNamespace > 0 {
		m.then(s, "the namespace is being deleted, its Secrets go first", func(s *state) {
			s.budget.deleteNamespace--
			s.terminating = true
			before := s.secrets
			s.secrets = [secretNames]secret{}
			for name := uint8(0); name < secretNames; name++ {
				s.secretWritten(before, name)
			}
		})
	}
	if s.budget.deleteCredential > 0 || s.terminating {
		m.write(s, "the credential is deleted", func(s *state) {
			if s.budget.deleteCredential > 0 {
				s.budget.deleteCredential--
			}
			if s.credential.finalizer {
				s.credential.deleting = true
			} else {
				s.credential = credential{uid: s.credential.uid}
			}
		})
	}
}

func (m *model) recreate(s state) {
	if s.credential.exists || s.budget.recreate == 0 || s.credential.uid != 1 {
		return
	}
	m.then(s, "the credential is created again: same name, uid 2", func(s *state) {
		s.budget.recreate--
		s.credential = credential{exists: true, uid: 2}
		s.credentialWritten(s.credential)
	})
}

// revokeRecords lets the ChalkRevocations do their work.
func (m *model) revokeRecords(s state) {
	if s.recordIDs != 0 {
		m.then(s, "a ChalkRevocation revokes its ids", func(s *state) {
			for t := uint8(1); t < tokenIDs; t++ {
				if s.recordIDs&bit(t) != 0 {
					s.tokens[t].alive = false
				}
			}
			s.recordIDs = 0
		})
	}
	if s.recordPrefix && !s.underway.on {
		m.then(s, "a ChalkRevocation revokes by its name prefix", func(s *state) {
			for t := range s.tokens {
				if s.tokens[t].uid == 1 {
					s.tokens[t].alive = false
				}
			}
			s.recordPrefix = false
		})
	}
}

func (m *model) collectGarbage(s state) {
	for name := range s.secrets {
		if s.isGarbage(name) {
			m.then(s, fmt.Sprintf("the garbage collector deletes Secret s%d, whose owner is gone", name), func(s *state) {
				before := s.secrets
				s.secrets[name] = secret{}
				s.secretWritten(before, uint8(name))
			})
		}
	}
}
