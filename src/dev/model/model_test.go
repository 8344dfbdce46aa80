// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// explorations remembers what was explored, as several tests look at the same.
var explorations sync.Map

func exploration(t *testing.T, variantName string, sc *scenario) *result {
	t.Helper()
	p, found := variant(variantName)
	if !found {
		t.Fatalf("there is no variant %s", variantName)
	}
	once, _ := explorations.LoadOrStore(variantName+" "+sc.name, sync.OnceValue(func() *result {
		return explore(p, sc.start(p), limit)
	}))
	return once.(func() *result)()
}

func scenarioNamed(t *testing.T, wanted string) *scenario {
	t.Helper()
	for i := range scenarios {
		if scenarios[i].name == wanted {
			return &scenarios[i]
		}
	}
	t.Fatalf("there is no scenario %s", wanted)
	return nil
}

func kinds(r *result) map[string]bool {
	kinds := map[string]bool{}
	for _, violation := range r.violations() {
		kinds[name(violation)] = true
	}
	return kinds
}

func TestOnlyAllowedViolations(t *testing.T) {
	for _, variantName := range []string{shipped, "fixed", "fixed-latealways", "renamed-back"} {
		for i := range scenarios {
			sc := &scenarios[i]
			t.Run(variantName+"/"+sc.name, func(t *testing.T) {
				t.Parallel()
				r := exploration(t, variantName, sc)
				if !r.complete {
					t.Errorf("given up after %d states", r.states)
				}
				if r.quiet == 0 {
					t.Error("it never comes to rest")
				}
				for _, violation := range r.violations() {
					if !sc.allows(violation) {
						t.Errorf("%s:\n  %s", violation, strings.Join(r.findings[violation].trace, "\n  "))
					}
				}
			})
		}
	}
}

// The design leaves tokens to the reaper of orphans only where Chalk creates or lists them late.
func TestNothingStaysBehindInAKinderWorld(t *testing.T) {
	for i := range scenarios {
		sc := &scenarios[i]
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			for _, violation := range exploration(t, "assume", sc).violations() {
				if violation == leak || violation == leakDeleted || violation == leakRestored {
					t.Error(violation)
				}
			}
		})
	}
}

// Every row of README.md with a variant, a scenario and a violation is true.
func TestCounterExamples(t *testing.T) {
	rows := rowsOfReadme(t, regexp.MustCompile("(?m)\\| `([\\w-]+)` \\| `(\\w+)` \\| `(\\w+)` \\|$"))
	described := map[string]bool{}
	for _, row := range rows {
		variantName, sc, violation := row[1], scenarioNamed(t, row[2]), row[3]
		described[variantName[strings.LastIndex(variantName, "-")+1:]] = true
		t.Run(variantName+"/"+sc.name, func(t *testing.T) {
			t.Parallel()
			if !kinds(exploration(t, variantName, sc))[violation] {
				t.Errorf("there is no %s", violation)
			}
			if kinds(exploration(t, strengthened(variantName), sc))[violation] {
				t.Errorf("%s is there in %s as well", violation, strengthened(variantName))
			}
		})
	}
	for _, row := range rowsOfReadme(t, withoutCounterExample) {
		described[row[1]] = true
	}
	for _, q := range preconditions {
		if !described[q.name] {
			t.Errorf("README.md does not say what precondition %s is for", q.name)
		}
	}
}

// strengthened is the variant that has what this one lacks.
func strengthened(variantName string) string {
	switch {
	case variantName == "closes-always":
		return "closes-clean"
	case strings.HasPrefix(variantName, "no-"):
		return "fixed"
	}
	stronger, _, _ := strings.Cut(variantName, "-no-")
	return stronger
}

var withoutCounterExample = regexp.MustCompile("(?m)^\\| [^|]+ \\| `no-(\\w+)` \\| [^|`]")

// Where README.md says that there is no counter-example, there is none. The largest scenario is left out, for time.
func TestPreconditionsWithoutCounterExample(t *testing.T) {
	rows := rowsOfReadme(t, withoutCounterExample)
	if len(rows) != 5 {
		t.Fatalf("README.md lists %d preconditions without a counter-example, not five", len(rows))
	}
	for _, row := range rows {
		for i := range scenarios {
			sc := &scenarios[i]
			if sc.name == "move" {
				continue
			}
			t.Run(row[1]+"/"+sc.name, func(t *testing.T) {
				t.Parallel()
				usual := kinds(exploration(t, "fixed", sc))
				for kind := range kinds(exploration(t, "no-"+row[1], sc)) {
					if !usual[kind] {
						t.Errorf("there is one: %s", kind)
					}
				}
			})
		}
	}
}

func rowsOfReadme(t *testing.T, row *regexp.Regexp) [][]string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := row.FindAllStringSubmatch(string(text), -1)
	if len(rows) == 0 {
		t.Fatal("README.md has no such table any more")
	}
	return rows
}

func TestEveryVariantHasAName(t *testing.T) {
	for _, variantName := range variants() {
		if _, found := variant(variantName); !found {
			t.Errorf("there is no variant %s", variantName)
		}
	}
	for _, wrong := range []string{"", "no-", "no-such", "fixed-no-such", "such", "shipped-no-mine"} {
		if _, found := variant(wrong); found {
			t.Errorf("%q is no variant", wrong)
		}
	}
}
