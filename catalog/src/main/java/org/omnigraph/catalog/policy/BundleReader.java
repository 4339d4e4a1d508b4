package org.omnigraph.catalog.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One reading of one bundle: walks the nodes, gathers every problem, and builds the document from what is right.
final class BundleReader {
    private final YamlSource source;
    private final PolicyBindingKind kind;
    private final List<Diagnostic> problems;

    private final SortedMap<String, List<String>> groups = new TreeMap<>();
    private final NavigableSet<String> protectedBranches = new TreeSet<>();
    private final List<PolicyRule> rules = new ArrayList<>();
    private final Set<String> ruleIds = new HashSet<>();
    /// The kind of the first rule that had one; only used where the binding does not say.
    private PolicyBindingKind kindSeen = PolicyBindingKind.UNDECIDED;

    BundleReader(YamlSource source, PolicyBindingKind kind, List<Diagnostic> problems) {
        this.source = source;
        this.kind = kind;
        this.problems = problems;
    }

    /// The document, as far as it could be built; nothing if the root is no mapping.
    Optional<PolicyDocument> read(Node root) {
        Map<String, Node> members =
                members(root, "the bundle", Set.of("version", "groups", "protected_branches", "rules"));
        if (!(root instanceof MappingNode)) {
            return Optional.empty();
        }
        readVersion(root, members.get("version"));
        readGroups(members.get("groups"));
        readProtectedBranches(members.get("protected_branches"));
        readRules(members.get("rules"));
        return Optional.of(new PolicyDocument(groups, protectedBranches, rules));
    }

    private void readVersion(Node root, @Nullable Node version) {
        if (version == null) {
            error(root, "`version` is missing; write `version: 1`");
        } else if (!(version instanceof ScalarNode scalar)
                || !scalar.getTag().equals(Tag.INT)
                || !scalar.getValue().equals("1")) {
            error(version, "`version` must be 1, the only version there is");
        }
    }

    private void readGroups(@Nullable Node node) {
        if (node == null) {
            return;
        }
        members(node, "`groups`", Set.of()).forEach((name, members) -> {
            List<String> actors = new ArrayList<>();
            for (Node item : items(members, "group `" + name + "`", "an actor id")) {
                name(item, "an actor id").ifPresent(actors::add);
            }
            groups.put(name, actors);
        });
    }

    private void readProtectedBranches(@Nullable Node node) {
        if (node == null) {
            return;
        }
        if (!(node instanceof SequenceNode sequence)) {
            error(node, "`protected_branches` must be a list of branch names");
            return;
        }
        for (Node item : sequence.getValue()) {
            name(item, "a protected branch").ifPresent(protectedBranches::add);
        }
    }

    private void readRules(@Nullable Node node) {
        if (node == null) {
            return;
        }
        if (!(node instanceof SequenceNode sequence)) {
            error(node, "`rules` must be a list of rules");
            return;
        }
        for (Node item : sequence.getValue()) {
            Map<String, Node> rule = members(item, "a rule", Set.of("id", "allow"));
            if (item instanceof MappingNode) {
                readRule(item, rule);
            }
        }
    }

    private void readRule(Node at, Map<String, Node> rule) {
        String id = required(at, rule, "id", "a rule").flatMap(this::ruleId).orElse("");
        Optional<Node> allow = required(at, rule, "allow", "a rule");
        if (allow.isEmpty()) {
            return;
        }
        Map<String, Node> members =
                members(allow.get(), "`allow`", Set.of("actors", "actions", "branch_scope", "target_branch_scope"));
        if (!(allow.get() instanceof MappingNode)) {
            return;
        }
        String group = required(allow.get(), members, "actors", "`allow`")
                .flatMap(this::group)
                .orElse("");
        Node actionsNode = members.get("actions");
        List<PolicyAction> actions = required(allow.get(), members, "actions", "`allow`")
                .map(this::actions)
                .orElse(List.of());
        BranchScope branch = scope(members.get("branch_scope"), "branch_scope");
        BranchScope target = scope(members.get("target_branch_scope"), "target_branch_scope");
        Node targetNode = members.get("target_branch_scope");
        if (members.get("branch_scope") != null && targetNode != null) {
            error(targetNode, "a rule may have `branch_scope` or `target_branch_scope`, not both");
        } else if (actionsNode != null) {
            checkScopeFits(actions, members.get("branch_scope"), PolicyAction.ScopeFamily.BRANCH);
            checkScopeFits(actions, targetNode, PolicyAction.ScopeFamily.TARGET_BRANCH);
        }
        rules.add(new PolicyRule(id, group, actions, branch, target));
    }

