// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.regex.Pattern;

/** Builds the requests to one API server. */
final class RequestBuilder {

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final URI apiServer;
    private final ProxySettings proxies;

    RequestBuilder(URI apiServer, ProxySettings proxies) {
        this.apiServer = apiServer;
        this.proxies = proxies;
    }

    HttpRequest build(ChalkCall call, BodyPublisher body) throws InvalidSettingException {
        var request = HttpRequest.newBuilder(address(call.operation()))
                .header("Accept", "application/json")
                .header("User-Agent", "chalk-credential-operator")
                .header("x-chalk-server", "go-api")
                .header("Connect-Protocol-Version", "1");
        if (isPlain()) {
            request.version(Version.HTTP_1_1); // old proxies fail on the offer to upgrade plain HTTP to HTTP/2
        }
        call.token().ifPresent(token -> request.header("Authorization", token.authorization()));
        if (call.environmentId().isPresent()) {
            request.header("x-chalk-env-id", fitForHeader(call.environmentId().get()));
        }
        proxies.before(apiServer)
                .flatMap(ProxyServer::authorization)
                .map(ClientSecret::reveal)
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json").POST(body);
        }
        return request.build();
    }

    /** Host, port and proxy, for messages; invalid parts are left out. */
    String displayName() {
        if (apiServer.getHost() == null) {
            return "the API server";
        }
        var server = apiServer.getHost() + (apiServer.getPort() < 0 ? "" : ":" + apiServer.getPort());
        try {
            address(Operation.WHO_AM_I);
            return proxies.before(apiServer)
                    .map(proxy -> server + " (through the proxy " + proxy.host() + ":" + proxy.port() + ")")
                    .orElse(server);
        } catch (InvalidSettingException reportedWhenSending) {
            return server;
        }
    }

    private boolean isPlain() {
        return "http".equalsIgnoreCase(apiServer.getScheme());
    }

    private URI address(Operation operation) throws InvalidSettingException {
        if (apiServer.getHost() == null || !(isPlain() || "https".equalsIgnoreCase(apiServer.getScheme()))) {
            throw new InvalidSettingException(
                    "the apiServer of the connection is not a URL with https (or http) and a host; correct it");
        }
        if (apiServer.getPort() > ProxyServer.HIGHEST_PORT || apiServer.getPort() == 0) {
            throw new InvalidSettingException("the apiServer of the connection has port " + apiServer.getPort()
                    + "; correct it to one from 1 to " + ProxyServer.HIGHEST_PORT);
        }
        var path = apiServer.getRawPath() == null ? "" : apiServer.getRawPath().replaceFirst("/+$", "");
        var port = apiServer.getPort() < 0 ? "" : ":" + apiServer.getPort();
        return URI.create(apiServer.getScheme() + "://" + apiServer.getHost() + port + path + operation.path());
    }

    private static String fitForHeader(String environmentId) throws InvalidSettingException {
        if (!VISIBLE.matcher(environmentId).matches()) {
            throw new InvalidSettingException("the environment id has characters that Chalk's ids never have");
        }
        return environmentId;
    }
}
