// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ListText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which API servers a connection may name, so that a tenant cannot make the operator call what it likes. Globs are compared
 * with scheme, host and port only, never with the raw text, which an attacker could dress up; {@code *} stands for any
 * characters of them. Plain http is for loopback, or for what a glob beginning with {@code http://} names.
 */
final class AllowedApiServers {

    private static final Pattern GLOB = Pattern.compile("https?://[^/?#@\\s]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    private final List<String> globs;

    /**
     * Takes the operator's setting.
     *
     * @throws IllegalArgumentException where a glob could never match, such as one without a scheme
     */
    AllowedApiServers(List<String> globs) {
        for (var glob : globs) {
            if (!GLOB.matcher(glob).matches()) {
                throw new IllegalArgumentException(
                        "allowed-api-servers: \"%s\" must be https:// or http:// and a host, such as https://*.chalk.ai"
                                .formatted(glob));
            }
        }
        this.globs = List.copyOf(globs);
    }

    /** Why this API server may not be called, as a sentence for people. */
    Optional<String> refusal(String apiServer) {
        var origin = origin(apiServer);
        if (origin.isEmpty()) {
            return Optional.of("spec.apiServer \"%s\" must be https:// and a host, such as https://api.chalk.ai"
                    .formatted(apiServer));
        }
        if (isPlainLoopback(origin.get()) || globs.stream().anyMatch(glob -> matches(glob, origin.get()))) {
            return Optional.empty();
        }
        return Optional.of("spec.apiServer %s is not allowed: the operator's setting allowed-api-servers is %s"
                .formatted(apiServer, globs.isEmpty() ? "empty" : ListText.of(globs)));
    }

    /** Scheme, host and port in one spelling; empty for whatever holds more than these. */
    private static Optional<String> origin(String apiServer) {
        try {
            var uri = new URI(apiServer);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            var defaultPort = DEFAULT_PORTS.get(scheme);
            if (uri.getHost() == null || defaultPort == null || holdsMore(uri)) {
                return Optional.empty();
            }
            var port = uri.getPort() == -1 || uri.getPort() == defaultPort ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }

    private static boolean holdsMore(URI uri) {
        return uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    }

    private static boolean isPlainLoopback(String origin) {
        var host = origin.startsWith("http://")
                ? origin.substring("http://".length()).replaceFirst(":\\d+$", "")
                : "";
        return LOOPBACK.matcher(host).matches();
    }

    private static boolean matches(String glob, String origin) {
        var regex = List.of(glob.toLowerCase(Locale.ROOT).split("\\*", -1)).stream()
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return origin.matches(regex);
    }
}