    private Optional<String> ruleId(Node node) {
        Optional<String> id = name(node, "a rule id");
        if (id.isPresent() && !ruleIds.add(id.get())) {
            error(node, "rule id `" + id.get() + "` is used twice");
        }
        return id;
    }

    private Optional<String> group(Node actors) {
        Map<String, Node> members = members(actors, "`actors`", Set.of("group"));
        if (!(actors instanceof MappingNode)) {
            return Optional.empty();
        }
        Optional<Node> node = required(actors, members, "group", "`actors`");
        Optional<String> name = node.flatMap(n -> name(n, "a group"));
        if (name.isPresent() && !groups.containsKey(name.get())) {
            error(
                    node.get(),
                    "group `" + name.get() + "` is not declared under `groups`"
                            + NearestWord.hint(name.get(), groups.keySet()));
        }
        return name;
    }

    private List<PolicyAction> actions(Node node) {
        List<PolicyAction> actions = new ArrayList<>();
        PolicyBindingKind ruleKind = PolicyBindingKind.UNDECIDED;
        for (Node item : items(node, "`actions`", "an action")) {
            Optional<String> word = text(item, "an action");
            if (word.isEmpty()) {
                continue;
            }
            Optional<PolicyAction> action = PolicyAction.ofWireName(word.get());
            if (action.isEmpty()) {
                error(item, "unknown action `" + word.get() + "`" + NearestWord.hint(word.get(), actionWords()));
            } else if (actions.contains(action.get())) {
                error(item, "action `" + word.get() + "` stands twice in this rule");
            } else {
                ruleKind = checkKind(item, action.get(), ruleKind);
                actions.add(action.get());
            }
        }
        return actions;
    }

    private PolicyBindingKind checkKind(Node item, PolicyAction action, PolicyBindingKind ruleKind) {
        PolicyBindingKind found = action.bindingKind();
        if (ruleKind != PolicyBindingKind.UNDECIDED && ruleKind != found) {
            error(item, "a rule cannot mix `graph_list` with graph actions; split it into two bundles");
        } else if (kind != PolicyBindingKind.UNDECIDED && kind != found) {
            error(
                    item,
                    found == PolicyBindingKind.CLUSTER
                            ? "`graph_list` belongs into a bundle that applies to the cluster, and this one applies to graphs"
                            : "`" + action.wireName()
                                    + "` belongs into a bundle that applies to graphs, and this one applies to the cluster");
        } else if (kind == PolicyBindingKind.UNDECIDED
                && kindSeen != PolicyBindingKind.UNDECIDED
                && kindSeen != found) {
            error(item, "a bundle cannot mix `graph_list` with graph actions; split it into two files");
        }
        if (kindSeen == PolicyBindingKind.UNDECIDED) {
            kindSeen = found;
        }
        if (action == PolicyAction.ADMIN) {
            warn(DiagnosticCode.POLICY_ADMIN_RESERVED, item, "`admin` is reserved: nothing asks for it yet");
        }
        return found;
    }

    private BranchScope scope(@Nullable Node node, String key) {
        if (node == null) {
            return BranchScope.ANY;
        }
        Optional<String> word = text(node, "`" + key + "`");
        Optional<BranchScope> scope = word.flatMap(BranchScope::ofWireName);
        if (word.isPresent() && scope.isEmpty()) {
            error(
                    node,
                    "`" + key + "` must be any, protected or unprotected, not `" + word.get() + "`"
                            + NearestWord.hint(word.get(), List.of("any", "protected", "unprotected")));
        }
        if (scope.isPresent() && scope.get() != BranchScope.ANY && protectedBranches.isEmpty()) {
            warn(
                    DiagnosticCode.POLICY_SCOPE_WITHOUT_BRANCHES,
                    node,
                    "`" + scope.get().wireName()
                            + "`, but `protected_branches` names none, so every branch is unprotected");
        }
        return scope.orElse(BranchScope.ANY);
    }

