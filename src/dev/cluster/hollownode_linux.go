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
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	"k8s.io/kubernetes/pkg/kubelet/apis/config"
	fakecadvisor "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubemark"
)

// The node is the real kubelet with a fake container runtime: it runs no container, but it mounts a Pod's volumes as files
// and keeps them up to date. The kubelet exists only for Linux; elsewhere the cluster has no node.
//
// It is assembled here instead of by kubemark's own command, because that command listens on all network interfaces without
// authentication. This one does not listen at all.
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
	clientConfig, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	clientConfig.QPS = -1
	client, err := kubernetes.NewForConfig(clientConfig)
	if err != nil {
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
	flags, settings, err := nodeSettings(name, root)
	if err != nil {
		return err
	}
	node := kubemark.NewHollowKubelet(flags, settings, client, client, &fakecadvisor.Fake{NodeName: name},
		runtime.ImageService, service, cm.NewStubContainerManager())
	node.KubeletDeps.ProbeManager = runningIsReady{}
	node.Run(ctx)
	return nil
}

// nodeSettings are kubemark's, changed so that the node keeps all files in its own folder and opens no port.
func nodeSettings(name, root string) (*options.KubeletFlags, *config.KubeletConfiguration, error) {
	flags, settings := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{NodeName: name, MaxPods: 110})
	// Kubemark has created a folder below /tmp, which would otherwise stay forever.
	if err := os.RemoveAll(flags.RootDirectory); err != nil {
		return nil, nil, err
	}
	flags.RootDirectory = root
	settings.StaticPodPath = ""
	settings.PodLogsDir = filepath.Join(root, "pod-logs")
	settings.EnableServer = false
	settings.ReadOnlyPort = 0
	settings.EnableDebuggingHandlers = false
	settings.SyncFrequency.Duration = time.Second // how soon a changed Secret appears in the files
	return flags, settings, nil
}

// runtimeEndpoint is a socket in the node's folder, so that it is deleted with it, unless the path is too long for a socket.
func runtimeEndpoint(root string) (string, error) {
	const longest = 100
	if socket := filepath.Join(root, "cri.sock"); len(socket) <= longest {
		return "unix://" + socket, nil
	}
	return fakecri.GenerateEndpoint()
}
