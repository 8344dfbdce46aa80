// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

/** The operations of Chalk's API that the operator calls, by the names in Chalk's documentation. */
enum Operation {
    TOKEN_EXCHANGE("TokenExchange", "The exchange for an access token", "/v1/oauth/token"),
    WHO_AM_I("WhoAmI", "who-am-i", "/v1/who-am-i"),
    GET_TEAM("GetTeam"),
    CREATE_SERVICE_TOKEN("CreateServiceToken"),
    UPDATE_SERVICE_TOKEN("UpdateServiceToken"),
    DELETE_SERVICE_TOKEN("DeleteServiceToken"),
    LIST_SERVICE_TOKENS("ListServiceTokens");

    private static final int ORDINARY = 1 << 20;
    private static final int LISTING = 16 << 20;

    private final String procedure;
    private final String title;
    private final String path;

    Operation(String method) {
        this(method, method, "/chalk.server.v1.TeamService/" + method);
    }

    Operation(String procedure, String title, String path) {
        this.procedure = procedure;
        this.title = title;
        this.path = path;
    }

    /** One word, for metrics. */
    String procedure() {
        return procedure;
    }

    /** The first words of a message. */
    String title() {
        return title;
    }

    String path() {
        return path;
    }

    /** Whether it changes anything in Chalk: only then does it matter whether a failed call took effect. */
    boolean isChange() {
        return this == CREATE_SERVICE_TOKEN || this == UPDATE_SERVICE_TOKEN || this == DELETE_SERVICE_TOKEN;
    }

    /** The most bytes that a response with status 200 may have; a listing of 16 MiB has about 20,000 tokens. */
    int bodyLimit() {
        return this == LIST_SERVICE_TOKENS || this == GET_TEAM ? LISTING : ORDINARY;
    }
}
