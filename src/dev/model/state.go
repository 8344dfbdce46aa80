// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

// The bounds of the model. They are small: every counter-example known so far needs two Secret names, two environments, two
// processes and fewer than eight tokens.
const (
	tokenIDs    = 8  // token ids 1 to 7; 0 means "none"
	secretNames = 2  // the names that a user may choose between in the spec
	maxRevision = 10 // no attempt gets a higher revision
	unlimited   = 9  // a process with this many passes never runs out of them
	maxRetiring = 3
)

// secret is a Secret as the API server holds it. Its resourceVersion is not modelled: each process keeps one bit per Secret
// instead, "unchanged since I read it". That has the same meaning and far fewer states.
type secret struct {
	exists, tampered             bool
	owner, revision, token, mark uint8 // mark: the highest revision that fenced this Secret (see precondition touch)
}

// credential is the custom resource: what the user asks for, and what the status remembers.
type credential struct {
	exists, deleting, finalizer bool
	uid                         uint8

	// spec and annotations
	secret, environment, rotateRequest, leakRequest uint8

	// status.current
	revision, token, inSecret, inEnvironment uint8

	// status.pending; no attempt is open while pendingRevision is 0
	pendingRevision, pendingSecret, pendingEnvironment uint8
	pendingRotate, pendingLeak                         uint8

	// the rest of the status
	retiring                   [maxRetiring]uint8
	handledRotate, handledLeak uint8
	highest                    uint8
	unswept                    uint8 // bit per environment in which attempts that were given up may have left tokens
	formerSecrets              uint8 // bit per Secret name that goes with the predecessor
}

// token is a service token in Chalk.
type token struct {
	used, alive, revokedByHuman, published bool
	revision, uid, environment             uint8
	leakRequest                            uint8 // the newest leak request that its attempt knew of
}

// process is one operator process: what it is doing, and what it believes.
type process struct {
	on     bool
	doing  activity
	passes uint8 // how many passes it may still begin; unlimited for one that is not about to lose its leadership

	credential     credential
	credentialSame bool // the credential is unchanged since this process read or wrote it
	secrets        [secretNames]secret
	secretSame     [secretNames]bool

	attempt, toSecret, toEnvironment, token uint8
	createdFor                              uint8 // the uid that the request to Chalk was made for
	mask                                    uint8 // what is left to do of the present activity
	begun                                   uint8 // an attempt that the next pass continues without reading the Secret (only without order)
	swept                                   uint8 // the attempt before which this process has swept
	own                                     uint8 // the last attempt that this very process began
}

// request is a CreateServiceToken whose sender is gone or has stopped waiting, and that Chalk will still carry out.
type request struct {
	on                         bool
	revision, uid, environment uint8
}

// budget says how often each misfortune may still strike; it is what makes the state space finite.
type budget struct {
	crash, lost, late, stale, outlive, takeOver              uint8
	deleteSecret, tamper, restoreSecret, restoreStatus       uint8
	rename, move, rotate, leak                               uint8
	deleteCredential, recreate, human, away, deleteNamespace uint8
	refused                                                  uint8
}

// state is everything there is. It is comparable, so a map can tell which states have been seen.
type state struct {
	credential, credentialBefore credential // "before" is what a stale cache still shows
	secrets, secretsBefore       [secretNames]secret
	tokens                       [tokenIDs]token
	listedBefore                 uint8 // the tokens that a stale listing shows
	processes                    [2]process
	underway                     request
	budget                       budget
	published                    [maxRevision + 2]uint8 // which token was published under each revision of uid 1
	recordIDs                    uint8                  // token ids that a ChalkRevocation holds
	recordPrefix                 bool                   // a ChalkRevocation holds the name prefix of uid 1
	terminating                  bool                   // the namespace is being deleted
	restored                     bool                   // the status was restored from a backup
}

// activity is what a process does next: each is one atomic step, and anything may happen between two of them.
type activity uint8

const (
	idle activity = iota
	addFinalizer
	readToBegin
	writePending
	readToResume
	takeOver
	fence
	listStrays
	revokeStray
	sendCreate
	awaitAnswer
	publish
	undo
	closeAttempt
	record
	listUnswept
	revokeUnswept
	writeSwept
	readToRetire
	deleteFormerSecret
	revokePredecessor
	writeRetired
	listForDeletion
	revokeForDeletion
	deleteSecrets
	removeFinalizer
)

func initial(ready bool) state {
	s := state{}
	s.credential = credential{exists: true, uid: 1, finalizer: true}
	if ready {
		s.credential.revision, s.credential.token, s.credential.highest = 1, 1, 1
		s.tokens[1] = token{used: true, alive: true, published: true, revision: 1, uid: 1}
		s.secrets[0] = secret{exists: true, owner: 1, revision: 1, token: 1}
		s.published[1] = 1
		s.listedBefore = bit(1)
	}
	s.credentialBefore, s.secretsBefore = s.credential, s.secrets
	s.processes[0] = process{on: true, passes: unlimited}
	return s
}

func bit(n uint8) uint8 { return 1 << n }

// alive is the set of tokens that Chalk accepts.
func (s *state) alive() (set uint8) {
	for t := range s.tokens {
		if s.tokens[t].alive {
			set |= bit(uint8(t))
		}
	}
	return set
}

// credentialWritten must follow every write of the credential: from then on every copy of it is out of date.
func (s *state) credentialWritten(before credential) {
	s.credentialBefore = before
	s.processes[0].credentialSame = false
	s.processes[1].credentialSame = false
}

// secretWritten does the same for the Secret of one name.
func (s *state) secretWritten(before [secretNames]secret, name uint8) {
	s.secretsBefore = before
	s.processes[0].secretSame[name] = false
	s.processes[1].secretSame[name] = false
}

// readSecrets is a GET of the Secrets: no cache is involved.
func (s *state) readSecrets(i int) {
	s.processes[i].secrets = s.secrets
	s.processes[i].secretSame = [secretNames]bool{true, true}
}

// create lets Chalk create a token; 0 when the model has run out of ids.
func (s *state) create(revision, uid, environment uint8) uint8 {
	for t := uint8(1); t < tokenIDs; t++ {
		if !s.tokens[t].used {
			s.listedBefore = s.alive()
			s.tokens[t] = token{used: true, alive: true, revision: revision, uid: uid, environment: environment}
			return t
		}
	}
	return 0
}

// rest ends a pass. What a process remembers from one pass to the next is very little.
func (p *process) rest() {
	*p = process{on: p.on, passes: p.passes, begun: p.begun, swept: p.swept, own: p.own}
}

func (c *credential) isRetiring(t uint8) bool {
	return t != 0 && (c.retiring[0] == t || c.retiring[1] == t || c.retiring[2] == t)
}

// retiresOnly says whether that token is the one and only predecessor.
func (c *credential) retiresOnly(t uint8) bool {
	if !c.isRetiring(t) {
		return false
	}
	for _, other := range c.retiring {
		if other != 0 && other != t {
			return false
		}
	}
	return true
}

func (c *credential) retiresNothing() bool { return c.retiring == [maxRetiring]uint8{} }

// isOf says whether a Secret is there and belongs to that credential.
func (x *secret) isOf(uid uint8) bool { return x.exists && x.owner == uid }

// isForeign says whether a Secret is there and belongs to another one.
func (x *secret) isForeign(uid uint8) bool { return x.exists && x.owner != uid }
