package org.omnigraph.controlplane.task;

import java.util.List;

/// One revision of the ledger.
///
/// @param operation `import`, `apply`, `refresh`, `adopt`, `adopt_edit`, `recover`, `rollback`
/// @param actor empty if unknown
/// @param at ISO-8601, as the writer's clock had it
/// @param recordDigest hex digest of the revision record
/// @param stateDigest `sha256:` and the hex digest of the `state.json` of this revision
/// @param reason why, if a person said so; else empty
/// @param changed addresses of the resources whose entries differ from the revision before; sorted
public record HistoryEntry(
        long revision,
        String operation,
        String actor,
        String at,
        String recordDigest,
        String stateDigest,
        String reason,
        List<String> changed) {
    public HistoryEntry {
        changed = List.copyOf(changed);
    }
}
