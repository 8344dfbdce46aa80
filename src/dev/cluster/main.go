// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

// Cluster is a whole Kubernetes cluster as one program, for tests and the quick start: it needs no container runtime and
// no download except the Go modules. It selects the server by the name under which it is called (links to it are named
// etcd, kube-apiserver, ...) or by its first argument (cluster kubectl get pods).
//
// It is never released: the operator runs in its users' own clusters.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"

	// The servers offer JSON logs, and metrics of their clients and version, only if these packages are linked in.
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

// programs maps a name to a function that runs the program and returns its exit code. Each reads os.Args, whose first
// element is then the program's own name.
var programs = map[string]func() int{
	"etcd":                    func() int { etcdmain.Main(os.Args); return 0 },
	"kube-apiserver":          func() int { return cli.Run(apiserver.NewAPIServerCommand()) },
	"kube-controller-manager": func() int { return cli.Run(controllermanager.NewControllerManagerCommand()) },
	"kube-scheduler":          func() int { return cli.Run(scheduler.NewSchedulerCommand()) },
	"kubectl":                 runKubectl,
	"bench-writes":            runBenchWrites,
}

func main() {
	program, args := choose(os.Args)
	if program == nil {
		fmt.Fprintf(os.Stderr, "usage: cluster <%s> [args]\n", strings.Join(names(), "|"))
		os.Exit(2)
	}
	if err := exitWithParent(os.Getenv("CHALK_PARENT_PID")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	os.Args = args
	os.Exit(program())
}

// choose selects the program by the name under which this one was called, otherwise by the first argument.
func choose(args []string) (func() int, []string) {
	if program, ok := programs[filepath.Base(args[0])]; ok {
		return program, args
	}
	if len(args) > 1 {
		return programs[args[1]], args[1:]
	}
	return nil, nil
}

func names() []string {
	var names []string
	for name := range programs {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// runKubectl leaves the formatting of errors to kubectl.
func runKubectl() int {
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
	return 0
}
