// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.common.NoProxyRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}; upper case takes
 * precedence over lower case. Credentials in a proxy's URL are sent preemptively as a header, because with an
 * {@code Authenticator} the JDK's client would drop the {@code Authorization} header.
 */
final class ProxySettings extends ProxySelector {

    private final Map<String, String> environment;
    private final NoProxyRules exemptions;

    ProxySettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.exemptions = new NoProxyRules(variable("NO_PROXY").orElse(""));
    }

    /** The proxy for that server. */
    Optional<ProxyServer> before(URI server) throws InvalidSettingException {
        var secure = server.getScheme().equalsIgnoreCase("https");
        var port = server.getPort() < 0 ? (secure ? 443 : 80) : server.getPort();
        var name = secure ? "HTTPS_PROXY" : "HTTP_PROXY";
        var url = variable(name);
        if (url.isEmpty() || exemptions.exempts(server.getHost(), port)) {
            return Optional.empty();
        }
        return Optional.of(parse(name, url.get()));
    }

    @Override
    public List<Proxy> select(URI server) {
        try {
            return before(server)
                    .map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                    .map(List::of)
                    .orElse(List.of(Proxy.NO_PROXY));
        } catch (InvalidSettingException foundBefore) {
            throw new IllegalStateException("A request was sent despite invalid proxy settings", foundBefore);
        }
    }

    @Override
    public void connectFailed(URI server, SocketAddress proxy, IOException failure) {
        // The call itself fails, with a message.
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static ProxyServer parse(String name, String value) throws InvalidSettingException {
        try {
            var url = new URI(value.contains("://") ? value : "http://" + value);
            boolean isPort = url.getPort() <= ProxyServer.HIGHEST_PORT && url.getPort() != 0;
            if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || !isPort) {
                throw unusable(name);
            }
            var port = url.getPort() < 0 ? 80 : url.getPort();
            return new ProxyServer(url.getHost(), port, authorization(Optional.ofNullable(url.getUserInfo())));
        } catch (URISyntaxException notAUrl) {
            throw unusable(name);
        }
    }

    private static Optional<ClientSecret> authorization(Optional<String> userAndPassword) {
        return userAndPassword
                .map(text -> text.contains(":") ? text : text + ":")
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .map(encoded -> new ClientSecret("Basic " + encoded));
    }

    private static InvalidSettingException unusable(String name) {
        return new InvalidSettingException("the operator's environment variable " + name
                + " is not the URL of a proxy; write http://host:port or http://user:password@host:port, with a"
                + " port from 1 to 65535, and percent-encode special characters in user and password");
    }
}
