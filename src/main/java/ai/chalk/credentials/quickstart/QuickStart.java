// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command {@code ./quickstart}. */
public final class QuickStart {

    private static final String USAGE =
            """
            ./quickstart [--once]

            Starts a Kubernetes cluster, a simulated Chalk and the operator on this machine, and shows how a credential is
            issued, rotated and revoked. Goes on until Ctrl-C; with --once it ends by itself, with exit code 0 only if all
            of that was really seen.
            """;

    private QuickStart() {}

    /** Exit codes: 0 all seen, 1 something was not, 2 wrong arguments. */
    public static void main(String[] arguments) {
        var known = List.of(arguments);
        if (known.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        if (!List.of("--once").containsAll(known)) {
            System.err.print(USAGE);
            System.exit(2);
        }
        System.exit(run(known.contains("--once"), new Screen(System.out, Boolean.getBoolean("quickstart.colours"))));
    }

    private static int run(boolean once, Screen screen) {
        screen.heading("A cluster, a simulated Chalk and the operator start");
        try (var stage = Stage.start(screen)) {
            try {
                new Demonstration(stage, screen).run();
            } catch (NotSeenException | ClusterUnavailableException e) {
                screen.heading("Not seen: " + e.getMessage());
                screen.note("The end of the operator's log:");
                screen.output(stage.operator().tail());
                return 1;
            }
            farewell(once, stage, screen);
            return 0;
        } catch (ClusterUnavailableException e) {
            screen.note(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static void farewell(boolean once, Stage stage, Screen screen) {
        if (once) {
            screen.heading("All of it was seen");
            return;
        }
        screen.heading("Your turn; Ctrl-C ends everything");
        screen.output("export KUBECONFIG=" + stage.cluster().kubeconfig());
        screen.output("alias kubectl=" + stage.cluster().kubectlPath());
        screen.output("kubectl get chalk --all-namespaces");
        screen.output("kubectl explain chalkservicecredential.spec");
        awaitTheEnd();
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
