package org.omnigraph.cli.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.cli.format.Advice;
import org.omnigraph.controlplane.config.DeclaredResource;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.MetadataChange;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.task.PlanOutcome;

/// Says in words why each change of a plan is there: file, digest, dependency, and what holds it back.
final class PlanExplainer {
    private static final int DIGEST_SHOWN = 12;
    private static final int NAMES_SHOWN_MAX = 6;

    private final PlanOutcome outcome;
    private final Map<ResourceAddress, Change> changes = new HashMap<>();
    private final Map<ResourceAddress, DeclaredResource> declared = new HashMap<>();

    private PlanExplainer(PlanOutcome outcome) {
        this.outcome = outcome;
        outcome.changes().forEach(change -> changes.put(change.resource(), change));
        outcome.declared().forEach(resource -> declared.put(resource.address(), resource));
    }

    /// One explanation for each change, in the plan's order.
    public static List<Explanation> explain(PlanOutcome outcome) {
        PlanExplainer explainer = new PlanExplainer(outcome);
        return outcome.changes().stream()
                .map(change -> new Explanation(change.resource(), explainer.sentences(change)))
                .toList();
    }

    /// Why a declared resource is not in the plan.
    public static Explanation unchanged(ResourceAddress resource) {
        return new Explanation(
                resource, List.of("It is not in the plan: the config and the ledger say the same of it."));
    }

    private List<String> sentences(Change change) {
        List<String> sentences = new ArrayList<>();
        sentences.add(cause(change));
        List<String> needed = needs(change, false);
        if (!needed.isEmpty()) {
            sentences.add("It needs " + names(needed) + ", in this plan too.");
        }
        fate(change).forEach(fate -> sentences.add(Advice.inFolder(fate, outcome.configDir())));
        List<String> affected = outcome.blastRadius().stream()
                .filter(radius -> radius.resource().equals(change.resource()))
                .flatMap(radius -> radius.affected().stream())
                .map(ResourceAddress::toString)
                .toList();
        if (!affected.isEmpty()) {
            sentences.add("On it depend " + names(affected) + ".");
        }
        return sentences;
    }

    private String cause(Change change) {
        return switch (change.operation()) {
            case CREATE -> declaration(change) + " declares it, and the ledger does not have it.";
            case UPDATE -> update(change);
            case DELETE -> "The ledger has it, and the config no longer declares it.";
            case FORGET ->
                "The config no longer declares it, and its graph was applied with `on_remove: retain`: the"
                        + " ledger lets go of it, and the graph stays as it is.";
        };
    }

    /// The file that a change comes from, and where the config names it.
    private String declaration(Change change) {
        String path = declared(change).path();
        String place = place(change);
        return path.isEmpty() || path.equals(declared(change).place().file())
                ? place
                : "`" + path + "`, which " + place + " names,";
    }

    private String place(Change change) {
        return "`" + declared(change).place() + "`";
    }

    private DeclaredResource declared(Change change) {
        return Objects.requireNonNull(declared.get(change.resource()));
    }

    private String update(Change change) {
        boolean sameContent = change.beforeDigest().equals(change.afterDigest());
        if (change.metadataChange() == MetadataChange.LIFECYCLE && sameContent) {
            return "Only its `protect` or `on_remove` differs from what was applied: see " + place(change) + ".";
        }
        if (change.bindingChange()) {
            return "Its rules are as they were applied; only its `applies_to` differs: see " + place(change) + ".";
        }
        if (change.resource() instanceof ResourceAddress.Graph graph) {
            List<String> parts = outcome.changes().stream()
                    .map(Change::resource)
                    .filter(part -> !part.equals(graph) && part.owner().equals(graph.owner()))
                    .map(ResourceAddress::toString)
                    .toList();
            return "Its digest follows from its parts, of which " + names(parts)
                    + (parts.size() == 1 ? " changes." : " change.");
        }
        return declaration(change) + " has digest " + shortened(change.afterDigest()) + ", and the ledger has "
                + shortened(change.beforeDigest()) + ": the file is not the one that was applied."
                + (change.metadataChange() == MetadataChange.POLICY_BINDINGS ? " Its `applies_to` differs too." : "");
    }

    private List<String> fate(Change change) {
        if (change.disposition() == Disposition.DERIVED) {
            return List.of("Nothing is executed for it.");
        }
        if (!change.isHeldBack()) {
            return List.of();
        }
        return List.of(
                switch (change.reason()) {
                    case Reason.APPROVAL_REQUIRED ->
                        "It waits for a person: deleting a graph cannot be undone. Approve it with"
                                + " `omnigraph cluster approve " + graph(change) + " --as YOU`.";
                    case Reason.RECOVERY_PENDING ->
                        "It waits: an earlier command was interrupted at its graph. `omnigraph cluster refresh` looks"
                                + " at what became of it.";
                    case Reason.PROTECTED ->
                        "The graph was applied with `protect: true`. Declare it again with `protect: false`, apply"
                                + " that, and then remove it.";
                    case Reason.DEPENDENCY_NOT_APPLIED ->
                        "It waits for " + names(needs(change, true)) + ", which "
                                + (needs(change, true).size() == 1 ? "is" : "are") + " held back.";
                    case Reason.UNSUPPORTED_KIND ->
                        "A schema cannot be removed while its graph stays: remove the graph, or declare the schema"
                                + " again.";
                    default -> "It is held back: " + change.reason() + ".";
                });
    }

    private static String graph(Change change) {
        return change.resource()
                .owner()
                .map(id -> "graph." + id)
                .orElse(change.resource().toString());
    }

    /// What the change needs and the plan changes as well; or only what of that is held back.
    private List<String> needs(Change change, boolean heldBack) {
        List<String> needed = new ArrayList<>();
        for (Dependency dependency : outcome.dependencies()) {
            boolean composite = change.resource() instanceof ResourceAddress.Graph
                    && dependency.to().owner().equals(change.resource().owner())
                    && heldBack;
            ResourceAddress other = composite ? dependency.from() : dependency.to();
            Change there = changes.get(other);
            if ((composite || dependency.from().equals(change.resource()))
                    && there != null
                    && !other.equals(change.resource())
                    && (!heldBack || there.isHeldBack())
                    && !needed.contains(other.toString())) {
                needed.add(other.toString());
            }
        }
        return needed;
    }

    private static String names(List<String> addresses) {
        List<String> shown = addresses.subList(0, Math.min(NAMES_SHOWN_MAX, addresses.size()));
        int more = addresses.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String shortened(String digest) {
        return digest.length() > DIGEST_SHOWN ? digest.substring(0, DIGEST_SHOWN) + "…" : digest;
    }
}
