package org.omnigraph.engine.api;

/// Which version of a graph a read looks at. Made only of what can be a name: [GraphException] with
/// `BadRequest` else.
public sealed interface ReadTarget {
    String MAIN_BRANCH = "main";
    ReadTarget MAIN = new Branch(MAIN_BRANCH);

    /// The head of a branch.
    record Branch(String name) implements ReadTarget {
        public Branch {
            CheckedNames.check("branch name", name);
        }
    }

    /// One commit, by its id (or the opaque snapshot id of a response).
    record Snapshot(String id) implements ReadTarget {
        public Snapshot {
            CheckedNames.check("commit id", id);
        }
    }
}
