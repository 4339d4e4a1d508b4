package org.omnigraph.catalog.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// The declared parameters of one query, by name (T25).
final class Parameters {
    private static final Set<String> RESERVED = Set.of("__nanograph_now", "_");

    private final List<Param> declared;
    private final Map<String, Param> byName = new LinkedHashMap<>();

    Parameters(List<Param> declared, CheckReport report) {
        this.declared = declared;
        for (Param param : declared) {
            if (RESERVED.contains(param.name())) {
                report.broken(
                        TypeRule.T25,
                        param.variable().span(),
                        "The name `" + param.variable() + "` is reserved.",
                        "Rename it.");
            }
            if (param.type().equals(new ValueType.ListOf(ScalarType.BLOB))) {
                report.broken(TypeRule.T25, param.span(), "There are no lists of Blobs.");
            }
            if (byName.putIfAbsent(param.name(), param) != null) {
                report.broken(
                        TypeRule.T25,
                        param.variable().span(),
                        "The parameter `" + param.variable() + "` is declared twice.",
                        "Rename one of them.");
            }
        }
    }

    List<Param> declared() {
        return declared;
    }

    Optional<Param> find(Variable variable) {
        return Optional.ofNullable(byName.get(variable.name()));
    }

    Set<String> names() {
        return byName.keySet();
    }
}
