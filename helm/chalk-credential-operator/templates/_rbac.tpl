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
{{ include "chalk.rules.events" . }}
{{- end -}}

{{/* What cluster-wide connections need; their Secrets are in chalk.rules.referenced. */}}
{{- define "chalk.rules.clusterConnections" -}}
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections]
  verbs: [get, list, watch]
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections/status]
  verbs: [update]
{{- end -}}

{{/*
The Secrets and CA bundles of cluster-wide connections, where the operator may not read those of all namespaces: of root and
namespace. Any connection may name one in the operator's own; elsewhere it is only what the values name.
*/}}
{{- define "chalk.rules.referenced" -}}
{{- if eq .namespace .root.Release.Namespace -}}
- apiGroups: [""]
  resources: [secrets, configmaps]
  verbs: [get, list, watch]
{{- else -}}
{{- $connection := .root.Values.connection -}}
{{- if eq .namespace $connection.credentialsSecretRef.namespace -}}
{{ include "chalk.rules.readOne" (dict "resource" "secrets" "name" $connection.credentialsSecretRef.name) }}
{{ end -}}
{{- with $connection.caBundleRef -}}
{{- if eq $.namespace .namespace -}}
{{ include "chalk.rules.readOne" (dict "resource" (ternary "secrets" "configmaps" (eq .kind "Secret")) "name" .name) }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* One object by its name, which is how the operator watches it. */}}
{{- define "chalk.rules.readOne" -}}
- apiGroups: [""]
  resources: [{{ .resource }}]
  resourceNames: [{{ .name }}]
  verbs: [get, list, watch]
{{- end -}}

{{- define "chalk.rules.namespaces" -}}
# Labels, for the policies of connections, and whether a namespace is being deleted.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
{{- end -}}

{{/* One namespace by its name, as a Role can grant no more than that. */}}
{{- define "chalk.rules.oneNamespace" -}}
- apiGroups: [""]
  resources: [namespaces]
  resourceNames: [{{ . }}]
  verbs: [get]
{{- end -}}

{{- define "chalk.rules.events" -}}
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}

{{/* What the operator keeps in its own namespace. */}}
{{- define "chalk.rules.own" -}}
# The ConfigMap chalk-operator-installation, in which the installation remembers who it is.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create]
{{- if .Values.watchNamespaces }}
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [chalk-operator-installation]
  verbs: [get]
# Events of ChalkRevocations.
{{ include "chalk.rules.events" . }}
{{- end }}
{{- if .Values.leaderElection.enabled }}
# The Lease that says which of several processes acts. What is created has no name yet that a rule could hold on to.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [chalk-credential-operator]
  verbs: [get, update, patch]
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

{{/* A Role in some namespace, and who has it: of name, namespace, rules and the root. */}}
{{- define "chalk.role" -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "chalk.labels" .root | nindent 4 }}
rules:
  {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "chalk.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ .name }}
{{ include "chalk.subjects" .root }}
{{- end -}}

{{/* Where cluster-wide connections have their Secrets and CA bundles, as far as this chart knows; separated by blanks. */}}
{{- define "chalk.referencedNamespaces" -}}
{{- $namespaces := list .Release.Namespace -}}
{{- if .Values.connection.create -}}
{{- $namespaces = concat $namespaces (list .Values.connection.credentialsSecretRef.namespace (get .Values.connection.caBundleRef "namespace")) -}}
{{- end -}}
{{- $namespaces | compact | uniq | join " " -}}
{{- end -}}
