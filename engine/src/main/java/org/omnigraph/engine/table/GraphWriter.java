package org.omnigraph.engine.table;

import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.WriteContext;

/// Turns changes into commits.
public interface GraphWriter {
    /// Validates the image after the changes (schema-language.md §11, steps 2 to 5: values, uniqueness, endpoints,
    /// cardinality) and publishes it as one commit of the context's branch. The caller has added the edges that a
    /// deleted node takes along; one that it forgot is reported as dangling. If the branch moved on, changes
    /// that are not strict are validated again on the new head and retried a bounded number of times.
    ///
    /// @param base what the changes were computed from: a head of the context's branch
    /// @param operation the word for the commit: `mutate`
    /// @throws org.omnigraph.engine.api.GraphException with `Rejected` (line 0 for every problem),
    /// `HeadMoved`, `PreconditionFailed` or `OutcomeUnknown`
    CommitInfo write(GraphSnapshot base, ChangeSet changes, WriteContext context, String operation);
}
