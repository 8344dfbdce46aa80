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
 * Says what it means that a request got no complete answer, and whether it may have been carried out. The messages of the
 * exceptions themselves are left aside: they may quote what was read.
 */
final class TransportFailures {

    private final CallLabel place;
    private final BooleanSupplier sent;
    private final Duration timeout;

    TransportFailures(CallLabel place, BooleanSupplier sent, Duration timeout) {
        this.place = place;
        this.sent = sent;
        this.timeout = timeout;
    }

    ChalkException noAnswer() {
        return sent.getAsBoolean()
                ? doubtful("got no complete answer within " + timeout.toMillis() / 1000.0 + " s")
                : definite("found no connection in time; check the network and its policies on the way there");
    }

    ChalkException interrupted() {
        Thread.currentThread().interrupt();
        return sent.getAsBoolean()
                ? doubtful("was given up before its answer: the operator is stopping")
                : definite("was not sent: the operator is stopping");
    }

    ChalkException because(Throwable failure) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return definite("found no such host; check apiServer, the proxy settings and the cluster's DNS");
        }
        if (has(failure, HttpConnectTimeoutException.class)) {
            return definite("found no connection in time; check the network and its policies on the way there");
        }
        if (has(failure, ConnectException.class)) {
            return definite("was refused a connection; check apiServer and the network on the way there");
        }
        return tls(failure).orElseGet(() -> broken());
    }

    private Optional<ChalkException> tls(Throwable failure) {
        var handshake = has(failure, SSLHandshakeException.class) || has(failure, SSLPeerUnverifiedException.class);
        if (handshake || (has(failure, SSLException.class) && !sent.getAsBoolean())) {
            return Optional.of(definite("was not sent: no trusted TLS connection came about; check that the server's"
                    + " certificate is valid for this host and that caBundleRef names its authority"));
        }
        return Optional.empty();
    }

    private ChalkException broken() {
        return sent.getAsBoolean()
                ? doubtful("lost its connection before the answer was complete")
                : definite("was not sent: the connection broke off or the proxy did not open one");
    }

    private ChalkException definite(String whatHappened) {
        return place.definite(UNAVAILABLE, whatHappened);
    }

    private ChalkException doubtful(String whatHappened) {
        return place.doubtful(UNAVAILABLE, whatHappened);
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
