// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	eventsv1 "k8s.io/api/events/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	group         = "credentials.chalk.ai"
	version       = "v1alpha1"
	kind          = "ChalkServiceCredential"
	fieldManager  = "chalk-credential-operator"
	hash          = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	clientID      = "client-5f4dcc3b5aa765d61d8327deb882cf99"
	tokenID       = "3b241101-e2bb-4255-8caf-4136c566a962"
	environmentID = "cm4xk2v7f000108l4a6w9h2q3"
	projectName   = "fraud"
)

var credentials = schema.GroupVersionResource{Group: group, Version: version, Resource: "chalkservicecredentials"}

type object = map[string]any

// create creates a credential as a user would. Its time is not measured.
func (b *bench) create(ctx context.Context, name string) (*unstructured.Unstructured, error) {
	credential := b.credential(name)
	credential.Object["spec"] = object{
		"project":     "fraud",
		"environment": "production",
		"permissions": []any{"query.online"},
	}
	return b.dynamic.Resource(credentials).Namespace(b.namespace).Create(ctx, credential, metav1.CreateOptions{})
}

func (b *bench) credential(name string) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: object{
		"apiVersion": group + "/" + version,
		"kind":       kind,
		"metadata":   object{"name": name, "namespace": b.namespace},
	}}
}

// issue makes the operator's writes for a new credential, in the same order and of about the same size: finalizer, pending,
// Secret, current, event.
func (b *bench) issue(ctx context.Context, created *unstructured.Unstructured) error {
	client := b.dynamic.Resource(credentials).Namespace(b.namespace)
	finalizer := b.credential(created.GetName())
	finalizer.SetFinalizers([]string{group + "/revoke"})
	seen, err := client.Apply(ctx, created.GetName(), finalizer,
		metav1.ApplyOptions{FieldManager: fieldManager, Force: true})
	if err != nil {
		return fmt.Errorf("adding the finalizer: %w", err)
	}
	seen.Object["status"] = pendingStatus(seen)
	if seen, err = client.UpdateStatus(ctx, seen, metav1.UpdateOptions{FieldManager: fieldManager}); err != nil {
		return fmt.Errorf("writing status.pending: %w", err)
	}
	_, err = b.typed.CoreV1().Secrets(b.namespace).Create(ctx, secretOf(seen), metav1.CreateOptions{FieldManager: fieldManager})
	if err != nil {
		return fmt.Errorf("creating the Secret: %w", err)
	}
	seen.Object["status"] = currentStatus(seen)
	if seen, err = client.UpdateStatus(ctx, seen, metav1.UpdateOptions{FieldManager: fieldManager}); err != nil {
		return fmt.Errorf("writing status.current: %w", err)
	}
	_, err = b.typed.EventsV1().Events(b.namespace).Create(ctx, eventOf(seen), metav1.CreateOptions{FieldManager: fieldManager})
	if err != nil {
		return fmt.Errorf("creating the event: %w", err)
	}
	return nil
}

// pendingStatus is what the operator writes before it creates a token.
func pendingStatus(credential *unstructured.Unstructured) object {
	return object{
		"observedGeneration": credential.GetGeneration(),
		"conditions": []any{
			condition(credential, "Ready", "False", "Issuing", "The first service token is being issued."),
			condition(credential, "Reconciling", "True", "Issuing", "The first service token is being issued."),
		},
		"highestRevision": int64(1),
		"pending": object{
			"revision":        int64(1),
			"tokenName":       tokenName(credential),
			"connection":      connection(),
			"projectId":       "cm4xk2v7e000008l4d1g5h8k2",
			"projectName":     projectName,
			"environmentId":   environmentID,
			"environmentName": "production",
			"secretName":      credential.GetName(),
			"reason":          "Initial",
			"grantsHash":      hash,
			"startTime":       now(),
		},
		"rotation": object{"issueTimes": []any{now()}},
	}
}

// currentStatus is what the operator writes after it has created the Secret.
func currentStatus(credential *unstructured.Unstructured) object {
	return object{
		"observedGeneration": credential.GetGeneration(),
		"conditions": []any{
			condition(credential, "Ready", "True", "Issued", "The Secret holds the service token of revision 1."),
		},
		"highestRevision":  int64(1),
		"current":          token(credential),
		"rotation":         object{"upcoming": []any{now(), now(), now()}, "issueTimes": []any{now()}},
		"history":          []any{revision()},
		"nextRotationTime": now(),
		"lastRotationTime": now(),
		"clientId":         clientID,
		"secretName":       credential.GetName(),
	}
}

func condition(credential *unstructured.Unstructured, name, status, reason, message string) object {
	return object{
		"type":               name,
		"status":             status,
		"reason":             reason,
		"message":            message,
		"lastTransitionTime": now(),
		"observedGeneration": credential.GetGeneration(),
	}
}

func token(credential *unstructured.Unstructured) object {
	return object{
		"revision":        int64(1),
		"tokenId":         tokenID,
		"tokenName":       tokenName(credential),
		"clientId":        clientID,
		"projectId":       "cm4xk2v7e000008l4d1g5h8k2",
		"projectName":     projectName,
		"environmentId":   environmentID,
		"environmentName": "production",
		"connection":      connection(),
		"secretName":      credential.GetName(),
		"reason":          "Initial",
		"issueTime":       now(),
		"publishTime":     now(),
		"dataHash":        hash,
		"grantsHash":      hash,
	}
}

func revision() object {
	return object{"revision": int64(1), "clientId": clientID, "reason": "Initial", "issueTime": now(), "publishTime": now()}
}

func connection() object {
	return object{"kind": "ClusterChalkConnection", "name": "default", "apiServer": "https://api.chalk.ai"}
}

func tokenName(credential *unstructured.Unstructured) string {
	return fmt.Sprintf("k8s/3e7c1a52/%s/%s/%.8s/1", credential.GetNamespace(), credential.GetName(), credential.GetUID())
}

func now() string {
	return time.Now().UTC().Format(time.RFC3339)
}

func eventOf(credential *unstructured.Unstructured) *eventsv1.Event {
	return &eventsv1.Event{
		ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("%s.%x", credential.GetName(), time.Now().UnixNano())},
		EventTime:  metav1.NowMicro(),
		Regarding: corev1.ObjectReference{
			APIVersion:      credential.GetAPIVersion(),
			Kind:            kind,
			Namespace:       credential.GetNamespace(),
			Name:            credential.GetName(),
			UID:             credential.GetUID(),
			ResourceVersion: credential.GetResourceVersion(),
		},
		ReportingController: group + "/operator",
		ReportingInstance:   "bench-writes",
		Type:                corev1.EventTypeNormal,
		Action:              "Publish",
		Reason:              "Issued",
		Note:                "Issued the service token of revision 1 and published it in the Secret.",
	}
}
