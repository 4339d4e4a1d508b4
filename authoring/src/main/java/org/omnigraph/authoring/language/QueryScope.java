package org.omnigraph.authoring.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.lexing.Span;

/// One query of a `.gq` text, as far as it can be understood from its tokens.
final class QueryScope {
    private final String name;
    private final Span nameSpan;
    private final int firstToken;
    private final int lastToken;
    private final Map<String, Declared> parameters = new LinkedHashMap<>();
    private final Map<String, Declared> variables = new LinkedHashMap<>();

    QueryScope(String name, Span nameSpan, int firstToken, int lastToken) {
        this.name = name;
        this.nameSpan = nameSpan;
        this.firstToken = firstToken;
        this.lastToken = lastToken;
    }

    /// A parameter or variable; `type` is empty if it cannot be told.
    record Declared(String type, Span span) {}

    String name() {
        return name;
    }

    Span nameSpan() {
        return nameSpan;
    }

    /// The token `query`.
    int firstToken() {
        return firstToken;
    }

    int lastToken() {
        return lastToken;
    }

    Map<String, Declared> parameters() {
        return parameters;
    }

    /// In the order in which they are first written.
    Map<String, Declared> variables() {
        return variables;
    }

    void seen(String variable, Span span) {
        if (!parameters.containsKey(variable) && !variable.equals("_")) {
            variables.putIfAbsent(variable, new Declared("", span));
        }
    }

    void type(String variable, String type) {
        variables.computeIfPresent(
                variable, (_, declared) -> declared.type().isEmpty() ? new Declared(type, declared.span()) : declared);
    }

    /// The node or edge type of a variable; empty if it has none or it cannot be told.
    String typeOf(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(Declared::type).orElse("");
    }
}
