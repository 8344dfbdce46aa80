// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// exitWithParent ends this process as soon as the process with the given id is no longer its parent. A killed JVM cannot
// stop the servers that it started, and they would hold memory and ports forever. Without an id, it does nothing.
func exitWithParent(pid string) error {
	if pid == "" {
		return nil
	}
	parent, err := strconv.Atoi(pid)
	if err != nil {
		return fmt.Errorf("CHALK_PARENT_PID is %q: it must be the id of the process that starts this one", pid)
	}
	go func() {
		for os.Getppid() == parent {
			time.Sleep(time.Second)
		}
		os.Exit(1)
	}()
	return nil
}
