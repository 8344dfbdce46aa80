// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;

import ai.chalk.credentials.chalk.ChalkException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Explains why a request got no complete response, and whether it may have taken effect. The messages of the exceptions are not
 * used, because they may quote what was read.
 */
final class TransportFailures {

    private final CallLabel label;
    private final BooleanSupplier sent;
    private final Duration timeout;

    TransportFailures(CallLabel label, BooleanSupplier sent, Duration timeout) {
        this.label = label;
        this.sent = sent;
        this.timeout = timeout;
    }

    ChalkException noAnswer() {
        return sent.getAsBoolean()
                ? doubtful("got no complete response within " + timeout.toMillis() / 1000.0 + " s")
                : definite("got no connection in time; check the network and network policies");
    }

    ChalkException interrupted() {
        Thread.currentThread().interrupt();
        return sent.getAsBoolean()
                ? doubtful("was abandoned before its response: the operator is stopping")
                : definite("was not sent: the operator is stopping");
    }

    ChalkException because(Throwable failure) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return definite("could not resolve the host; check apiServer, the proxy settings and the cluster's DNS");
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return definite("got no connection in time; check the network and network policies");
        }
        if (has(failure, ConnectException.class)) {
            return definite("was refused a connection; check apiServer and the network");
        }
        return tls(failure).orElseGet(() -> broken());
    }

    private Optional<ChalkException> tls(Throwable failure) {
        var handshake = has(failure, SSLHandshakeException.class) || has(failure, SSLPeerUnverifiedException.class);
        if (handshake || (has(failure, SSLException.class) && !sent.getAsBoolean())) {
            return Optional.of(definite("was not sent: the TLS connection is not trusted; check that the server's"
                    + " certificate is valid for this host and that caBundleRef contains its CA"));
        }
        return Optional.empty();
    }

    private ChalkException broken() {
        return sent.getAsBoolean()
                ? doubtful("lost its connection before the response was complete")
                : definite("was not sent: the connection broke or the proxy did not open one");
    }

    private ChalkException definite(String whatHappened) {
        return label.definite(UNAVAILABLE, whatHappened);
    }

    private ChalkException doubtful(String whatHappened) {
        return label.doubtful(UNAVAILABLE, whatHappened);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (var at = Optional.of(failure); at.isPresent(); at = at.map(Throwable::getCause)) {
            if (type.isInstance(at.get())) {
                return true;
            }
        }
        return false;
    }
}
