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
    public record Invocation(ObjectNode params, ReadTarget target, Optional<Boolean> expectMutation, String ifCommit) {}

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

    /// Judges what can be judged before the body is read: 404 for whoever may invoke nothing, 403 for a mutation
    /// by whoever may change nothing, 429 for one too many. A name that is not registered is told only after the
    /// body, as what is wrong with a body does not depend on the name.
    public Admitted admit(Visit visit, String name) {
        if (!visit.ask(PolicyAction.INVOKE_QUERY, "", "").allowed()) {
            throw unknown();
        }
        Optional<StoredQuery> query =
                Optional.ofNullable(visit.served().queries().get(name));
        if (query.isEmpty() || !query.get().mutation()) {
            return new Admitted(visit, query, Optional.empty());
        }
        visit.requireSomewhere(PolicyAction.CHANGE);
        return new Admitted(visit, query, Optional.of(admission.admit(visit.caller())));
    }

    /// A stored query whose caller was let in; holds its place among the caller's writes, if it is one.
    public final class Admitted implements AutoCloseable {
        private final Visit visit;
        private final Optional<StoredQuery> query;
        private final Optional<Admission.Permit> permit;

        private Admitted(Visit visit, Optional<StoredQuery> query, Optional<Admission.Permit> permit) {
            this.visit = visit;
            this.query = query;
            this.permit = permit;
        }

        /// Changes, or says what will be read, as the stored query does.
        public <T> T invoke(Invocation asked, Teller<T> teller) {
            StoredQuery found = query.orElseThrow(StoredQueries::unknown);
            check(found, asked);
            tell(visit, found);
            return switch (asked.target) {
                case ReadTarget.Branch(String branch)
                when permit.isPresent() -> {
                    visit.require(PolicyAction.CHANGE, branch);
                    yield teller.changed(Mutations.run(
                            visit, permit.get(), found.source(), found.name(), asked.params, branch, asked.ifCommit));
                }
                case ReadTarget.Branch _, ReadTarget.Snapshot _ -> {
                    visit.require(PolicyAction.READ, ReadTargets.policyBranch(visit.graph(), asked.target));
                    yield teller.rows(new PendingRead(visit, found.source(), found.name(), asked.params, asked.target));
                }
            };
        }

        @Override
        public void close() {
            permit.ifPresent(Admission.Permit::close);
        }
    }

    private void tell(Visit visit, StoredQuery query) {
        metrics.storedQuery(visit.served().id(), query.name(), query.mutation());
        LOG.atInfo()
                .addKeyValue("graph", visit.served().id())
                .addKeyValue("actor", visit.caller().actor())
                .addKeyValue("query", query.name())
                .addKeyValue("kind", query.mutation() ? "mutate" : "read")
                .log("stored query invoked");
    }

    private static ApiException unknown() {
        return ApiError.notFound("there is no such stored query, or you may not invoke it")
                .exception();
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
