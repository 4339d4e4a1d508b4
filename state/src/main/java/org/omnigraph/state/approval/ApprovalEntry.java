package org.omnigraph.state.approval;

import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.store.ObjectKey;

/// One object among the approvals.
public sealed interface ApprovalEntry {
    /// Where it is kept.
    ObjectKey key();

    /// An approval, used or not.
    record Valid(ObjectKey key, Approval approval) implements ApprovalEntry {}

    /// Something that cannot be read (`invalid_approval`): it authorises nothing.
    record Unreadable(ObjectKey key, Diagnostic problem) implements ApprovalEntry {}
}
