// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {
    private static final URI SITE = URI.create("https://releases.example.com/file");

    @Test
    void connectsDirectlyWithoutAProxy() {
        assertThat(proxyFor(SITE, Map.of())).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxyFor(SITE, Map.of("HTTPS_PROXY", ""))).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.corp:3128, 3128",
        "https_proxy, http://proxy.corp:3128/, 3128",
        "HTTPS_PROXY, proxy.corp:8080, 8080",
        "HTTPS_PROXY, http://proxy.corp, 80"
    })
    void takesTheProxyOfTheScheme(String variable, String value, int port) {
        var proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.corp", port));

        assertThat(proxyFor(SITE, Map.of(variable, value))).isEqualTo(proxy);
        assertThat(proxyFor(URI.create("http://releases.example.com/"), Map.of(variable, value)))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "example.com", ".example.com", "other.org, releases.example.com"})
    void connectsDirectlyToExceptedHosts(String exceptions) {
        assertThat(proxyFor(SITE, Map.of("HTTPS_PROXY", "proxy.corp:3128", "NO_PROXY", exceptions)))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ample.com", "example.org", "a.releases.example.com"})
    void usesTheProxyForAllOtherHosts(String exceptions) {
        assertThat(proxyFor(SITE, Map.of("HTTPS_PROXY", "proxy.corp:3128", "NO_PROXY", exceptions)))
                .isNotEqualTo(Proxy.NO_PROXY);
    }

    private static Proxy proxyFor(URI uri, Map<String, String> environment) {
        var machine = new HostMachine(environment, Path.of("/home"), Path.of("/work"), "linux", "amd64");
        return new EnvironmentProxy(machine).select(uri).get(0);
    }
}
