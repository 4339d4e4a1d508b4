package org.omnigraph.server.serve;

import org.omnigraph.engine.api.ReadTarget;

/// Branch names as requests give them: trimmed before policy sees them, never blank, and nothing that could be
/// taken for something else in a log (http-api.md §4).
public final class Branches {
    public static final String MAIN = ReadTarget.MAIN_BRANCH;

    private Branches() {}

    /// The branch that `member` names.
    public static String named(String member, String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw ApiError.badRequest("`" + member + "` is blank; name a branch, or leave it out for `main`")
                    .exception();
        }
        return Names.checked("`" + member + "`", trimmed);
    }
}
