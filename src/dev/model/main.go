// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

// Command model explores the protocol by which the operator issues, publishes, rotates and revokes the tokens of one
// credential: every order in which crashes, lost answers, stale reads, two operators and users may interfere. README.md says
// what is modelled, and how to read what this prints.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

// limit is the number of states after which a scenario is given up; it is then reported as complete=false.
const limit = 8_000_000

const usage = `Usage:
  model                          the protocol as it is shipped, in every scenario; fails on a violation that is not allowed
  model <variant>                a variant of it, in every scenario
  model <variant> <scenario>     the same in one scenario (or in all of them), with a shortest trace to each violation
  model all                      every variant in every scenario: about ten minutes and 2 GB of memory
  model help                     this text

`

func main() {
	arguments := os.Args[1:]
	switch {
	case len(arguments) == 1 && slices.Contains([]string{"help", "-h", "--help"}, arguments[0]):
		fmt.Print(usage)
		printChoices(os.Stdout)
	case len(arguments) > 2 || len(arguments) > 0 && !isKnown(arguments):
		fmt.Fprint(os.Stderr, usage)
		printChoices(os.Stderr)
		os.Exit(2)
	case len(arguments) == 0:
		if !explored(os.Stdout, shipped, "all", false) {
			os.Exit(1)
		}
	case arguments[0] == "all":
		for _, name := range variants() {
			explored(os.Stdout, name, "all", false)
		}
	case len(arguments) == 1:
		explored(os.Stdout, arguments[0], "all", false)
	default:
		explored(os.Stdout, arguments[0], arguments[1], true)
	}
}

func isKnown(arguments []string) bool {
	if _, found := variant(arguments[0]); !found {
		return len(arguments) == 1 && arguments[0] == "all"
	}
	return len(arguments) == 1 || arguments[1] == "all" ||
		slices.ContainsFunc(scenarios, func(sc scenario) bool { return sc.name == arguments[1] })
}

func printChoices(out io.Writer) {
	fmt.Fprintln(out, "Variants (and <variant>-no-<precondition>):")
	for _, name := range variants() {
		fmt.Fprintln(out, " ", name)
	}
	fmt.Fprintln(out, "\nScenarios:")
	for _, sc := range scenarios {
		fmt.Fprintf(out, "  %-16s %s\n", sc.name, sc.about)
	}
}

// explored prints what is found, and says whether all of it is allowed and was explored completely.
func explored(out io.Writer, name, only string, withTraces bool) bool {
	p, _ := variant(name)
	isFine := true
	for _, sc := range scenarios {
		if only != "all" && only != sc.name {
			continue
		}
		began := time.Now()
		r := explore(p, sc.start(p), limit)
		fmt.Fprintf(out, "%-18s %-15s states=%d quiet=%d complete=%v %.1fs\n",
			name, sc.name, r.states, r.quiet, r.complete, time.Since(began).Seconds())
		isFine = printFindings(out, &sc, r, withTraces) && r.complete && isFine
	}
	return isFine
}

func printFindings(out io.Writer, sc *scenario, r *result, withTraces bool) bool {
	isFine := true
	for _, violation := range r.violations() {
		found := r.findings[violation]
		verdict := "allowed"
		if !sc.allows(violation) {
			verdict = "NOT ALLOWED"
			isFine = false
		}
		fmt.Fprintf(out, "    %s (%d times; shortest %d; %s)\n", violation, found.times, len(found.trace), verdict)
		if withTraces {
			for _, label := range found.trace {
				fmt.Fprintln(out, "        -", label)
			}
		}
	}
	return isFine
}
