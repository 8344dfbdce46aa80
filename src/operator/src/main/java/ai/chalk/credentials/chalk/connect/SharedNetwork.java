// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.InstantSource;

/** The parts that all connections of the process share. */
record SharedNetwork(
        HttpClients clients, ProxySettings proxies, InstantSource clock, Timeouts timeouts, CallTimer timer) {}
