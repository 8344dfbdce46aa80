// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.List;

/** The caller's team, with all its projects and environments. */
public record Team(String id, String name, List<Project> projects) {

    public Team {
        projects = List.copyOf(projects);
    }

    /** A project. Its id is unique; as far as is known, its name is unique within the team. */
    public record Project(String id, String name, List<Environment> environments) {

        public Project {
            environments = List.copyOf(environments);
        }
    }

    public record Environment(String id, String name) {}
}
