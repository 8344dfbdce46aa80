// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The hosts that {@code NO_PROXY} exempts from the proxy. An entry is {@code *}, a name (with its subdomains), a name with a
 * leading dot (its subdomains only), an IP address or a CIDR range; all except a range may end in a port. Names are not
 * resolved.
 */
public final class NoProxyRules {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

    private final List<String> entries;

    /** Reads a list that is separated by commas or white space. */
    public NoProxyRules(String list) {
        entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    /** Whether that server is called directly; loopback addresses always are. */
    public boolean exempts(String host, int port) {
        var bare = withoutBrackets(host.toLowerCase(Locale.ROOT));
        return isLoopback(bare) || entries.stream().anyMatch(entry -> matches(entry, bare, port));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || address(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static boolean matches(String entry, String host, int port) {
        var withPort = WITH_PORT.matcher(entry);
        if (withPort.matches()) {
            return Integer.parseInt(withPort.group(2)) == port && matchesHost(withPort.group(1), host);
        }
        return matchesHost(entry, host);
    }

    private static boolean matchesHost(String entry, String host) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return address(host).filter(found -> isInRange(found, entry)).isPresent();
        }
        var pattern = withoutBrackets(entry.startsWith("*.") ? entry.substring(1) : entry);
        if (pattern.startsWith(".")) {
            return host.endsWith(pattern);
        }
        var address = address(pattern);
        if (address.isPresent()) {
            return address.equals(address(host));
        }
        return host.equals(pattern) || host.endsWith("." + pattern);
    }

    private static boolean isInRange(InetAddress address, String range) {
        var slash = range.indexOf('/');
        var network = address(withoutBrackets(range.substring(0, slash)));
        var length = range.substring(slash + 1);
        if (network.isEmpty() || !length.matches("\\d{1,3}")) {
            return false;
        }
        return samePrefix(network.get().getAddress(), address.getAddress(), Integer.parseInt(length));
    }

    private static boolean samePrefix(byte[] network, byte[] address, int bits) {
        if (network.length != address.length || bits > 8 * network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static Optional<InetAddress> address(String host) {
        if (!IPV4.matcher(host).matches() && host.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
