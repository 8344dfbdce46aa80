// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

// Evaluates an object as GitOps tools do: with kstatus, which Flux, kpt and kubectl's own libraries use; with Argo CD's Lua
// scripts, in the interpreter that Argo CD uses and with the libraries that it allows; and with what Argo CD ignores in a
// comparison.
//
//	gitops kstatus              < object.json   prints {"status": ..., "message": ...}
//	gitops lua health.lua       < object.json   prints what the script returned
//	gitops ignore EXPRESSION    < object.json   prints the object without what a jqPathExpression selects
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

func main() {
	result, err := run(os.Args[1:], os.Stdin)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gitops:", err)
		os.Exit(1)
	}
}

func run(args []string, input io.Reader) (any, error) {
	object, err := read(input)
	if err != nil {
		return nil, fmt.Errorf("the object on the standard input: %w", err)
	}
	switch {
	case len(args) == 1 && args[0] == "kstatus":
		return kstatus(object)
	case len(args) == 2 && args[0] == "lua":
		return runScript(args[1], object)
	case len(args) == 2 && args[0] == "ignore":
		return ignore(args[1], object)
	default:
		return nil, fmt.Errorf("usage: gitops kstatus | gitops lua FILE | gitops ignore EXPRESSION")
	}
}

// Integers stay integers, as kstatus requires.
func read(input io.Reader) (map[string]any, error) {
	text, err := io.ReadAll(input)
	if err != nil {
		return nil, err
	}
	var object map[string]any
	return object, utiljson.Unmarshal(text, &object)
}

func kstatus(object map[string]any) (any, error) {
	result, err := status.Compute(&unstructured.Unstructured{Object: object})
	if err != nil {
		return nil, err
	}
	return map[string]string{"status": result.Status.String(), "message": result.Message}, nil
}
