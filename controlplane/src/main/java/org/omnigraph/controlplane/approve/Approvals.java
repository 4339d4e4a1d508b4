package org.omnigraph.controlplane.approve;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.Severity;

/// The approvals that were ever recorded.
public final class Approvals {
    private Approvals() {}

    /// All that can be read; one that cannot authorises nothing, and a warning names it.
    public static List<Approval> read(ClusterSession session, List<Diagnostic> diagnostics) {
        List<Approval> approvals = new ArrayList<>();
        for (ApprovalEntry entry : session.approvals().list()) {
            switch (entry) {
                case ApprovalEntry.Valid valid -> approvals.add(valid.approval());
                case ApprovalEntry.Unreadable(var key, Diagnostic problem) ->
                    diagnostics.add(problem.withSeverity(Severity.WARNING));
            }
        }
        return approvals;
    }
}
