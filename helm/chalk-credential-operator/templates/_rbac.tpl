{{/* What the operator needs in each namespace whose credentials it serves. */}}
{{- define "chalk.rules.served" -}}
# Credentials are read; only their finalizer is ever written (patch adds it, update removes it guarded).
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials]
  verbs: [get, list, watch, patch, update]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkconnections]
  verbs: [get, list, watch]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials/status, chalkconnections/status]
  verbs: [update]
# Needed where the admission plugin OwnerReferencesPermissionEnforcement is on, as on OpenShift.
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials/finalizers]
  verbs: [update]
# Our own Secrets, by label; the Secret of a connection is watched alone, by name.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, delete]
# CA bundles of connections.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch]
{{- if .Values.rbac.rolloutRestarts }}
# Restart targets: how far they are, and the revision in their pod template. Looked at one by one, so never listed or watched.
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [get, patch]
{{- end }}
# Which running containers still hold a predecessor's value; listed only while its revocation waits for nothing else.
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}

{{/* What cluster-wide connections need, whose policies choose namespaces by their labels. */}}
{{- define "chalk.rules.clusterConnections" -}}
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections]
  verbs: [get, list, watch]
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections/status]
  verbs: [update]
{{- end -}}

{{- define "chalk.rules.namespaces" -}}
# Labels, for the policies of connections, and whether a namespace is being deleted.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
{{- end -}}

{{/* What the operator keeps in its own namespace. */}}
{{- define "chalk.rules.own" -}}
# The ConfigMap chalk-operator-installation, in which the installation remembers who it is.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create]
{{- if .Values.leaderElection.enabled }}
# The Lease chalk-credential-operator: which of several processes acts.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [get, create, update, patch]
{{- end }}
# Records of tokens that must still be revoked after their credential is gone: created when it goes, deleted when done.
- apiGroups: [credentials.chalk.ai]
  resources: [chalkrevocations]
  verbs: [get, list, watch, create, delete]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkrevocations/status]
  verbs: [update]
{{- end -}}

{{/* Who gets a role: the operator. */}}
{{- define "chalk.subjects" -}}
subjects:
  - kind: ServiceAccount
    name: {{ include "chalk.serviceAccountName" . }}
    namespace: {{ .Release.Namespace }}
{{- end -}}
