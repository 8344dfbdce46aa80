-- Healthy: the Secret holds a usable token, even during an outage of Chalk and while rotation is suspended (an application
-- must not wait for either). Degraded: manual action is needed. Progressing: everything else.
local function condition(type)
  local conditions = obj.status and obj.status.conditions or {}
  for _, found in ipairs(conditions) do
    if found.type == type and found.status == "True" then
      return found
    end
  end
end

local function health(status, message)
  return { status = status, message = message }
end

local stalled = condition("Stalled")
if obj.metadata.deletionTimestamp ~= nil then
  local reason = stalled or condition("Reconciling")
  return health("Progressing", reason and reason.message or "Its tokens are being revoked")
end
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "The operator has not looked at this generation yet")
end
if stalled then
  return health("Degraded", stalled.message)
end

local reconciling = condition("Reconciling")
local ready = condition("Ready")
if not ready or reconciling then
  return health("Progressing", reconciling and reconciling.message or "No token is published yet")
end

-- Worth showing to a user, but no reason for an application to wait.
for _, type in ipairs({ "RotationOverdue", "RevocationBlocked", "RolloutFailed", "ScheduleNeverFires" }) do
  local warning = condition(type)
  if warning then
    return health("Healthy", warning.message)
  end
end
if obj.spec.rotation and obj.spec.rotation.suspend then
  return health("Healthy", "Rotation is suspended")
end
return health("Healthy", ready.message)
