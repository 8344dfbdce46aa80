// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The operator's own settings; each is also an environment variable, such as {@code CHALK_OPERATOR_NAMESPACE}. */
@ConfigMapping(prefix = "chalk.operator")
public interface OperatorConfig {

    /** The operator's own namespace: its installation's ConfigMap and the records of what must still be revoked live there. */
    @WithDefault("chalk-system")
    String namespace();

    /** Whether several processes choose one of them that acts; without it, run one. */
    @WithDefault("true")
    boolean leaderElection();

    /** The namespaces whose objects are looked at; all when absent. Rights in these then suffice. */
    Optional<List<String>> watchNamespaces();

    /** Whether {@code ClusterChalkConnection}s are looked at. */
    @WithDefault("true")
    boolean clusterConnections();

    /** This installation's name in Chalk, part of every token's name; made once and remembered when absent. */
    Optional<String> installationId();

    /** Which API servers connections may name, as globs; plain http to loopback is always allowed. */
    @WithDefault("https://*")
    List<String> allowedApiServers();

    /** Shortest rotation interval that is carried out, such as {@code 15m}. */
    @WithDefault("15m")
    String minimumInterval();

    /** Creations per credential and hour, whatever the cause; at least 1. */
    @WithDefault("6")
    int issueLimit();

    /** How often the tokens of each environment are listed, such as {@code 5m}. */
    @WithDefault("5m")
    String inventoryInterval();

    /** What is done with tokens of our name that nothing here holds the secret of. */
    @WithDefault("Reap")
    Orphans orphans();

    /** How old such a token is before it is revoked: more than any attempt to issue one may last. */
    @WithDefault("1h")
    String quarantine();

    /** What is done with orphans. */
    enum Orphans {
        /** Revoked. */
        REAP,
        /** Counted and told. */
        REPORT
    }

    /** How the log is written; read by the logging itself. */
    @WithDefault("text")
    LogFormat logFormat();

    /** How the log is written. */
    enum LogFormat {
        /** A line for people. */
        TEXT,
        /** An object of JSON for each line. */
        JSON
    }

    /** How long a deleted credential tries to revoke its tokens itself before a ChalkRevocation does, such as {@code 10m}. */
    @WithDefault("10m")
    String revocationHandover();
}
