// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A failure of a call. Most faults strike before the change is made. {@link #afterTheChange} makes a fault strike after
 * it: the change is made, but the caller does not learn of it.
 */
public sealed interface Fault {

    /** The same fault, but after the change has been made. Only for faults that can strike before and after. */
    default Fault afterTheChange() {
        return this;
    }

    /**
     * The effect of this fault at that time; most faults have none.
     *
     * @param changed whether the change has been made
     */
    default void strike(boolean changed, Consumer<Duration> pause) {}

    /** The call takes longer by this duration. */
    static Fault latency(Duration duration) {
        return new Latency(duration);
    }

    /** Something happens during the call; only in Java tests. */
    static Fault meanwhile(Runnable event) {
        return new Meanwhile(event, false);
    }

    /** An error of the Connect protocol. */
    static Fault refuse(ConnectCode code) {
        return new Refuse(code, Optional.empty(), false);
    }

    /** An error of the Connect protocol with a {@code Retry-After}, as Chalk sends it with 429 and 503. */
    static Fault refuse(ConnectCode code, Duration retryAfter) {
        return new Refuse(code, Optional.of(retryAfter), false);
    }

    /** A proxy answers with an HTML page. */
    static Fault html(int status) {
        return new Disruption(Kind.HTML, status, false);
    }

    /** The connection cannot be established. Over HTTP, where it already exists, it is closed before the change. */
    static Fault unreachable() {
        return new Disruption(Kind.UNREACHABLE, 0, false);
    }

    /** The connection is closed after the change has been made. */
    static Fault answerLost() {
        return new Disruption(Kind.CUT, 0, true);
    }

    /** The connection is closed before the change is made, which looks the same to the caller. */
    static Fault requestLost() {
        return new Disruption(Kind.CUT, 0, false);
    }

    /** There is no response, and no change. */
    static Fault hang() {
        return new Disruption(Kind.HANG, 0, false);
    }

    /** The change is made, and the JSON of the response is truncated. */
    static Fault truncatedJson() {
        return new Disruption(Kind.TRUNCATED, 0, true);
    }

    /** The change is made, and the response is a body of that many bytes without meaning. */
    static Fault hugeBody(int bytes) {
        return new Disruption(Kind.HUGE, bytes, true);
    }

    /** A listing that lacks the last changes of its environment. */
    static Fault staleListing(int changes) {
        return new StaleListing(changes);
    }

    /** Names of permissions that this Chalk does not know are dropped instead of refused. */
    static Fault droppedEnumNames() {
        return new DroppedEnumNames();
    }

    /** The ways in which Chalk gives no usable response. */
    enum Kind {
        HTML,
        UNREACHABLE,
        CUT,
        HANG,
        TRUNCATED,
        HUGE
    }

    record Latency(Duration duration) implements Fault {
        @Override
        public void strike(boolean changed, Consumer<Duration> pause) {
            if (!changed) {
                pause.accept(duration);
            }
        }
    }

    record Meanwhile(Runnable event, boolean after) implements Fault {
        @Override
        public Fault afterTheChange() {
            return new Meanwhile(event, true);
        }

        @Override
        public void strike(boolean changed, Consumer<Duration> pause) {
            if (changed == after) {
                event.run();
            }
        }
    }

    record Refuse(ConnectCode code, Optional<Duration> retryAfter, boolean after) implements Fault {
        @Override
        public Fault afterTheChange() {
            return new Refuse(code, retryAfter, true);
        }

        @Override
        public void strike(boolean changed, Consumer<Duration> pause) {
            if (changed == after) {
                throw new ConnectError(code, "simulated fault", retryAfter);
            }
        }
    }

    /**
     * A failure without a usable response.
     *
     * @param number the status of an HTML page, or the bytes of a huge body
     */
    record Disruption(Kind kind, int number, boolean after) implements Fault {
        @Override
        public Fault afterTheChange() {
            return new Disruption(kind, number, true);
        }

        @Override
        public void strike(boolean changed, Consumer<Duration> pause) {
            if (changed == after) {
                throw new DisruptedException(this);
            }
        }
    }

    record StaleListing(int changes) implements Fault {}

    record DroppedEnumNames() implements Fault {}
}
