-- Taken out, not set to false: then nothing is left that differs from what is in git.
if obj.spec.rotation ~= nil then
  obj.spec.rotation.suspend = nil
  if next(obj.spec.rotation) == nil then
    obj.spec.rotation = nil
  end
end
return obj
