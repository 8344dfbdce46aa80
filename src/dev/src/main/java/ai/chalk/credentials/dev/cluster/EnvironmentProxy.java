// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import ai.chalk.credentials.common.NoProxyRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as most tools do and the JDK does not. */
final class EnvironmentProxy extends ProxySelector {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final HostMachine machine;

    EnvironmentProxy(HostMachine machine) {
        this.machine = machine;
    }

    @Override
    public List<Proxy> select(URI uri) {
        var wanted = variable(uri.getScheme() + "_proxy").filter(proxy -> !isExempt(uri));
        return List.of(wanted.map(EnvironmentProxy::proxy).orElse(Proxy.NO_PROXY));
    }

    /** Both spellings are in use; of HTTP_PROXY and HTTPS_PROXY the one for the scheme of the URL counts. */
    private Optional<String> variable(String name) {
        return machine.variable(name.toUpperCase(Locale.ROOT)).or(() -> machine.variable(name));
    }

    private boolean isExempt(URI uri) {
        var port = uri.getPort() < 0 ? (uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        return new NoProxyRules(variable("no_proxy").orElse("")).exempts(uri.getHost(), port);
    }

    private static Proxy proxy(String value) {
        var uri = URI.create(value.contains("://") ? value : "http://" + value);
        var port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    /** Does nothing: there is only one proxy to try, and the failed download names the URL. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
