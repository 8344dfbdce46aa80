// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.opentelemetry.io/otel/trace/noop"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	criclient "k8s.io/cri-client/pkg"
	fakecri "k8s.io/cri-client/pkg/fake"
	"k8s.io/klog/v2"
	fakecadvisor "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubemark"
)

// The node is the real kubelet with a fake container runtime: it runs no container, but it mounts a Pod's volumes as files
// and keeps them up to date. Kubelet exists for Linux only; elsewhere the cluster has no node.
//
// It is put together here, and not by kubemark's own command, because that one listens on all network interfaces and asks
// nobody who they are. This one does not listen at all.
func init() {
	programs["hollow-node"] = runHollowNode
}

func runHollowNode() int {
	kubeconfig := flag.String("kubeconfig", "", "kubeconfig of the cluster to join; required")
	name := flag.String("name", "node-1", "name of the node")
	root := flag.String("root-dir", "", "existing folder for the volumes of Pods; required")
	flag.Parse()
	if *kubeconfig == "" || *root == "" {
		fmt.Fprintln(os.Stderr, "hollow-node: --kubeconfig and --root-dir are required")
		return 2
	}
	if err := hollowNode(context.Background(), *kubeconfig, *name, *root); err != nil {
		fmt.Fprintln(os.Stderr, "hollow-node:", err)
		return 1
	}
	return 0
}

func hollowNode(ctx context.Context, kubeconfig, name, root string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	// What the fakes leave in the system's temporary folder goes away with the node's own.
	if err := os.Setenv("TMPDIR", root); err != nil {
		return err
	}
	endpoint, err := runtimeEndpoint(root)
	if err != nil {
		return err
	}
	runtime := fakecri.NewFakeRemoteRuntime()
	if err := runtime.Start(endpoint); err != nil {
		return fmt.Errorf("starting the fake container runtime: %w", err)
	}
	logger := klog.Background()
	service, err := criclient.NewRemoteRuntimeService(endpoint, 15*time.Second, noop.NewTracerProvider(), &logger)
	if err != nil {
		return fmt.Errorf("connecting to the fake container runtime: %w", err)
	}
	flags, settings := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{NodeName: name, MaxPods: 110})
	flags.RootDirectory = root
	settings.EnableServer = false
	settings.ReadOnlyPort = 0
	settings.EnableDebuggingHandlers = false
	settings.SyncFrequency.Duration = time.Second // how soon a changed Secret is in the files
	kubemark.NewHollowKubelet(flags, settings, client, client, &fakecadvisor.Fake{NodeName: name},
		runtime.ImageService, service, cm.NewStubContainerManager()).Run(ctx)
	return nil
}

// runtimeEndpoint is a socket in the node's folder, so that it goes away with it, unless the path is too long for one.
func runtimeEndpoint(root string) (string, error) {
	const longest = 100
	if socket := filepath.Join(root, "cri.sock"); len(socket) <= longest {
		return "unix://" + socket, nil
	}
	return fakecri.GenerateEndpoint()
}
