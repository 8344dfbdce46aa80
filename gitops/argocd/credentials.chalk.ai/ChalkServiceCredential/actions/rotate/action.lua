-- Any new text rotates once. The seconds are enough: a second click within one is the same click.
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["credentials.chalk.ai/rotate-requested-at"] = os.date("!%Y-%m-%dT%H:%M:%SZ")
return obj
