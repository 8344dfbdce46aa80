-- Healthy: Chalk accepts the connection's credentials. Degraded: manual action is needed. Progressing: everything else.
local function condition(type)
  local conditions = obj.status and obj.status.conditions or {}
  for _, found in ipairs(conditions) do
    if found.type == type and found.status == "True" then
      return found
    end
  end
end

if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not looked at this generation yet" }
end
local stalled = condition("Stalled")
if stalled then
  return { status = "Degraded", message = stalled.message }
end
local ready = condition("Ready")
if ready then
  return { status = "Healthy", message = ready.message }
end
local reconciling = condition("Reconciling")
return { status = "Progressing", message = reconciling and reconciling.message or "Chalk has not answered yet" }
