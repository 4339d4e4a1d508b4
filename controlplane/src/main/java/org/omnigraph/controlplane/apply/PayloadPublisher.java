package org.omnigraph.controlplane.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadWrite;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.controlplane.config.DesiredQuery;
import org.omnigraph.controlplane.config.Fanout;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// Puts the content of changed queries and policies into the catalog, before the ledger names it. Side by side,
/// bounded; each file is read once, and must still be what was checked.
final class PayloadPublisher {
    private static final int WIDTH = 8;

    private final Run run;

    PayloadPublisher(Run run) {
        this.run = run;
    }

    /// One file and the resources that it is the content of.
    private record Upload(String path, ContentDigest digest, List<ResourceAddress> resources) {}

    /// What became of one upload; no problems if it worked.
    private record Uploaded(Upload upload, List<Diagnostic> problems) {}

    void publish(List<Change> changes) {
        List<Upload> uploads = uploads(changes);
        AtomicInteger done = new AtomicInteger();
        List<Uploaded> results = Fanout.mapWaiting(uploads, WIDTH, upload -> {
            if (run.session().cancellation().isRequested()) {
                return new Uploaded(upload, List.of(interrupted(upload)));
            }
            run.session().progress().step("uploading", upload.path(), done.getAndIncrement(), uploads.size());
            return new Uploaded(upload, upload(upload));
        });
        for (Uploaded result : results) {
            if (result.problems().isEmpty()) {
                continue;
            }
            String reason = result.problems().getFirst().code().wireName();
            boolean stopped = result.problems().getFirst().code() == DiagnosticCode.INTERRUPTED;
            if (!stopped) {
                run.fail();
                result.problems().forEach(run::report);
            }
            for (ResourceAddress resource : result.upload().resources()) {
                run.fates().block(resource, stopped ? Reason.INTERRUPTED : reason);
                resource.owner()
                        .ifPresent(graph -> run.fates()
                                .blockComposite(graph, stopped ? Reason.INTERRUPTED : Reason.DEPENDENCY_NOT_APPLIED));
            }
        }
    }

    private static Diagnostic interrupted(Upload upload) {
        return Diagnostic.of(DiagnosticCode.INTERRUPTED, upload.path(), "It was not uploaded.");
    }

    private List<Upload> uploads(List<Change> changes) {
        Map<String, Upload> byFile = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.isHeldBack() || Fates.isRemoval(change) || change.bindingChange()) {
                continue;
            }
            source(change.resource())
                    .ifPresent(source -> byFile.computeIfAbsent(
                                    source.path(), path -> new Upload(path, source.digest(), new ArrayList<>()))
                            .resources()
                            .add(change.resource()));
        }
        return List.copyOf(byFile.values());
    }

    private Optional<Upload> source(ResourceAddress address) {
        return switch (address) {
            case ResourceAddress.Query(GraphId graph, String name) -> {
                DesiredGraph owner = run.desired().graphs().get(graph);
                DesiredQuery query = owner == null ? null : owner.queries().get(name);
                yield query == null
                        ? Optional.empty()
                        : Optional.of(new Upload(query.path(), query.digest(), List.of()));
            }
            case ResourceAddress.Policy(String name) -> {
                DesiredPolicy policy = run.desired().policies().get(name);
                yield policy == null
                        ? Optional.empty()
                        : Optional.of(new Upload(policy.path(), policy.digest(), List.of()));
            }
            case ResourceAddress.Graph g -> Optional.empty();
            case ResourceAddress.Schema s -> Optional.empty();
        };
    }

    private List<Diagnostic> upload(Upload upload) {
        Optional<byte[]> bytes = ConfigLoader.reread(run.desired().folder(), upload.path(), upload.digest());
        if (bytes.isEmpty()) {
            return List.of(Diagnostic.of(
                    DiagnosticCode.RESOURCE_CONTENT_CHANGED,
                    upload.path(),
                    "The file changed after it had been checked, so nothing of it was applied."));
        }
        List<Diagnostic> problems = new ArrayList<>();
        for (ResourceAddress resource : upload.resources()) {
            try {
                if (run.session().payloads().write(resource, bytes.get())
                        instanceof PayloadWrite.Unknown(var key, String reason)) {
                    problems.add(Diagnostic.of(
                            DiagnosticCode.OUTCOME_UNKNOWN,
                            key.value(),
                            "Nobody knows whether the content was stored: " + reason
                                    + ". Writing it again is safe: run the command again."));
                }
            } catch (StoreException e) {
                problems.add(Failures.of(e));
            }
        }
        return problems;
    }
}
