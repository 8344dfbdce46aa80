// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.util.Arrays;
import java.util.Optional;

/** The calls that the simulator answers. Faults and counters are per procedure. */
public enum Procedure {
    EXCHANGE("Exchange", "/v1/oauth/token"),
    WHO_AM_I("WhoAmI", "/v1/who-am-i"),
    CREATE_SERVICE_TOKEN("CreateServiceToken"),
    LIST_SERVICE_TOKENS("ListServiceTokens"),
    UPDATE_SERVICE_TOKEN("UpdateServiceToken"),
    DELETE_SERVICE_TOKEN("DeleteServiceToken"),
    GET_TEAM("GetTeam"),
    GET_AVAILABLE_PERMISSIONS("GetAvailablePermissions");

    /** The path prefix of Chalk's remote procedures. */
    static final String TEAM_SERVICE = "/chalk.server.v1.TeamService/";

    private final String wireName;
    private final String path;

    Procedure(String wireName) {
        this(wireName, TEAM_SERVICE + wireName);
    }

    Procedure(String wireName, String path) {
        this.wireName = wireName;
        this.path = path;
    }

    /** Chalk's name of the method, or a name of our own for the two calls that are not remote procedures. */
    public String wireName() {
        return wireName;
    }

    public String path() {
        return path;
    }

    /** The procedure behind a name such as {@code CreateServiceToken}. */
    public static Optional<Procedure> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(procedure -> procedure.wireName.equals(name))
                .findFirst();
    }

    /** The procedure behind the path of a URL. */
    public static Optional<Procedure> ofPath(String path) {
        return Arrays.stream(values())
                .filter(procedure -> procedure.path.equals(path))
                .findFirst();
    }
}
