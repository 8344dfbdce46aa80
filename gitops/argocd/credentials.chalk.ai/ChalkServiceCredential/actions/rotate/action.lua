-- Each new value rotates once. Two clicks within the same second count as one.
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["credentials.chalk.ai/rotate-requested-at"] = os.date("!%Y-%m-%dT%H:%M:%SZ")
return obj
