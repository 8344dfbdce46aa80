// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// bench is the load with which the operator's throughput is compared: the same writes, without decisions in between and
// without calls to Chalk. Its rate is what the API server can handle on this machine at this time, so the operator's
// target is a share of it.
type bench struct {
	dynamic   dynamic.Interface
	typed     kubernetes.Interface
	namespace string
	count     int
	workers   int
}

func runBenchWrites() int {
	if err := benchWrites(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench-writes:", err)
		return 1
	}
	return 0
}

func benchWrites(ctx context.Context, args []string) error {
	bench, err := newBench(args)
	if err != nil {
		return err
	}
	created := make([]*unstructured.Unstructured, bench.count)
	prefix := fmt.Sprintf("bench-%x", time.Now().UnixNano())
	err = bench.each(ctx, func(ctx context.Context, i int) (err error) {
		created[i], err = bench.create(ctx, fmt.Sprintf("%s-%d", prefix, i))
		return err
	})
	if err != nil {
		return fmt.Errorf("creating the credentials: %w", err)
	}
	start := time.Now()
	err = bench.each(ctx, func(ctx context.Context, i int) error { return bench.issue(ctx, created[i]) })
	if err != nil {
		return err
	}
	seconds := time.Since(start).Seconds()
	fmt.Printf("%d credentials, %d workers: %.2f s, %.1f per second\n",
		bench.count, bench.workers, seconds, float64(bench.count)/seconds)
	return nil
}

func newBench(args []string) (*bench, error) {
	var b bench
	flags := flag.NewFlagSet("bench-writes", flag.ExitOnError)
	kubeconfig := flags.String("kubeconfig", "", "kubeconfig of the cluster to write to; required")
	flags.StringVar(&b.namespace, "namespace", "default", "existing namespace to write in")
	flags.IntVar(&b.count, "count", 1000, "number of credentials")
	flags.IntVar(&b.workers, "workers", 50, "number of credentials written concurrently")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if *kubeconfig == "" {
		return nil, fmt.Errorf("--kubeconfig is required: there is no default cluster")
	}
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		return nil, err
	}
	config.QPS = -1 // no client-side limit: the server's limit is measured
	if b.dynamic, err = dynamic.NewForConfig(config); err != nil {
		return nil, err
	}
	b.typed, err = kubernetes.NewForConfig(config)
	return &b, err
}

// each does the work for every number below count, with as many goroutines as workers, and stops at the first error.
func (b *bench) each(ctx context.Context, work func(context.Context, int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(b.workers)
	for i := range b.count {
		group.Go(func() error { return work(ctx, i) })
	}
	return group.Wait()
}
