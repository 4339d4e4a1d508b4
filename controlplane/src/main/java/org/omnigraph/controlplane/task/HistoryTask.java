package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.ledger.StateJson;

/// `cluster history` and `cluster history show`.
final class HistoryTask {
    private HistoryTask() {}

    static HistoryOutcome list(CommandEffects effects, HistoryRequest request) {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(settings.diagnostics());
        if (settings.settings().isEmpty()) {
            return new HistoryOutcome(request.configDir().toString(), StateObservations.NONE, List.of(), diagnostics);
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<List<HistoryEntry>> revisions = work.withStore(session -> {
            work.readLedger(session, "");
            int limit = request.limit() <= 0 ? Integer.MAX_VALUE : request.limit();
            return Optional.of(session.ledger().history(limit).stream()
                    .map(HistoryTask::entry)
                    .toList());
        });
        return new HistoryOutcome(
                request.configDir().toString(), work.seen(), revisions.orElse(List.of()), diagnostics);
    }

    static HistoryShowOutcome show(CommandEffects effects, HistoryShowRequest request) {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(settings.diagnostics());
        String folder = request.configDir().toString();
        if (settings.settings().isEmpty()) {
            return new HistoryShowOutcome(folder, List.of(), NullNode.getInstance(), diagnostics);
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<Revision> found = work.withStore(session -> session.ledger().show(request.revision()));
        if (found.isEmpty() && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.INVALID_USAGE, "", "The ledger has no revision " + request.revision() + ".")
                    .withHelp("Run `omnigraph cluster history` to see which there are."));
        }
        JsonNode state = found.flatMap(Revision::state)
                .<JsonNode>map(kept -> Json.parse(StateJson.print(kept)))
                .orElse(NullNode.getInstance());
        return new HistoryShowOutcome(
                folder, found.map(HistoryTask::entry).stream().toList(), state, diagnostics);
    }

    private static HistoryEntry entry(Revision revision) {
        List<String> changed = revision.summary().read(node -> {
            List<String> addresses = new ArrayList<>();
            JsonNode list = node.path("changed");
            list.forEach(address -> addresses.add(address.asText()));
            return addresses;
        });
        return new HistoryEntry(
                revision.number(),
                revision.operation(),
                revision.actor(),
                revision.at().toString(),
                revision.recordDigest(),
                revision.stateCas(),
                revision.summary().read(node -> node.path("reason").asText()),
                changed);
    }
}
