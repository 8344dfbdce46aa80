// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"
)

// model is a protocol, and what it makes of one state.
type model struct {
	protocol
	next []transition
}

// transition is one thing that may happen in a state.
type transition struct {
	to               state
	label, violation string
}

func (m *model) add(to state, label, violation string) {
	m.next = append(m.next, transition{to, label, violation})
}

// all is everything that may happen in a state.
func (m *model) all(s state) []transition {
	m.next = m.next[:0]
	for i := range s.processes {
		if s.processes[i].on {
			m.step(s, i)
		}
	}
	m.happen(s)
	return m.next
}

// finding is one kind of violation.
type finding struct {
	times int
	trace []string // a shortest way to it
}

// result is what an exploration has found.
type result struct {
	states, quiet int
	complete      bool
	findings      map[string]*finding
}

// violations are the kinds that were found, in alphabetical order.
func (r *result) violations() []string {
	return slices.Sorted(maps.Keys(r.findings))
}

// name is a kind of violation without its explanation.
func name(violation string) string {
	short, _, _ := strings.Cut(violation, ":")
	return short
}

// explore visits every state that can be reached, breadth first: the first trace to a violation is a shortest one. Behind a
// violation nothing is explored, except where only a number of tokens is too high.
func explore(p protocol, start state, limit int) *result {
	e := &explorer{model: model{protocol: p}, seen: map[fingerprint]int32{fingerprintOf(start): 0}, labels: map[string]uint16{}}
	e.result = result{complete: true, findings: map[string]*finding{}}
	e.nodes = []node{{parent: -1}}
	frontier := []visit{{start, 0}}
	for len(frontier) > 0 && e.complete {
		var next []visit
		for _, v := range frontier {
			next = e.expand(v, next)
			if len(e.nodes) > limit {
				e.complete = false
				break
			}
		}
		frontier = next
	}
	if e.complete {
		e.findStuck()
	}
	e.states = len(e.nodes)
	return &e.result
}

// fingerprint stands for a state among those that were seen: the states themselves would take gigabytes. Among eight million
// states two have the same 128 bits with a probability of about 10^-25.
type fingerprint [2]uint64

var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

func fingerprintOf(s state) fingerprint {
	return fingerprint{maphash.Comparable(seeds[0], s), maphash.Comparable(seeds[1], s)}
}

type visit struct {
	state state
	id    int32
}

type node struct {
	parent int32
	label  uint16
}

type explorer struct {
	model
	result
	seen       map[fingerprint]int32
	nodes      []node
	edges      [][2]int32
	ends       []int32 // quiet states, and those before a violation that is not explored any further
	labels     map[string]uint16
	labelTexts []string
}

func (e *explorer) expand(v visit, next []visit) []visit {
	transitions := e.all(v.state)
	if isQuiet, violation := e.judge(&v.state); isQuiet {
		e.quiet++
		e.ends = append(e.ends, v.id)
		if violation != "" {
			e.report(violation, v.id, "(nothing is left to do)")
		}
	}
	for _, t := range transitions {
		if t.violation != "" {
			e.report(t.violation, v.id, t.label)
			if !strings.HasPrefix(t.violation, "THREE_") {
				e.ends = append(e.ends, v.id)
				continue
			}
		}
		key := fingerprintOf(t.to)
		id, isKnown := e.seen[key]
		if !isKnown {
			id = int32(len(e.nodes))
			e.seen[key] = id
			e.nodes = append(e.nodes, node{v.id, e.label(t.label)})
			next = append(next, visit{t.to, id})
		}
		e.edges = append(e.edges, [2]int32{v.id, id})
	}
	return next
}

func (e *explorer) report(violation string, id int32, last string) {
	found := e.findings[violation]
	if found == nil {
		found = &finding{trace: e.trace(id, last)}
		e.findings[violation] = found
	}
	found.times++
}

// trace is the way from the start to a state, and one label more.
func (e *explorer) trace(id int32, last string) []string {
	var backwards []string
	for ; id > 0; id = e.nodes[id].parent {
		backwards = append(backwards, e.labelTexts[e.nodes[id].label])
	}
	var trace []string
	for i := len(backwards) - 1; i >= 0; i-- {
		trace = append(trace, backwards[i])
	}
	return append(trace, last)
}

func (e *explorer) label(text string) uint16 {
	id, isKnown := e.labels[text]
	if !isKnown {
		id = uint16(len(e.labelTexts))
		e.labels[text] = id
		e.labelTexts = append(e.labelTexts, text)
	}
	return id
}

// findStuck looks for states from which no quiet one can be reached.
func (e *explorer) findStuck() {
	offsets := make([]int32, len(e.nodes)+1)
	for _, edge := range e.edges {
		offsets[edge[1]+1]++
	}
	for i := 1; i < len(offsets); i++ {
		offsets[i] += offsets[i-1]
	}
	sources := make([]int32, len(e.edges))
	position := append([]int32{}, offsets...)
	for _, edge := range e.edges {
		sources[position[edge[1]]] = edge[0]
		position[edge[1]]++
	}
	reaches := make([]bool, len(e.nodes))
	open := append([]int32{}, e.ends...)
	for _, id := range open {
		reaches[id] = true
	}
	for len(open) > 0 {
		id := open[len(open)-1]
		open = open[:len(open)-1]
		for _, source := range sources[offsets[id]:offsets[id+1]] {
			if !reaches[source] {
				reaches[source] = true
				open = append(open, source)
			}
		}
	}
	for id := range reaches {
		if !reaches[id] {
			e.report(stuck, int32(id), "(…)")
		}
	}
}
