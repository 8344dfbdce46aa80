// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import "strings"

// protocol is the set of preconditions that a variant keeps. The names are those of docs/design.md and README.md; a variant
// "no-<name>" lacks exactly one of them.
type protocol struct {
	guard       bool // a Secret is written only if it is as it was when the attempt began
	burn        bool // every attempt has a revision of its own, and no revision is used twice
	get         bool // the Secret is read from the API server before an attempt begins or is taken over
	order       bool // the Secret is read before status.pending is written, and the attempt follows in the same pass
	redecide    bool // the decision to begin is made again on what was just read
	touch       bool // an older attempt is fenced: the Secret is marked before strays are revoked, so that its guarded write fails
	late        bool // where there is no Secret to mark, strays are revoked only after the publication
	mine        bool // a process that takes over its own attempt may revoke its strays at once
	pinned      bool // the status takes what it records from the attempt that was published, never from the spec
	ahead       bool // a Secret that is ahead of the status is recorded, whichever attempt published it
	recordGuard bool // what was published is recorded in a guarded write
	recordGet   bool // what the status did not announce is recorded only after the Secret was read from the API server
	keep        bool // an attempt that is taken over keeps its Secret name and the requests that it handles
	gate        bool // the checks before an attempt are repeated when one is taken over
	recheck     bool // nothing is issued into a namespace that is being deleted
	reread      bool // the Secret is read again before a predecessor is revoked
	exchange    bool // a token counts as revoked only once Chalk refuses its pair, not because a listing lacks it
	secretFirst bool // on deletion the Secret goes before its tokens are revoked
	prefix      bool // a ChalkRevocation for an attempt in doubt names the prefix of its token names
	finGuard    bool // the finalizer is removed in a guarded write

	alwaysLate  bool    // strays are always revoked after the publication, never before it, so that nothing is fenced (instead of touch)
	closes      closing // what becomes of an attempt of which nothing is left
	renamedBack bool    // a Secret that was renamed back gets a successor at once

	assume bool // see the variant of that name
}

// closing says what a process does with its own attempt once it knows that nothing is left of it in Chalk (ADR 0007).
type closing uint8

const (
	notModelled closing = iota // Chalk never refuses a creation outright, and no attempt is closed
	never                      // Chalk may refuse, and the attempt stays open
	ifClean                    // the attempt is closed, but only while status.unswept is empty
	always
)

func complete() protocol {
	return protocol{
		guard: true, burn: true, get: true, order: true, redecide: true, touch: true, late: true, mine: true, pinned: true,
		ahead: true, recordGuard: true, recordGet: true, keep: true, gate: true, recheck: true, reread: true, exchange: true,
		secretFirst: true, prefix: true, finGuard: true,
	}
}

// precondition switches one of them off.
type precondition struct {
	name   string
	remove func(*protocol)
}

// weakens switches it off, and says whether that makes a difference: not every variant has every precondition.
func (q precondition) weakens(p *protocol) bool {
	before := *p
	q.remove(p)
	return *p != before
}

var preconditions = []precondition{
	{"guard", func(p *protocol) { p.guard = false }},
	{"burn", func(p *protocol) { p.burn = false }},
	{"get", func(p *protocol) { p.get = false }},
	{"order", func(p *protocol) { p.order = false }},
	{"redecide", func(p *protocol) { p.redecide = false }},
	{"touch", func(p *protocol) { p.touch = false }},
	{"alwaysLate", func(p *protocol) { p.alwaysLate = false }},
	{"late", func(p *protocol) { p.late = false }},
	{"mine", func(p *protocol) { p.mine = false }},
	{"pinned", func(p *protocol) { p.pinned = false }},
	{"ahead", func(p *protocol) { p.ahead = false }},
	{"recordGuard", func(p *protocol) { p.recordGuard = false }},
	{"recordGet", func(p *protocol) { p.recordGet = false }},
	{"keep", func(p *protocol) { p.keep = false }},
	{"gate", func(p *protocol) { p.gate = false }},
	{"recheck", func(p *protocol) { p.recheck = false }},
	{"reread", func(p *protocol) { p.reread = false }},
	{"exchange", func(p *protocol) { p.exchange = false }},
	{"secretFirst", func(p *protocol) { p.secretFirst = false }},
	{"prefix", func(p *protocol) { p.prefix = false }},
	{"finGuard", func(p *protocol) { p.finGuard = false }},
}

// shipped is the variant that the operator carries out.
const shipped = "shipped"

// variants lists those that "all" explores, in that order. Beside these, each of them may be weakened: "shipped-no-guard".
func variants() []string {
	names := []string{shipped, "base", "fixed", "fixed-latealways", "assume", "refusals", "closes-always", "closes-clean", "renamed-back"}
	for _, q := range preconditions {
		if weakened := complete(); q.weakens(&weakened) {
			names = append(names, "no-"+q.name)
		}
	}
	return names
}

// variant is the protocol of that name.
func variant(name string) (protocol, bool) {
	if strings.HasPrefix(name, "no-") {
		name = "fixed-" + name
	}
	stronger, weakened, isWeakened := strings.Cut(name, "-no-")
	p, found := strong(stronger)
	if !found || !isWeakened {
		return p, found
	}
	for _, q := range preconditions {
		if q.name == weakened {
			return p, q.weakens(&p)
		}
	}
	return p, false
}

func strong(name string) (protocol, bool) {
	p := complete()
	switch name {
	case "base": // where it began: pending is written before a token is created, what was published is recorded, and that is all
		return protocol{recordGuard: true}, true
	case "fixed": // every precondition; an older attempt is fenced, and its strays are revoked before the next one publishes
		return p, true
	case "assume": // fixed, where listings are never stale, no request outlives its sender, and no process that was superseded
		// creates anything after the listing of the one that superseded it: what is left is not the environment's fault
		p.assume = true
		return p, true
	}
	p.alwaysLate, p.touch = true, false
	switch name {
	case "fixed-latealways":
	case "refusals":
		p.closes = never
	case "closes-always":
		p.closes = always
	case "closes-clean":
		p.closes = ifClean
	case "renamed-back":
		p.renamedBack = true
	case shipped:
		p.mine, p.closes, p.renamedBack = false, ifClean, true
	default:
		return p, false
	}
	return p, true
}
