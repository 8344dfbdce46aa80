// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One thing that goes wrong with a call. Most strike before the change is made; {@link #afterTheChange} makes a fault of the
 * cruel sort, in which the change is there and nobody was told.
 */
public sealed interface Fault {

    /** The same fault, but once the change has been made. Only where there is such a difference. */
    default Fault afterTheChange() {
        return this;
    }

    /**
     * Does what this fault does at that moment, which is nothing for most.
     *
     * @param changed whether the change has been made
     */
    default void strike(boolean changed, Consumer<Duration> pause) {}

    /** The call takes that much longer. */
    static Fault latency(Duration duration) {
        return new Latency(duration);
    }

    /** Something happens while the call is under way; in tests only. */
    static Fault meanwhile(Runnable event) {
        return new Meanwhile(event, false);
    }

    /** An error of the Connect protocol. */
    static Fault refuse(ConnectCode code) {
        return new Refuse(code, Optional.empty(), false);
    }

    /** An error of the Connect protocol with a {@code Retry-After}: in use with 429 and 503. */
    static Fault refuse(ConnectCode code, Duration retryAfter) {
        return new Refuse(code, Optional.of(retryAfter), false);
    }

    /** A proxy in between answers, with a page of HTML. */
    static Fault html(int status) {
        return new Disruption(Kind.HTML, status, false);
    }

    /** The connection cannot be made. Over HTTP, where it has been made already, it is cut before the change. */
    static Fault unreachable() {
        return new Disruption(Kind.UNREACHABLE, 0, false);
    }

    /** The connection is closed once the change has been made. */
    static Fault answerLost() {
        return new Disruption(Kind.CUT, 0, true);
    }

    /** The connection is closed before anything is changed, which looks the same to the caller. */
    static Fault requestLost() {
        return new Disruption(Kind.CUT, 0, false);
    }

    /** Nothing is ever answered, and nothing changed. */
    static Fault hang() {
        return new Disruption(Kind.HANG, 0, false);
    }

    /** The change is made, and the JSON of the answer ends in the middle. */
    static Fault truncatedJson() {
        return new Disruption(Kind.TRUNCATED, 0, true);
    }

    /** The change is made, and the answer is that many bytes of nothing. */
    static Fault hugeBody(int bytes) {
        return new Disruption(Kind.HUGE, bytes, true);
    }

    /** A listing as of before the last changes of that environment. */
    static Fault staleListing(int changes) {
        return new StaleListing(changes);
    }

    /** Names of permissions that this Chalk does not know are left out, instead of being refused. */
    static Fault droppedEnumNames() {
        return new DroppedEnumNames();
    }

    /** The ways in which there is no answer of Chalk's at all. */
    enum Kind {
        HTML,
        UNREACHABLE,
        CUT,
        HANG,
        TRUNCATED,
        HUGE
    }

    /** See {@link #latency}. */
    record Latency(Duration duration) implements Fault {
        @Override
        public void strike(boolean changed, Consumer<Duration> pause) {
            if (!changed) {
                pause.accept(duration);
            }
        }
    }

    /** See {@link #meanwhile}. */
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

    /** See {@link #refuse(ConnectCode)}. */
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
     * See {@link Kind}.
     *
     * @param number the status of an HTML page, the bytes of a huge body
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

    /** See {@link #staleListing}. */
    record StaleListing(int changes) implements Fault {}

    /** See {@link #droppedEnumNames}. */
    record DroppedEnumNames() implements Fault {}
}
