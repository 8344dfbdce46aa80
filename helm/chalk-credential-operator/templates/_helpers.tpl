{{/* The name of the release's objects. */}}
{{- define "chalk.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "chalk.serviceAccountName" -}}
{{- if .Values.serviceAccount.name -}}
{{- .Values.serviceAccount.name -}}
{{- else if .Values.serviceAccount.create -}}
{{- include "chalk.fullname" . -}}
{{- else -}}
default
{{- end -}}
{{- end -}}

{{/* The selector labels; they never change, because a Deployment's selector is immutable. */}}
{{- define "chalk.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "chalk.labels" -}}
{{ include "chalk.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The labels of the operator's Pods, by which Services and policies select them. */}}
{{- define "chalk.operatorLabels" -}}
{{ include "chalk.selectorLabels" . }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "chalk.testLabels" -}}
{{ include "chalk.selectorLabels" . }}
app.kubernetes.io/component: test
{{- end -}}

{{/* The image; a digest takes precedence over the tag. */}}
{{- define "chalk.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The chart's own pull secrets and those of a parent chart, as names or as objects. */}}
{{- define "chalk.imagePullSecrets" -}}
{{- range concat .Values.imagePullSecrets (get (.Values.global | default dict) "imagePullSecrets" | default list) }}
- name: {{ if kindIs "map" . }}{{ .name }}{{ else }}{{ . }}{{ end }}
{{- end -}}
{{- end -}}

{{/* The watched namespace in which helm test creates its throw-away credential. */}}
{{- define "chalk.testNamespace" -}}
{{- if or (not .Values.watchNamespaces) (has .Release.Namespace .Values.watchNamespaces) -}}
{{- .Release.Namespace -}}
{{- else -}}
{{- first .Values.watchNamespaces -}}
{{- end -}}
{{- end -}}

{{- define "chalk.testServer" -}}
{{- printf "http://%s-test.%s.svc:8080" (include "chalk.fullname" .) .Release.Namespace -}}
{{- end -}}

{{- define "chalk.allowedApiServers" -}}
{{- $servers := .Values.settings.allowedApiServers -}}
{{- if .Values.tests.enabled -}}
{{- $servers = append $servers (include "chalk.testServer" .) -}}
{{- end -}}
{{- join "," $servers -}}
{{- end -}}

{{/*
When the connection is created: "now", as part of the release. Helm cannot create an object of a kind that the cluster does not know
yet. If this release installs the kind, the connection is created "afterwards", as a hook, with the metadata by which the next upgrade
takes it into the release. Helm 3 would take such an object as it is and never change it again, so there it waits for "nextTime".
*/}}
{{- define "chalk.connectionComes" -}}
{{- if not .Values.connection.create -}}
never
{{- else if or (not .Values.crds.enabled) .Release.IsUpgrade (.Capabilities.APIVersions.Has "credentials.chalk.ai/v1alpha1/ClusterChalkConnection") (not (lookup "v1" "Namespace" "" "default")) -}}
now
{{- else if semverCompare ">=4.0.0-0" .Capabilities.HelmVersion.Version -}}
afterwards
{{- else -}}
nextTime
{{- end -}}
{{- end -}}

{{/* Rejects values that would be rejected later or would not work. */}}
{{- define "chalk.validate" -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.leaderElection.enabled) -}}
{{- fail "replicas is above 1 and leaderElection.enabled is false: two operators would act at the same time. Leave leaderElection.enabled at true, or set replicas to 1." -}}
{{- end -}}
{{- if and .Values.connection.create (not .Values.clusterConnections.enabled) -}}
{{- fail "connection.create is true and clusterConnections.enabled is false: no operator would serve that connection. Set clusterConnections.enabled to true, or make a ChalkConnection in each namespace instead." -}}
{{- end -}}
{{- if and (not .Values.leaderElection.enabled) (eq (get .Values.strategy "type" | default "Recreate") "RollingUpdate") -}}
{{- fail "strategy.type is RollingUpdate and leaderElection.enabled is false: an old Pod and a new one would act at the same time. Leave leaderElection.enabled at true, or set strategy.type to Recreate." -}}
{{- end -}}
{{- if and .Values.metrics.prometheusRule.enabled (not .Values.metrics.enabled) -}}
{{- fail "metrics.prometheusRule.enabled is true and metrics.enabled is false: without metrics ChalkOperatorDown would fire forever. Set metrics.enabled to true, or metrics.prometheusRule.enabled to false." -}}
{{- end -}}
{{- end -}}
