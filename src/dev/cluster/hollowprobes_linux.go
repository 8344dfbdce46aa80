// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	corev1 "k8s.io/api/core/v1"
	fakeprober "k8s.io/kubernetes/pkg/kubelet/prober/testing"
)

// runningIsReady reports a container as ready when it runs, as the kubelet does without a probe. Kubemark's own fake reports
// it as ready from the start, so that a rollout would complete before the Pod's volumes are mounted.
type runningIsReady struct {
	fakeprober.FakeManager
}

func (runningIsReady) UpdatePodStatus(_ *corev1.Pod, status *corev1.PodStatus) {
	for i := range status.ContainerStatuses {
		running := status.ContainerStatuses[i].State.Running != nil
		status.ContainerStatuses[i].Started = &running
		status.ContainerStatuses[i].Ready = running
	}
	for i := range status.InitContainerStatuses {
		state := status.InitContainerStatuses[i].State
		status.InitContainerStatuses[i].Ready = state.Terminated != nil && state.Terminated.ExitCode == 0
	}
}
