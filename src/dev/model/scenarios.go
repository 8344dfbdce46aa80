// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

// scenario is a start and what may happen from there, each as often as its budget says, at any moment and in any order.
type scenario struct {
	name   string
	about  string
	ready  bool // revision 1 is published; otherwise there is no token yet
	budget budget
}

var scenarios = []scenario{
	{"first", "the first token; a change of leader, crashes, a lost answer", false,
		budget{takeOver: 1, crash: 2, lost: 1}},
	{"first2", "the first token; a paused leader that begins one more pass, stale reads, a crash, a lost answer", false,
		budget{takeOver: 2, stale: 2, crash: 1, lost: 1}},
	{"rotate", "two rotations; a change of leader, a crash, a lost answer", true,
		budget{rotate: 2, takeOver: 1, crash: 1, lost: 1}},
	{"rotate2", "a rotation; a paused leader that begins one more pass, stale reads, a crash", true,
		budget{rotate: 1, takeOver: 2, stale: 2, crash: 1}},
	{"stale", "two rotations; stale reads, a lost answer", true,
		budget{rotate: 2, stale: 2, lost: 1}},
	{"late", "a rotation; requests that arrive after their sender has given up or crashed", true,
		budget{rotate: 1, late: 1, crash: 1, outlive: 1}},
	{"lostsecret", "a rotation; a user deletes a Secret; a change of leader, a crash", true,
		budget{rotate: 1, takeOver: 1, deleteSecret: 1, crash: 1}},
	{"aba", "the first token; a user deletes its Secret; a change of leader", false,
		budget{takeOver: 1, deleteSecret: 1}},
	{"tamper", "a rotation; a user edits the Secret's data; a change of leader, stale reads, a crash", true,
		budget{rotate: 1, takeOver: 1, tamper: 1, stale: 2, crash: 1}},
	{"rename", "a rotation; a user changes the Secret's name; a change of leader, a crash, a lost answer", true,
		budget{rotate: 1, takeOver: 1, rename: 1, crash: 1, lost: 1}},
	{"move", "a rotation; a user changes the environment, and back; a change of leader, a crash, a lost answer", true,
		budget{rotate: 1, takeOver: 1, move: 2, crash: 1, lost: 1}},
	{"leak", "a rotation; a user reports a leak; a change of leader, a crash, a lost answer", true,
		budget{rotate: 1, leak: 1, takeOver: 1, crash: 1, lost: 1}},
	{"human", "a rotation; a user revokes the token in Chalk; a change of leader, a stale read, a crash", true,
		budget{human: 1, rotate: 1, takeOver: 1, stale: 1, crash: 1}},
	{"delete", "a rotation; the credential is deleted; a change of leader, a crash, a lost answer", true,
		budget{rotate: 1, deleteCredential: 1, takeOver: 1, crash: 1, lost: 1}},
	{"delete1", "a rotation; the credential is deleted; crashes, a lost answer, a stale read", true,
		budget{rotate: 1, deleteCredential: 1, crash: 2, lost: 1, stale: 1}},
	{"recreate", "the first token; the credential is deleted and created again; a change of leader, a crash", false,
		budget{deleteCredential: 1, takeOver: 1, crash: 1, recreate: 1}},
	{"down", "a rotation; the credential is deleted while Chalk is away; a lost answer", true,
		budget{rotate: 1, deleteCredential: 1, away: 1, lost: 1}},
	{"nsdel", "a rotation; the namespace is deleted; a crash", true,
		budget{rotate: 1, deleteNamespace: 1, crash: 1}},
	{"backupSecret", "a rotation; the Secret is restored from a backup; a change of leader, a crash", true,
		budget{rotate: 1, restoreSecret: 1, crash: 1, takeOver: 1}},
	{"backupStatus", "a rotation; the status is restored from a backup; a change of leader, a crash", true,
		budget{rotate: 1, restoreStatus: 1, crash: 1, takeOver: 1}},
	{"renamedBack", "a user changes the Secret's name, and back; a change of leader, a crash, a lost answer", true,
		budget{rename: 2, crash: 1, lost: 1, takeOver: 1}},
	{"renamedBackLost", "a user changes the Secret's name, and back, and deletes a Secret; a change of leader", true,
		budget{rename: 2, deleteSecret: 1, takeOver: 1}},
}

// start is the state in which a protocol begins a scenario. Where refusals are modelled, Chalk may refuse one creation.
func (sc *scenario) start(p protocol) state {
	s := initial(sc.ready)
	s.budget = sc.budget
	if p.closes != notModelled {
		s.budget.refused = 1
	}
	if p.assume {
		s.budget.stale, s.budget.late, s.budget.outlive, s.budget.takeOver = 0, 0, 0, min(s.budget.takeOver, 1)
	}
	return s
}

// allows says which violations the design accepts in a scenario, see "What remains" in docs/design.md.
func (sc *scenario) allows(violation string) bool {
	b := &sc.budget
	isOvertakenAndLost := b.deleteSecret > 0 && b.takeOver > 0
	switch violation {
	case threeAlive:
		return true // only published tokens count for promise 4: the secret of a stray was never handed out
	case leak, leakDeleted, leakRestored:
		return true // what appears in Chalk after the sweep is an orphan, and the reaper revokes it
	case threePublished: // a repair, or a Secret that was renamed back, does not wait for the predecessor
		return b.deleteSecret > 0 || b.tamper > 0 || b.restoreSecret > 0 || b.rename > 1
	case publishedDead: // a user deletes the Secret while a superseded leader is between creating and publishing
		return isOvertakenAndLost
	case revokedInSecret: // the same, or a Secret is restored just before its token is revoked
		return isOvertakenAndLost || b.restoreSecret > 0
	}
	return false
}
