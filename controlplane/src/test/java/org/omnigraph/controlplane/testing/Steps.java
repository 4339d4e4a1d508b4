package org.omnigraph.controlplane.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// What happens at one step of a [FakeGraphEngine], and the steps that there were.
public final class Steps implements Consumer<String> {
    private final String at;
    private final Runnable act;
    private final List<String> heard = new ArrayList<>();

    private Steps(String at, Runnable act) {
        this.at = at;
        this.act = act;
    }

    /// Only listens.
    public static Steps undisturbed() {
        return new Steps("", () -> {});
    }

    /// @param at a step as [FakeGraphEngine] names it
    public static Steps at(String at, Runnable act) {
        return new Steps(at, act);
    }

    /// The engine does not know whether its write landed.
    public static Steps unknownAt(String at) {
        return at(at, () -> {
            throw new GraphException(
                    DiagnosticCode.OUTCOME_UNKNOWN,
                    "The write may or may not have landed.",
                    new GraphFailure.OutcomeUnknown("rigged"));
        });
    }

    /// The engine refuses, and has changed nothing.
    public static Steps refusedAt(String at) {
        return at(at, () -> {
            throw new GraphException(
                    DiagnosticCode.BUDGET_EXCEEDED, "Too much.", new GraphFailure.ResourceLimit("tables", 1, 2));
        });
    }

    /// The store fails under the engine.
    public static Steps outageAt(String at) {
        return at(at, () -> {
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, "graphs", "rigged outage");
        });
    }

    /// Every step so far, in order.
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void accept(String step) {
        heard.add(step);
        if (step.equals(at)) {
            act.run();
        }
    }
}
