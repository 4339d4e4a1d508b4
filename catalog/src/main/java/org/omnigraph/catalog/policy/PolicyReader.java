package org.omnigraph.catalog.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a policy bundle strictly: whatever policy.md §2 refuses is a diagnostic with its place, and all of them are
/// found in one run. Never loads Cedar, so that `cluster validate` stays quick; [PolicyCompiler] has the last word.
public final class PolicyReader {
    private PolicyReader() {}

    /// Reads the exact bytes of a bundle file.
    ///
    /// @param kind what the bundle is bound to
    public static PolicyResult read(byte[] yaml, PolicyBindingKind kind) {
        List<Diagnostic> problems = new ArrayList<>();
        Optional<PolicyDocument> document = Optional.empty();
        Optional<YamlSource> source = YamlSource.decode(yaml);
        if (source.isEmpty()) {
            problems.add(YamlSource.problem(SourcePosition.NONE, "the file is not UTF-8 text"));
        } else {
            Optional<Node> root = source.get().root(problems);
            if (root.isPresent()) {
                document = new BundleReader(source.get(), kind, problems).read(root.get());
            }
        }
        if (problems.size() > 1) {
            problems.sort(Comparator.comparingInt((Diagnostic d) -> d.position().line())
                    .thenComparingInt(d -> d.position().column())
                    .thenComparing(Diagnostic::message));
        }
        boolean broken = problems.stream().anyMatch(Diagnostic::isError);
        return document.isPresent() && !broken
                ? new PolicyResult.Valid(document.get(), problems)
                : new PolicyResult.Invalid(problems);
    }
}
