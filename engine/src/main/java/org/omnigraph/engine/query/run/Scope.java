package org.omnigraph.engine.query.run;

import java.util.HashMap;
import java.util.Map;

/// The slots of the variables that a block sees: its own and those of the blocks around it.
final class Scope {
    private final Map<String, Integer> slots;

    private Scope(Map<String, Integer> slots) {
        this.slots = slots;
    }

    static Scope empty() {
        return new Scope(new HashMap<>());
    }

    /// The scope of a block inside this one.
    Scope inner() {
        return new Scope(new HashMap<>(slots));
    }

    void declare(String variable, int slot) {
        slots.put(variable, slot);
    }

    /// The slot of a variable of this block or one around it.
    int slot(String variable) {
        Integer slot = slots.get(variable);
        if (slot == null) {
            throw new IllegalStateException("the checker let the unbound variable $" + variable + " pass");
        }
        return slot;
    }
}
