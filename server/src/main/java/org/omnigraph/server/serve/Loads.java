package org.omnigraph.server.serve;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;

/// Loads of records, tolerant and strict: both gates first, then the records.
public final class Loads {
    /// Where records go and how.
    ///
    /// @param from the branch to make `branch` from, empty for none
    public record Where(String branch, String from, LoadMode mode) {}

    private Loads() {}

    /// The mode of this name, `merge` for none; 400 for another.
    public static LoadMode mode(Optional<String> text) {
        if (text.isEmpty()) {
            return LoadMode.MERGE;
        }
        return LoadMode.ofWireName(text.get())
                .orElseThrow(
                        () -> ApiError.badRequest("`mode` must be overwrite, append or merge, not `" + text.get() + "`")
                                .exception());
    }

    /// Both gates, then the branch itself: what policy denies is never told whether the branch is there.
    public static void authorize(Visit visit, Where where) {
        boolean exists = visit.graph().hasBranch(where.branch);
        if (!exists && !where.from.isEmpty()) {
            visit.require(PolicyAction.BRANCH_CREATE, where.from, where.branch);
        }
        visit.require(PolicyAction.CHANGE, where.branch);
        if (!exists) {
            throw ApiError.notFound(
                            where.from.isEmpty()
                                    ? "there is no branch `" + where.branch + "`"
                                    : "there is no branch `" + where.branch
                                            + "`, and this server cannot make branches; load into one that exists")
                    .exception();
        }
    }

    /// Loads what the tolerant reader takes; [#authorize] has passed.
    ///
    /// @param data JSON values separated by any white space
    public static LoadResult loose(Visit visit, Where where, String data) {
        return visit.work().write(() -> {
            // The lines are a second text of the records.
            visit.work().memory().grow(data.length());
            return run(visit, where, LooseRecords.toLines(data));
        });
    }

    /// Loads strict lines; [#authorize] has passed.
    public static LoadResult strict(Visit visit, Where where, byte[] lines) {
        return visit.work().write(() -> {
            requireUtf8(lines);
            return run(visit, where, lines);
        });
    }

    private static LoadResult run(Visit visit, Where where, byte[] lines) {
        return visit.graph()
                .load(
                        new ByteArrayInputStream(lines),
                        where.mode,
                        visit.write(where.branch, ""),
                        ProgressListener.NONE);
    }

    private static void requireUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw ApiError.badRequest("the body is not UTF-8 at byte " + in.position())
                    .exception();
        }
    }
}
