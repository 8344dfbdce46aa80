if obj.spec.rotation == nil then
  obj.spec.rotation = {}
end
obj.spec.rotation.suspend = true
return obj
