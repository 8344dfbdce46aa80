// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// secretOf is the Secret that the operator publishes: its eleven keys, owner reference, labels and provenance.
func secretOf(credential *unstructured.Unstructured) *corev1.Secret {
	provenance := token(credential)
	provenance["credentialUid"] = string(credential.GetUID())
	annotation, err := json.Marshal(provenance)
	if err != nil {
		panic(err) // maps of strings and numbers always marshal
	}
	yes := true
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{
			Name: credential.GetName(),
			Labels: map[string]string{
				group + "/credential":          credential.GetName(),
				"app.kubernetes.io/managed-by": fieldManager,
			},
			Annotations: map[string]string{
				group + "/token":     string(annotation),
				group + "/revision":  "1",
				group + "/client-id": clientID,
			},
			OwnerReferences: []metav1.OwnerReference{{
				APIVersion:         credential.GetAPIVersion(),
				Kind:               kind,
				Name:               credential.GetName(),
				UID:                credential.GetUID(),
				Controller:         &yes,
				BlockOwnerDeletion: &yes,
			}},
		},
		Type:       corev1.SecretTypeOpaque,
		StringData: secretKeys(),
	}
}

func secretKeys() map[string]string {
	const secret, server = "secret-7c6a180b36896a0a8c02787eeafb0e4c7c6a180b36896a0a8c02787eeafb0e4c", "https://api.chalk.ai"
	return map[string]string{
		"client_id":                 clientID,
		"client_secret":             secret,
		"CHALK_CLIENT_ID":           clientID,
		"CHALK_CLIENT_SECRET":       secret,
		"CHALK_API_SERVER":          server,
		"CHALK_ACTIVE_ENVIRONMENT":  environmentID,
		"CHALK_ENVIRONMENT":         environmentID,
		"_CHALK_CLIENT_ID":          clientID,
		"_CHALK_CLIENT_SECRET":      secret,
		"_CHALK_API_SERVER":         server,
		"_CHALK_ACTIVE_ENVIRONMENT": environmentID,
	}
}
