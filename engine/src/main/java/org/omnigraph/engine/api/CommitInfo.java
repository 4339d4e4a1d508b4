package org.omnigraph.engine.api;

import java.time.Instant;

/// One graph commit, as clients see it (http-api.md §7). Empty strings stand for what is absent; an empty `branch` is
/// never used, `main` is written out.
///
/// @param manifestVersion the position in the branch's log
public record CommitInfo(
        String graphCommitId,
        String branch,
        long manifestVersion,
        String parentCommitId,
        String mergedParentCommitId,
        String actor,
        Instant createdAt,
        String operation) {}
