-- Removes the field instead of setting it to false, so that nothing differs from git.
if obj.spec.rotation ~= nil then
  obj.spec.rotation.suspend = nil
  if next(obj.spec.rotation) == nil then
    obj.spec.rotation = nil
  end
end
return obj
