-- Issues a successor, publishes it and revokes everything older without an overlap: workloads that are not restarted fail.
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["credentials.chalk.ai/revoke-requested-at"] = os.date("!%Y-%m-%dT%H:%M:%SZ")
return obj
