// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

/** Adds the present values of some gauges. They are read from memory, so a scrape causes no calls. */
@FunctionalInterface
interface GaugeSource {

    void addTo(Gauges gauges);
}
