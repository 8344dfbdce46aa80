// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.check.NotSeenException;
import ai.chalk.credentials.dev.cluster.ClusterUnavailableException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./quickstart}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kubernetes cluster, a simulated Chalk and the operator on this machine, and demonstrates a credential.",
            "Then keeps running until Ctrl-C, so that you can try kubectl."
        })
public final class QuickStartCommand implements Callable<Integer> {

    @Option(names = "--once", description = "Exit after the demonstration; exit code 0 only if every step succeeded.")
    private boolean once;

    @Override
    public Integer call() {
        var screen = new Screen(System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(screen::end, "quickstart-screen-end"));
        return run(once, screen);
    }

    private static int run(boolean once, Screen screen) {
        screen.heading("Starting a cluster, a simulated Chalk and the operator");
        try (var stage = QuickStartEnvironment.start(screen)) {
            return show(once, stage, screen);
        } catch (RuntimeException e) { // Threads of the simulator would keep this JVM alive after any exception.
            screen.heading("Cannot start: " + message(e));
            return 1;
        }
    }

    private static int show(boolean once, QuickStartEnvironment stage, Screen screen) {
        try {
            new QuickStartDemo(stage, screen).run();
            if (once) {
                screen.heading("Every step succeeded");
                return 0;
            }
            play(stage, screen);
            throw new NotSeenException("the operator has exited");
        } catch (RuntimeException e) {
            screen.heading("Failed: " + message(e));
            screen.note("The end of the operator's log:");
            screen.output(stage.operator().tail());
            return 1;
        }
    }

    /** Returns only if the operator exits unexpectedly; Ctrl-C ends this JVM. */
    private static void play(QuickStartEnvironment stage, Screen screen) {
        screen.heading("Your turn, in another terminal; Ctrl-C here ends everything");
        screen.output("export KUBECONFIG=" + stage.cluster().kubeconfig());
        screen.output("export PATH=" + stage.cluster().kubectlPath().getParent() + ":$PATH");
        screen.output("kubectl get chalk --all-namespaces");
        screen.output("kubectl explain chalkservicecredential.spec");
        screen.output("curl " + stage.server() + "/simulator/state");
        stage.operator().awaitEnd();
    }

    private static String message(RuntimeException e) {
        return e instanceof NotSeenException || e instanceof ClusterUnavailableException
                ? String.valueOf(e.getMessage())
                : e.toString();
    }
}
