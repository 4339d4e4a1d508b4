package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.NodeVariable;

/// The variables of one block, and those of the blocks around it. Knows whether the block's own clauses have
/// mentioned a variable bound outside (T9).
final class BlockScope {
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final List<BlockScope> enclosing;
    private boolean mentionsOuter;

    /// What a variable stands for.
    sealed interface Symbol {
        record Node(NodeVariable variable) implements Symbol {}

        record Edge(EdgeVariable variable) implements Symbol {}

        /// Its introduction was in error, so its uses say nothing.
        record Broken() implements Symbol {}
    }

    private BlockScope(List<BlockScope> enclosing) {
        this.enclosing = enclosing;
    }

    static BlockScope outermost() {
        return new BlockScope(List.of());
    }

    /// The scope of a `not` block inside this one.
    BlockScope inner() {
        List<BlockScope> around = new ArrayList<>(enclosing);
        around.add(this);
        return new BlockScope(around);
    }

    boolean isOutermost() {
        return enclosing.isEmpty();
    }

    Optional<Symbol> lookUp(String name) {
        Symbol own = symbols.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        for (int i = enclosing.size() - 1; i >= 0; i--) {
            Symbol outer = enclosing.get(i).symbols.get(name);
            if (outer != null) {
                mentionsOuter = true;
                return Optional.of(outer);
            }
        }
        return Optional.empty();
    }

    void introduce(String name, Symbol symbol) {
        symbols.put(name, symbol);
    }

    /// Makes a variable known whose introduction was in error, unless it is known already.
    void introduceBroken(String name) {
        if (!name.equals("_") && lookUp(name).isEmpty()) {
            symbols.put(name, new Symbol.Broken());
        }
    }

    boolean mentionsOuter() {
        return mentionsOuter;
    }

    /// Every name that can be used here.
    Stream<String> names() {
        return Stream.concat(
                symbols.keySet().stream(), enclosing.stream().flatMap(scope -> scope.symbols.keySet().stream()));
    }
}
