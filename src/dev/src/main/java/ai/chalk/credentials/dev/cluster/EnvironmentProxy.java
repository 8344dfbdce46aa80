// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes the proxy from HTTPS_PROXY and NO_PROXY, as other tools do. The JDK ignores these variables. */
final class EnvironmentProxy extends ProxySelector {
    private static final int USUAL_PORT = 80;

    private final HostMachine machine;

    EnvironmentProxy(HostMachine machine) {
        this.machine = machine;
    }

    @Override
    public List<Proxy> select(URI uri) {
        var wanted = either(uri.getScheme() + "_proxy").filter(proxy -> !isExcepted(uri.getHost()));
        return List.of(wanted.map(EnvironmentProxy::proxy).orElse(Proxy.NO_PROXY));
    }

    /** Both spellings are in use. Of HTTP_PROXY and HTTPS_PROXY, the one for the scheme of the URL counts. */
    private Optional<String> either(String name) {
        return machine.variable(name.toUpperCase(Locale.ROOT)).or(() -> machine.variable(name));
    }

    private boolean isExcepted(String host) {
        return either("no_proxy").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || isWithin(host, entry));
    }

    private static boolean isWithin(String host, String domain) {
        var suffix = domain.startsWith(".") ? domain : "." + domain;
        return ("." + host).endsWith(suffix);
    }

    private static Proxy proxy(String value) {
        var uri = URI.create(value.contains("://") ? value : "http://" + value);
        var port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    /** There is only one proxy, so a failure changes no choice. The failed download reports the address. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
