package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.server.boot.StoredQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Invokes stored queries: who may not invoke never learns whether one exists (http-api.md §8).
public final class StoredQueries {
    private static final Logger LOG = LoggerFactory.getLogger(StoredQueries.class);

    /// What a caller asks of a stored query.
    ///
    /// @param expectMutation what the caller takes the query for, if they say so
    /// @param ifCommit the commit that must be the branch's head, empty for any
    public record Invocation(
            String name, ObjectNode params, ReadTarget target, Optional<Boolean> expectMutation, String ifCommit) {}

    /// Makes answers of what a stored query does.
    public interface Teller<T> {
        T rows(PendingRead read);

        T changed(ChangeResult result);
    }

    private final Admission admission;
    private final ServerMetrics metrics;

    public StoredQueries(Admission admission, ServerMetrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    /// Changes, or says what will be read, as the stored query does.
    public <T> T invoke(Visit visit, Invocation asked, Teller<T> teller) {
        boolean mayInvoke = visit.ask(PolicyAction.INVOKE_QUERY, "", "").allowed();
        StoredQuery query = Optional.ofNullable(visit.served().queries().get(asked.name))
                .filter(found -> mayInvoke)
                .orElseThrow(() -> ApiError.notFound("there is no such stored query, or you may not invoke it")
                        .exception());
        check(query, asked);
        metrics.storedQuery(visit.served().id(), query.name(), query.mutation());
        LOG.atInfo()
                .addKeyValue("graph", visit.served().id())
                .addKeyValue("actor", visit.caller().actor())
                .addKeyValue("query", query.name())
                .addKeyValue("kind", query.mutation() ? "mutate" : "read")
                .log("stored query invoked");
        return switch (asked.target) {
            case ReadTarget.Branch(String branch)
            when query.mutation() -> {
                visit.require(PolicyAction.CHANGE, branch);
                try (Admission.Permit permit = admission.admit(visit.caller())) {
                    yield teller.changed(Mutations.run(
                            visit, permit, query.source(), query.name(), asked.params, branch, asked.ifCommit));
                }
            }
            case ReadTarget.Branch _, ReadTarget.Snapshot _ -> {
                visit.require(PolicyAction.READ, ReadTargets.policyBranch(visit.graph(), asked.target));
                yield teller.rows(new PendingRead(visit, query.source(), query.name(), asked.params, asked.target));
            }
        };
    }

    private static void check(StoredQuery query, Invocation asked) {
        if (asked.expectMutation.isPresent() && asked.expectMutation.get() != query.mutation()) {
            throw ApiError.badRequest(
                            query.mutation()
                                    ? "`" + query.name() + "` is a mutation; use the verb `mutate`"
                                    : "`" + query.name() + "` is a read; use the verb `query`")
                    .exception();
        }
        if (query.mutation() && asked.target instanceof ReadTarget.Snapshot) {
            throw ApiError.badRequest("`" + query.name() + "` is a mutation; it takes a `branch`, not a `snapshot`")
                    .exception();
        }
        if (!query.mutation() && !asked.ifCommit.isEmpty()) {
            throw ApiError.badRequest("`" + query.name() + "` is a read; only mutations are conditional")
                    .exception();
        }
    }
}
