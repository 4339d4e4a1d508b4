package org.omnigraph.controlplane.apply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadReading;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.plan.RollbackPlan;
import org.omnigraph.controlplane.plan.RollbackPlan.Refused;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.ReadTarget;

/// What of a rollback can really be done: each payload is still in the catalog and unharmed, each schema can be found
/// in its graph's own history and be migrated back softly, and each query still type-checks against the schema that
/// its graph will then have. Only looks.
final class RollbackCheck {
    static final String SCHEMA_NOT_REVERSIBLE = "schema_not_reversible";
    static final String PAYLOAD_UNAVAILABLE = "payload_unavailable";
    /// How many commits of a graph's history are read at a time.
    private static final int HISTORY_PAGE = 64;

    static final String QUERY_UNFIT = "query_typecheck_error";

    private final ClusterSession session;
    private final RollbackPlan plan;
    private final Map<String, Refused> refusals = new HashMap<>();
    private final SortedMap<GraphId, SchemaModel> reversals = new TreeMap<>();

    private RollbackCheck(ClusterSession session, RollbackPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /// @param reversals the schemas to migrate back to
    record Checked(RollbackPlan plan, SortedMap<GraphId, SchemaModel> reversals) {
        Checked {
            reversals = Collections.unmodifiableSortedMap(new TreeMap<>(reversals));
        }
    }

    static Checked check(ClusterSession session, RollbackPlan plan) {
        RollbackCheck check = new RollbackCheck(session, plan);
        Map<GraphId, List<Change>> byGraph = new TreeMap<>();
        for (Change change : plan.changes()) {
            boolean part = change.resource() instanceof ResourceAddress.Schema
                    || change.resource() instanceof ResourceAddress.Query;
            if (change.resource() instanceof ResourceAddress.Policy && !change.isHeldBack() && writes(change)) {
                check.payload(change);
            } else if (part) {
                byGraph.computeIfAbsent(change.resource().owner().orElseThrow(), key -> new ArrayList<>())
                        .add(change);
            }
        }
        byGraph.forEach(check::graph);
        check.composites(byGraph);
        return new Checked(plan.refusing(check.refusals), check.reversals);
    }

    private static boolean writes(Change change) {
        return change.operation() != Operation.DELETE;
    }

    private void graph(GraphId graph, List<Change> parts) {
        if (parts.stream().noneMatch(change -> !change.isHeldBack() && writes(change))) {
            return;
        }
        try (Graph live = session.engine().open(session.graphRoot(graph))) {
            SchemaModel schema = live.schema(ReadTarget.MAIN).model();
            for (Change change : parts) {
                if (change.resource() instanceof ResourceAddress.Schema && !change.isHeldBack()) {
                    schema = schema(live, graph, change, schema);
                }
            }
            for (Change change : parts) {
                if (change.resource() instanceof ResourceAddress.Query query
                        && writes(change)
                        && !change.isHeldBack()) {
                    query(change, query.name(), schema);
                }
            }
        } catch (GraphException e) {
            for (Change change : parts) {
                refuse(change, SCHEMA_NOT_REVERSIBLE, "the graph cannot be opened: " + Failures.message(e));
            }
        }
    }

    /// The schema that the graph will have: the earlier one if it can go back, else the one that it has.
    private SchemaModel schema(Graph live, GraphId graph, Change change, SchemaModel today) {
        Optional<SchemaModel> earlier = earlier(live, change.afterDigest());
        if (earlier.isEmpty()) {
            refuse(change, SCHEMA_NOT_REVERSIBLE, "the history of graph `" + graph + "` does not hold that schema");
            return today;
        }
        Optional<String> refusal = GraphMover.refusal(live, earlier.get());
        if (refusal.isPresent()) {
            refuse(change, SCHEMA_NOT_REVERSIBLE, "it cannot be migrated back: " + refusal.get());
            return today;
        }
        reversals.put(graph, earlier.get());
        return earlier.get();
    }

    /// Only commits that set a schema are looked at, newest first.
    private static Optional<SchemaModel> earlier(Graph live, String digest) {
        long before = 0;
        while (before != 1) {
            List<CommitInfo> page = live.history(ReadTarget.MAIN, before, HISTORY_PAGE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            for (CommitInfo commit : page) {
                boolean setsSchema =
                        commit.operation().equals("init") || commit.operation().equals("schema_apply");
                if (setsSchema) {
                    SchemaModel model = live.schema(new ReadTarget.Snapshot(commit.graphCommitId()))
                            .model();
                    if (model.digest().hex().equals(digest)) {
                        return Optional.of(model);
                    }
                }
            }
            before = page.getLast().manifestVersion();
        }
        return Optional.empty();
    }

    private void query(Change change, String name, SchemaModel schema) {
        payload(change).ifPresent(bytes -> {
            boolean fits = QueryParser.parse(bytes).file().stream()
                    .flatMap(file -> file.queries().stream())
                    .filter(query -> query.name().text().equals(name))
                    .anyMatch(query -> QueryChecker.check(query, schema).diagnostics().stream()
                            .noneMatch(problem -> problem.isError()));
            if (!fits) {
                refuse(change, QUERY_UNFIT, "it does not type-check against the schema that its graph keeps");
            }
        });
    }

    private Optional<byte[]> payload(Change change) {
        return switch (session.payloads().read(change.resource(), new ContentDigest(change.afterDigest()))) {
            case PayloadReading.Found found -> Optional.of(found.bytes());
            case PayloadReading.Missing missing -> unavailable(change, missing.key() + " is gone");
            case PayloadReading.Mismatch mismatch -> unavailable(change, mismatch.key() + " was damaged");
            case PayloadReading.ReadError(var key, String reason) ->
                unavailable(change, key + " cannot be read: " + reason);
        };
    }

    private Optional<byte[]> unavailable(Change change, String why) {
        refuse(change, PAYLOAD_UNAVAILABLE, "its content is not in the catalog any more: " + why);
        return Optional.empty();
    }

    /// A composite none of whose parts can move stays.
    private void composites(Map<GraphId, List<Change>> byGraph) {
        for (Change change : plan.changes()) {
            if (change.resource() instanceof ResourceAddress.Graph(GraphId id)
                    && byGraph.getOrDefault(id, List.of()).stream()
                            .anyMatch(part -> part.isHeldBack()
                                    || refusals.containsKey(part.resource().toString()))) {
                refuse(change, Reason.DEPENDENCY_NOT_APPLIED, "");
            }
        }
    }

    private void refuse(Change change, String condition, String sentence) {
        refusals.putIfAbsent(change.resource().toString(), new Refused(condition, sentence));
    }
}
