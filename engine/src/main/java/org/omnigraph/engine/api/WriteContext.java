package org.omnigraph.engine.api;

/// Who writes, where, and under which condition. Made only of what can be a name: [GraphException] with `BadRequest`
/// else.
///
/// @param actor the acting person or service; empty if unknown
/// @param branch the branch that is written
/// @param ifCommit the commit id that must still be the branch's head; empty for no condition
/// @param gate asked at the head of the write
/// @param requestId names the request in the commit's record, so that logs and history find each other; empty for none
public record WriteContext(String actor, String branch, String ifCommit, PolicyGate gate, String requestId) {
    public WriteContext {
        CheckedNames.check("actor", actor);
        CheckedNames.check("branch name", branch);
        CheckedNames.check("commit id", ifCommit);
        CheckedNames.check("request id", requestId);
    }

    /// A write that no request is behind.
    public WriteContext(String actor, String branch, String ifCommit, PolicyGate gate) {
        this(actor, branch, ifCommit, gate, "");
    }

    /// A write on `main` without a condition or a policy.
    public static WriteContext main(String actor) {
        return new WriteContext(actor, ReadTarget.MAIN_BRANCH, "", PolicyGate.OPEN);
    }
}
