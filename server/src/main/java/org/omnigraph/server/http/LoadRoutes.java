package org.omnigraph.server.http;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.WriteContext;

/// Loads: tolerant JSON, strict NDJSON, and the old name of the first.
final class LoadRoutes {
    private static final String GRAPH = "/graphs/{graph_id}";
    private static final String NDJSON = "application/x-ndjson";

    private final Admission admission;

    LoadRoutes(Admission admission) {
        this.admission = admission;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", GRAPH + "/load", Route.Access.BEARER, this::load),
                new Route("POST", GRAPH + "/ingest", Route.Access.BEARER, OldNames.alias("load", this::load)),
                new Route("POST", GRAPH + "/load/ndjson", Route.Access.BEARER, this::loadLines));
    }

    private record Where(String branch, String from, LoadMode mode) {}

    private Reply load(Call call) {
        JsonRequest body = JsonRequest.read(call, RequestBody.LOAD_BYTES_MAX);
        String data = body.requiredText("data");
        Where where = new Where(
                body.branch("branch").orElse(Branches.MAIN), body.branch("from").orElse(""), mode(body.text("mode")));
        authorize(call, where);
        byte[] lines = LooseRecords.toLines(data);
        String uri = call.graph().graph().root().location();
        return Reply.json(Shapes.load(run(call, where, lines), uri, where.from));
    }

    private Reply loadLines(Call call) {
        Where where = new Where(
                call.branchParameter(),
                call.parameter("from").map(text -> Branches.named("from", text)).orElse(""),
                mode(call.parameter("mode")));
        authorize(call, where);
        if (!MediaTypes.essence(call.header("content-type").orElse("")).equals(NDJSON)) {
            throw ApiError.unsupportedMediaType(NDJSON).exception();
        }
        byte[] lines = call.body().read(RequestBody.LOAD_BYTES_MAX);
        requireUtf8(lines);
        return Reply.json(Shapes.load(run(call, where, lines), "", where.from));
    }

    private static LoadMode mode(Optional<String> text) {
        if (text.isEmpty()) {
            return LoadMode.MERGE;
        }
        return LoadMode.ofWireName(text.get())
                .orElseThrow(
                        () -> ApiError.badRequest("`mode` must be overwrite, append or merge, not `" + text.get() + "`")
                                .exception());
    }

    /// Both gates, then the branch itself: what policy denies is never told whether the branch is there.
    private static void authorize(Call call, Where where) {
        boolean exists = call.graph().graph().branches().contains(where.branch);
        if (!exists && !where.from.isEmpty()) {
            Boundary.require(call, PolicyAction.BRANCH_CREATE, where.from, where.branch);
        }
        Boundary.require(call, PolicyAction.CHANGE, where.branch);
        if (!exists) {
            throw ApiError.notFound(
                            where.from.isEmpty()
                                    ? "there is no branch `" + where.branch + "`"
                                    : "there is no branch `" + where.branch
                                            + "`, and this server cannot make branches; load into one that exists")
                    .exception();
        }
    }

    private LoadResult run(Call call, Where where, byte[] lines) {
        try (Admission.Permit _ = admission.admit(call.caller(), lines.length)) {
            WriteContext context = new WriteContext(
                    call.caller().actor(), where.branch, "", call.graph().gate());
            return call.graph()
                    .graph()
                    .load(new ByteArrayInputStream(lines), where.mode, context, ProgressListener.NONE);
        }
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
