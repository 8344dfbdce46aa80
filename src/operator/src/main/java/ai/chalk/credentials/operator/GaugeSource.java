// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

/** Says what some gauges are now, from memory: whoever fetches the metrics causes no call to anybody. */
@FunctionalInterface
interface GaugeSource {

    void addTo(Gauges gauges);
}
