// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.simulator.SimulatedChalk;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens connections to simulated Chalks: one for each configured API server, and one for all others. */
public final class FakeChalkConnector implements ChalkConnector {

    private final SimulatedChalk chalk;
    private final Map<URI, SimulatedChalk> others = new ConcurrentHashMap<>();
    private final List<Settings> opened = new CopyOnWriteArrayList<>();

    public FakeChalkConnector(SimulatedChalk chalk) {
        this.chalk = chalk;
    }

    /** Uses another Chalk for one API server. */
    public FakeChalkConnector with(URI apiServer, SimulatedChalk other) {
        others.put(apiServer, other);
        return this;
    }

    @Override
    public ChalkApi open(Settings settings) {
        opened.add(settings);
        return new FakeChalk(others.getOrDefault(settings.apiServer(), chalk), settings.credentials());
    }

    /** The settings of the opened connections, oldest first. */
    public List<Settings> opened() {
        return List.copyOf(opened);
    }
}
