package org.omnigraph.state.commitlog;

import java.time.Instant;
import org.omnigraph.state.json.JsonValue;

/// What a writer wants to append; the log adds the version and the link to the predecessor. The fields are those of
/// [CommitRecord].
public record CommitDraft(String operationId, String operation, String actor, Instant at, JsonValue body) {
    public CommitDraft {
        if (operationId.isEmpty() || operation.isEmpty()) {
            throw new IllegalArgumentException("a commit needs an operation id and an operation");
        }
    }
}
