package org.omnigraph.state.ledger;

import java.time.Instant;
import java.util.Optional;
import org.omnigraph.state.json.JsonValue;

/// One revision of the ledger, as its history shows it.
///
/// @param number its state revision
/// @param operation `import`, `apply`, … or `adopt`, `adopt_edit`; the empty string if only a stub is left
/// @param stateCas `sha256:…` of the exact bytes of its `state.json`
/// @param recordDigest the digest of its record
/// @param summary what changed
public record Revision(
        long number,
        String operation,
        String operationId,
        String actor,
        Instant at,
        String stateCas,
        String recordDigest,
        JsonValue summary,
        RevisionContent content) {

    /// The state of this revision, unless garbage collection has taken it.
    public Optional<ClusterState> state() {
        return switch (content) {
            case RevisionContent.Kept kept -> Optional.of(kept.state());
            case RevisionContent.Expired expired -> Optional.empty();
        };
    }
}
