package org.omnigraph.engine.commit;

import org.omnigraph.state.commitlog.LogPosition;

/// The newest commit of a branch and the place right after it.
public record BranchHead(GraphCommit commit, LogPosition position) {}
