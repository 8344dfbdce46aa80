// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"

	"github.com/itchyny/gojq"
)

// Does what Argo CD does to both sides before it compares them: deletes what the expression selects, with the same library. If
// an expression fails on an object, Argo CD ignores nothing there and only logs the failure; here it is an error.
func ignore(expression string, object map[string]any) (any, error) {
	query, err := gojq.Parse("del(" + expression + ")")
	if err != nil {
		return nil, fmt.Errorf("the expression %q: %w", expression, err)
	}
	plain, err := asJSON(object)
	if err != nil {
		return nil, err
	}
	results := query.Run(plain)
	result, ok := results.Next()
	if !ok {
		return nil, fmt.Errorf("the expression %q leaves nothing", expression)
	}
	if err, failed := result.(error); failed {
		return nil, fmt.Errorf("the expression %q: %w", expression, err)
	}
	if _, more := results.Next(); more {
		return nil, fmt.Errorf("the expression %q gives more than one object", expression)
	}
	return result, nil
}

// The library does not support int64.
func asJSON(object map[string]any) (any, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	var plain any
	return plain, json.Unmarshal(text, &plain)
}
