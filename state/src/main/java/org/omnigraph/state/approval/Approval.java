package org.omnigraph.state.approval;

import java.util.Set;

/// A person's decision to let one irreversible change happen (cluster-contract.md §8).
///
/// @param approvalId a ULID; also names the file
/// @param resource the address of the change
/// @param operation `delete`
/// @param boundConfigDigest the config that was approved
/// @param boundBeforeDigest what the ledger said of the resource, or the empty string
/// @param boundAfterDigest what the config says of the resource, or the empty string
/// @param boundIncarnation the graph that stood there, or the empty string if none was looked at: then any graph with
/// these
/// digests is meant
/// @param createdAt when, as text; for people
/// @param consumedAt when it was used, or the empty string
/// @param consumedByOperation the operation id of that use, or the empty string
public record Approval(
        String approvalId,
        String resource,
        String operation,
        String reason,
        String boundConfigDigest,
        String boundBeforeDigest,
        String boundAfterDigest,
        String boundIncarnation,
        String approvedBy,
        String createdAt,
        String consumedAt,
        String consumedByOperation) {

    /// True if its file says that it was used. The ledger's `approval_records` must be asked too.
    public boolean isConsumed() {
        return !consumedAt.isEmpty();
    }

    /// True if neither its file nor the ledger says that it was used.
    ///
    /// @param recorded the ids that the ledger's `approval_records` hold
    public boolean isUnused(Set<String> recorded) {
        return !isConsumed() && !recorded.contains(approvalId);
    }

    /// True if it names a graph, and this is another one.
    public boolean isOfAnotherGraph(String incarnation) {
        return !boundIncarnation.isEmpty() && !boundIncarnation.equals(incarnation);
    }

    /// The same approval, used.
    public Approval consumed(String at, String byOperation) {
        return new Approval(
                approvalId,
                resource,
                operation,
                reason,
                boundConfigDigest,
                boundBeforeDigest,
                boundAfterDigest,
                boundIncarnation,
                approvedBy,
                createdAt,
                at,
                byOperation);
    }
}
