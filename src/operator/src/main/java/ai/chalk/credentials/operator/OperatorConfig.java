// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The operator's own settings. Each is also an environment variable, such as {@code CHALK_OPERATOR_NAMESPACE}. */
@ConfigMapping(prefix = "chalk.operator")
public interface OperatorConfig {

    /** The operator's own namespace, with the ConfigMap of its installation and the ChalkRevocations. */
    @WithDefault("chalk-system")
    String namespace();

    /** Whether several processes elect a leader. Without an election, run only one process. */
    @WithDefault("true")
    boolean leaderElection();

    /**
     * The namespaces whose objects are reconciled. Default: all. With this setting, permissions in these namespaces
     * suffice.
     */
    Optional<List<String>> watchNamespaces();

    /** Whether {@code ClusterChalkConnection}s are reconciled. */
    @WithDefault("true")
    boolean clusterConnections();

    /** The id of this installation in Chalk, part of every token's name. Default: generated once and stored. */
    Optional<String> installationId();

    /** The API servers that connections may name, as globs. Plain http to loopback is always allowed. */
    @WithDefault("https://*")
    List<String> allowedApiServers();

    /** The shortest rotation interval that is accepted, such as {@code 15m}. */
    @WithDefault("15m")
    String minimumInterval();

    /** Maximum number of created tokens per credential and hour, for all causes together; at least 1. */
    @WithDefault("6")
    int issueLimit();

    /** The interval at which the tokens of each environment are listed, such as {@code 5m}. */
    @WithDefault("5m")
    String inventoryInterval();

    /** What to do with tokens of this installation whose secret nothing in the cluster holds. */
    @WithDefault("Reap")
    Orphans orphans();

    /** The age at which such a token may be revoked: more than any attempt to issue one may take. */
    @WithDefault("1h")
    String quarantine();

    /** What to do with orphans. */
    enum Orphans {
        /** Revoke them. */
        REAP,
        /** Count and report them. */
        REPORT
    }

    /** The format of the log. The logging itself reads this setting. */
    @WithDefault("text")
    LogFormat logFormat();

    enum LogFormat {
        /** Plain text, one line per entry. */
        TEXT,
        /** A JSON object per line. */
        JSON
    }

    /**
     * How long a deleted credential tries to revoke its tokens before it hands them over to a ChalkRevocation, such as
     * {@code 10m}.
     */
    @WithDefault("10m")
    String revocationHandover();
}
