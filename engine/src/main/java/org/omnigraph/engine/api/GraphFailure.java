package org.omnigraph.engine.api;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Why an operation on a graph did not happen. Except for [OutcomeUnknown], nothing was changed.
public sealed interface GraphFailure {

    /// No graph, branch, commit, query or type of this name; `kind` is the word for a person.
    record NotFound(String kind, String name) implements GraphFailure {}

    /// The root is there but incomplete, of another version, or damaged.
    record NotOpenable(String reason) implements GraphFailure {}

    /// A graph exists where one was to be made.
    record AlreadyExists(String what) implements GraphFailure {}

    /// A query or schema does not parse or check; all problems.
    record Invalid(List<Diagnostic> diagnostics) implements GraphFailure {
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The request as such is wrong (a mutation where a read is expected, several queries and no name, …).
    record BadRequest(String reason) implements GraphFailure {}

    /// A parameter is missing or of the wrong type.
    record BadParameter(String parameter, String reason) implements GraphFailure {}

    /// A load or mutation breaks the schema's rules. The first 100 problems (line 0: no line), and how many there
    /// are.
    record Rejected(List<LineProblem> problems, long total) implements GraphFailure {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// A strict insert of an id that exists.
    record KeyConflict(EntityKind kind, String typeName, String entityId) implements GraphFailure {}

    /// The branch moved under a strict update, delete, overwrite or schema apply. `expected` and `actual` are commit
    /// ids.
    record HeadMoved(String expected, String actual) implements GraphFailure {}

    /// The `if-commit` condition does not hold; `actual` is empty if the branch has no commit.
    record PreconditionFailed(String expected, String actual) implements GraphFailure {}

    /// A migration that the graph cannot do, or must not do now (user branches); `reason` begins with `[CODE] ` where
    /// there is one.
    record MigrationRefused(String reason) implements GraphFailure {}

    /// A ceiling was crossed before any effect.
    record ResourceLimit(String resource, long limit, long actual) implements GraphFailure {}

    /// Others use what this needs: worth trying again later. Nothing was begun, or nothing of it is left.
    ///
    /// @param resource what there is not enough of: `memory`, `waiting_reads`, `waiting_writes`, `actor_requests`
    record Busy(String resource, long limit, long actual, long retryAfterSeconds) implements GraphFailure {}

    /// Whoever asked does not want the answer any more.
    record Cancelled() implements GraphFailure {}

    /// The policy says no.
    record Denied(String message) implements GraphFailure {}

    /// The policy could not decide; never an allow.
    record PolicyFailed(String message) implements GraphFailure {}

    /// The write may have landed.
    record OutcomeUnknown(String reason) implements GraphFailure {}
}
