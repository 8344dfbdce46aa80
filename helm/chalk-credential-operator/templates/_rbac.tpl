{{/* The rights that the operator needs in each namespace whose credentials it serves. */}}
{{- define "chalk.rules.served" -}}
# The operator writes only the finalizer of credentials (patch adds it, a guarded update removes it).
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials]
  verbs: [get, list, watch, patch, update]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkconnections]
  verbs: [get, list, watch]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials/status, chalkconnections/status]
  verbs: [update]
# Needed if the admission plugin OwnerReferencesPermissionEnforcement is enabled, as on OpenShift.
- apiGroups: [credentials.chalk.ai]
  resources: [chalkservicecredentials/finalizers]
  verbs: [update]
# The operator watches its own Secrets by label, and the Secret of each connection by name.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, delete]
# CA bundles of connections.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch]
{{- if .Values.rbac.rolloutRestarts }}
# Restart targets: get reads the rollout, patch writes the revision to the pod template. They are neither listed nor watched.
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [get, patch]
{{- end }}
# Finds running containers that still hold a predecessor's value; only while its revocation waits for nothing else.
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
{{ include "chalk.rules.events" . }}
{{- end -}}

{{/* The rights for cluster-wide connections; those for their Secrets are in chalk.rules.referenced. */}}
{{- define "chalk.rules.clusterConnections" -}}
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections]
  verbs: [get, list, watch]
- apiGroups: [credentials.chalk.ai]
  resources: [clusterchalkconnections/status]
  verbs: [update]
{{- end -}}

{{/*
The rights to Secrets and CA bundles of cluster-wide connections, if the operator may not read those of all namespaces. Arguments: root
and namespace. In the operator's own namespace, any connection may name one; elsewhere, only those that the values name.
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

{{/* The right to watch one object by name. */}}
{{- define "chalk.rules.readOne" -}}
- apiGroups: [""]
  resources: [{{ .resource }}]
  resourceNames: [{{ .name }}]
  verbs: [get, list, watch]
{{- end -}}

{{- define "chalk.rules.namespaces" -}}
# Labels for the policies of connections, and whether a namespace is being deleted.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
{{- end -}}

{{/* The right to read one namespace by name, because a Role can grant no more than that. */}}
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

{{/* The rights in the operator's own namespace. */}}
{{- define "chalk.rules.own" -}}
# The ConfigMap chalk-operator-installation, which holds the installation's id.
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
# The Lease for leader election. RBAC cannot restrict create by name.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [chalk-credential-operator]
  verbs: [get, update, patch]
{{- end }}
# ChalkRevocations: tokens to be revoked after their credential is gone. Deleted once Chalk has confirmed.
- apiGroups: [credentials.chalk.ai]
  resources: [chalkrevocations]
  verbs: [get, list, watch, create, delete]
- apiGroups: [credentials.chalk.ai]
  resources: [chalkrevocations/status]
  verbs: [update]
{{- end -}}

{{/* The subject of a binding: the operator. */}}
{{- define "chalk.subjects" -}}
subjects:
  - kind: ServiceAccount
    name: {{ include "chalk.serviceAccountName" . }}
    namespace: {{ .Release.Namespace }}
{{- end -}}

{{/* A Role and its RoleBinding. Arguments: name, namespace, rules and root. */}}
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

{{/* The namespaces of the Secrets and CA bundles of cluster-wide connections that the values name; separated by spaces. */}}
{{- define "chalk.referencedNamespaces" -}}
{{- $namespaces := list .Release.Namespace -}}
{{- if .Values.connection.create -}}
{{- $namespaces = concat $namespaces (list .Values.connection.credentialsSecretRef.namespace (get .Values.connection.caBundleRef "namespace")) -}}
{{- end -}}
{{- $namespaces | compact | uniq | join " " -}}
{{- end -}}
