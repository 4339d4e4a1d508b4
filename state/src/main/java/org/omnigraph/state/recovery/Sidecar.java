package org.omnigraph.state.recovery;

/// What a command was about to do to a graph, written before the graph moves (cluster-contract.md §9).
///
/// @param operationId a ULID; also names the file
/// @param startedAt when, as text; for people
/// @param actor who, or the empty string
/// @param graphUri where the graph's root is; ends in `/<graphId>.omni`
/// @param observedManifestVersion the graph's version before the move, or [#NO_VERSION]
/// @param expectedManifestVersion the graph's version after the move, or [#NO_VERSION]; forensic
/// @param desiredSchemaDigest the schema that the graph is to have; the empty string for a delete
/// @param stateCasBase the ledger that the command started from, or the empty string
/// @param approvalId the approval that a delete uses, or the empty string
/// @param incarnation the graph incarnation that a create makes or a delete removes, or the empty string
public record Sidecar(
        String operationId,
        String startedAt,
        String actor,
        SidecarKind kind,
        String graphId,
        String graphUri,
        long observedManifestVersion,
        long expectedManifestVersion,
        String desiredSchemaDigest,
        String stateCasBase,
        String approvalId,
        String incarnation) {

    /// No manifest version is known.
    public static final long NO_VERSION = -1;

    /// The same sidecar with the version that the graph has after the move.
    public Sidecar withExpectedManifestVersion(long version) {
        return new Sidecar(
                operationId,
                startedAt,
                actor,
                kind,
                graphId,
                graphUri,
                observedManifestVersion,
                version,
                desiredSchemaDigest,
                stateCasBase,
                approvalId,
                incarnation);
    }
}
