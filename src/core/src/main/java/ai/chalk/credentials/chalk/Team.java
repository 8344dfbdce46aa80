// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.List;

/** The team of the caller, with all its projects and environments. */
public record Team(String id, String name, List<Project> projects) {

    public Team {
        projects = List.copyOf(projects);
    }

    /** A project; names are unique within a team as far as is known, ids certainly. */
    public record Project(String id, String name, List<Environment> environments) {

        public Project {
            environments = List.copyOf(environments);
        }
    }

    /** An environment of a project. */
    public record Environment(String id, String name) {}
}