    private void checkScopeFits(List<PolicyAction> actions, @Nullable Node scope, PolicyAction.ScopeFamily family) {
        if (scope == null) {
            return;
        }
        String misfits = actions.stream()
                .filter(action -> action.scopeFamily() != family)
                .map(action -> "`" + action.wireName() + "`")
                .collect(Collectors.joining(", "));
        if (!misfits.isEmpty()) {
            String key = family == PolicyAction.ScopeFamily.BRANCH ? "branch_scope" : "target_branch_scope";
            error(scope, "`" + key + "` does not apply to " + misfits + "; put such actions into a rule of their own");
        }
    }

    // ---- nodes -----------------------------------------------------------------------------------------------

    /// The members of a mapping, keys checked: text, no duplicates, and among `known` unless that is empty.
    private Map<String, Node> members(Node node, String what, Set<String> known) {
        Map<String, Node> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            error(node, what + " must be a mapping" + (known.isEmpty() ? "" : " with " + list(known)));
            return members;
        }
        Map<String, Node> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            Optional<String> key = known.isEmpty() ? name(keyNode, "a group name") : text(keyNode, "a key");
            if (key.isEmpty()) {
                continue;
            }
            if (seen.put(key.get(), keyNode) != null) {
                error(keyNode, "`" + key.get() + "` stands twice in " + what);
            } else if (!known.isEmpty() && !known.contains(key.get())) {
                error(
                        keyNode,
                        "unknown key `" + key.get() + "` in " + what + NearestWord.hint(key.get(), known)
                                + "; known are " + list(known));
            } else {
                members.put(key.get(), tuple.getValueNode());
            }
        }
        return members;
    }

    private Optional<Node> required(Node at, Map<String, Node> members, String key, String what) {
        Optional<Node> node = Optional.ofNullable(members.get(key));
        if (node.isEmpty()) {
            error(at, "`" + key + "` is missing in " + what);
        }
        return node;
    }

    private List<Node> items(Node node, String what, String itemName) {
        if (!(node instanceof SequenceNode sequence)) {
            error(node, what + " must be a list");
            return List.of();
        }
        if (sequence.getValue().isEmpty()) {
            error(node, what + " is empty; give " + itemName + " at least");
        }
        return sequence.getValue();
    }

    private Optional<String> text(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            error(node, what + " must be text");
            return Optional.empty();
        }
        if (!scalar.getTag().equals(Tag.STR)) {
            error(
                    node,
                    scalar.getTag().equals(Tag.NULL)
                            ? what + " must be text, and here is nothing"
                            : what + " must be text; put `" + scalar.getValue() + "` into quotes");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /// Text that names something: not blank, and without white space around it, because requests are trimmed and it
    /// could never match.
    private Optional<String> name(Node node, String what) {
        Optional<String> text = text(node, what);
        if (text.isEmpty()) {
            return text;
        }
        if (text.get().isBlank()) {
            error(node, what + " is blank");
            return Optional.empty();
        }
        if (!text.get().strip().equals(text.get()) || !text.get().trim().equals(text.get())) {
            error(node, what + " has white space around it and could never match: `" + text.get() + "`");
        }
        return text;
    }

    private static List<String> actionWords() {
        return Stream.of(PolicyAction.values()).map(PolicyAction::wireName).toList();
    }

    private static String list(Set<String> words) {
        return words.stream().sorted().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    private void error(Node node, String message) {
        problems.add(YamlSource.problem(source.at(node), message));
    }

    private void warn(DiagnosticCode code, Node node, String message) {
        problems.add(Diagnostic.at(code, "", source.at(node), message));
    }
}
