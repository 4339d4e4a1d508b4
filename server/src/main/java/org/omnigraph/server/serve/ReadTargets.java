package org.omnigraph.server.serve;

import java.util.Optional;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;

/// Which version a read looks at, and which branch policy judges it by.
public final class ReadTargets {
    private ReadTargets() {}

    /// What a request names: at most one of both, `main` for none.
    ///
    /// @param branch as [Branches#named] gives it
    public static ReadTarget of(Optional<String> branch, Optional<String> snapshot) {
        if (branch.isPresent() && snapshot.isPresent()) {
            throw ApiError.badRequest("`branch` and `snapshot` exclude each other")
                    .exception();
        }
        if (snapshot.isPresent()) {
            String id = snapshot.get().strip();
            if (id.isEmpty()) {
                throw ApiError.badRequest("`snapshot` is blank").exception();
            }
            return new ReadTarget.Snapshot(Names.checked("`snapshot`", id));
        }
        return branch.<ReadTarget>map(ReadTarget.Branch::new).orElse(ReadTarget.MAIN);
    }

    /// The branch itself, or the one that the snapshot was written on; `main` if there is no such snapshot.
    static String policyBranch(Graph graph, ReadTarget target) {
        return switch (target) {
            case ReadTarget.Branch(String name) -> name;
            case ReadTarget.Snapshot _ -> {
                try {
                    yield graph.head(target).branch();
                } catch (GraphException e) {
                    if (e.failure() instanceof GraphFailure.NotFound) {
                        yield Branches.MAIN;
                    }
                    throw e;
                }
            }
        };
    }
}
