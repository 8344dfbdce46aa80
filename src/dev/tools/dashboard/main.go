// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

// Validates a Grafana dashboard strictly against Grafana's own schemas: of the dashboard, of each type of panel, and of the
// queries to Prometheus. An unknown field, or a field of another type, is an error that names its path.
//
//	dashboard < dashboard.json
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/barchart"
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/statetimeline"
	"github.com/grafana/grafana-foundation-sdk/go/table"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

func main() {
	if err := check(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "dashboard:", err)
		os.Exit(1)
	}
}

func check(input io.Reader) error {
	text, err := io.ReadAll(input)
	if err != nil {
		return err
	}
	if err := register(text); err != nil {
		return err
	}
	var read dashboard.Dashboard
	err = read.UnmarshalJSONStrict(text)
	// The generated code returns its list of problems even if it is empty.
	if problems := (cog.BuildErrors{}); errors.As(err, &problems) && len(problems) == 0 {
		return nil
	}
	return err
}

// The schema of a panel's options depends on its type. A type that is unknown here could not be validated, so it is refused.
func register(text []byte) error {
	runtime := cog.NewRuntime()
	known := map[string]bool{"row": true}
	for _, variant := range []variants.PanelcfgConfig{
		barchart.VariantConfig(), stat.VariantConfig(), statetimeline.VariantConfig(), table.VariantConfig(), timeseries.VariantConfig(),
	} {
		runtime.RegisterPanelcfgVariant(variant)
		known[variant.Identifier] = true
	}
	runtime.RegisterDataqueryVariant(prometheus.VariantConfig())

	var panels struct {
		Panels []struct{ Type, Title string }
	}
	if err := json.Unmarshal(text, &panels); err != nil {
		return err
	}
	for _, panel := range panels.Panels {
		if !known[panel.Type] {
			return fmt.Errorf("panel %q: this checker does not know the type %q yet: add its package to src/dev/tools/dashboard", panel.Title, panel.Type)
		}
	}
	return nil
}
