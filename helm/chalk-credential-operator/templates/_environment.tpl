{{/* The environment variables that the chart sets. */}}
{{- define "chalk.environment" -}}
{{- with .Values.jvmOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
# Otherwise each thread reserves its own memory arena.
- name: MALLOC_ARENA_MAX
  value: "2"
- name: QUARKUS_LOG_LEVEL
  value: {{ .Values.logging.level }}
- name: CHALK_OPERATOR_LOG_FORMAT
  value: {{ .Values.logging.format }}
- name: CHALK_OPERATOR_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: CHALK_OPERATOR_LEADER_ELECTION
  value: {{ .Values.leaderElection.enabled | quote }}
- name: CHALK_OPERATOR_CLUSTER_CONNECTIONS
  value: {{ .Values.clusterConnections.enabled | quote }}
{{- with .Values.watchNamespaces }}
- name: CHALK_OPERATOR_WATCH_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.settings.installationId }}
- name: CHALK_OPERATOR_INSTALLATION_ID
  value: {{ . | quote }}
{{- end }}
- name: CHALK_OPERATOR_ALLOWED_API_SERVERS
  value: {{ include "chalk.allowedApiServers" . | quote }}
- name: CHALK_OPERATOR_MINIMUM_INTERVAL
  value: {{ .Values.settings.minimumInterval | quote }}
- name: CHALK_OPERATOR_ISSUE_LIMIT
  value: {{ .Values.settings.issueLimit | quote }}
- name: CHALK_OPERATOR_REVOCATION_HANDOVER
  value: {{ .Values.settings.revocationHandover | quote }}
- name: CHALK_OPERATOR_INVENTORY_INTERVAL
  value: {{ .Values.settings.inventoryInterval | quote }}
- name: CHALK_OPERATOR_ORPHANS
  value: {{ .Values.settings.orphans }}
- name: CHALK_OPERATOR_QUARANTINE
  value: {{ .Values.settings.quarantine | quote }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
