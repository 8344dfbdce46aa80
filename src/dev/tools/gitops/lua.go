// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// Argo CD's time limit for a script.
const scriptTime = time.Second

func runScript(file string, object map[string]any) (any, error) {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for name, open := range map[string]lua.LGFunction{
		lua.BaseLibName:   lua.OpenBase,
		lua.TabLibName:    lua.OpenTable,
		lua.StringLibName: lua.OpenString,
		lua.MathLibName:   lua.OpenMath,
		lua.OsLibName:     openClock,
	} {
		state.Push(state.NewFunction(open))
		state.Push(lua.LString(name))
		state.Call(1, 0)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scriptTime)
	defer cancel()
	state.SetContext(ctx)
	state.SetGlobal("obj", toLua(state, object))
	if err := state.DoFile(file); err != nil {
		return nil, err
	}
	return toJSON(state.Get(-1))
}

// The only function of the operating system that a script can call is the time.
func openClock(state *lua.LState) int {
	lua.OpenOs(state)
	all := state.GetGlobal(lua.OsLibName).(*lua.LTable)
	clock := state.NewTable()
	for _, name := range []string{"time", "date"} {
		clock.RawSetString(name, all.RawGetString(name))
	}
	state.SetGlobal(lua.OsLibName, clock)
	state.Push(clock)
	return 1
}

func toLua(state *lua.LState, value any) lua.LValue {
	switch value := value.(type) {
	case map[string]any:
		table := state.NewTable()
		for key, item := range value {
			table.RawSetString(key, toLua(state, item))
		}
		return table
	case []any:
		table := state.NewTable()
		for _, item := range value {
			table.Append(toLua(state, item))
		}
		return table
	case string:
		return lua.LString(value)
	case int64:
		return lua.LNumber(value)
	case float64:
		return lua.LNumber(value)
	case bool:
		return lua.LBool(value)
	default:
		return lua.LNil
	}
}

// An empty table may have been a map or a list. As in Argo CD, it becomes a list.
func toJSON(value lua.LValue) (any, error) {
	switch value := value.(type) {
	case *lua.LTable:
		return tableToJSON(value)
	case lua.LString:
		return string(value), nil
	case lua.LNumber:
		return float64(value), nil
	case lua.LBool:
		return bool(value), nil
	case *lua.LNilType:
		return nil, nil
	default:
		return nil, fmt.Errorf("the script returned a %s", value.Type())
	}
}

func tableToJSON(table *lua.LTable) (any, error) {
	if first, _ := table.Next(lua.LNil); first.Type() != lua.LTString {
		list := []any{}
		for position := 1; position <= table.Len(); position++ {
			item, err := toJSON(table.RawGetInt(position))
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		return list, nil
	}
	object := map[string]any{}
	for key, value := table.Next(lua.LNil); key != lua.LNil; key, value = table.Next(key) {
		item, err := toJSON(value)
		if err != nil {
			return nil, err
		}
		object[key.String()] = item
	}
	return object, nil
}
