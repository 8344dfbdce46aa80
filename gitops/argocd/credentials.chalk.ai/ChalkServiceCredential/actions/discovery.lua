local suspended = obj.spec.rotation ~= nil and obj.spec.rotation.suspend == true
local deleting = obj.metadata.deletionTimestamp ~= nil

return {
  rotate = {
    displayName = "Rotate now",
    iconClass = "fa fa-fw fa-sync",
    disabled = deleting or suspended,
  },
  revoke = {
    displayName = "Replace a leaked value, and revoke all older ones at once",
    iconClass = "fa fa-fw fa-ban",
    disabled = deleting,
  },
  suspend = {
    displayName = "Suspend rotation",
    iconClass = "fa fa-fw fa-pause",
    disabled = deleting or suspended,
  },
  resume = {
    displayName = "Resume rotation",
    iconClass = "fa fa-fw fa-play",
    disabled = deleting or not suspended,
  },
}
