package org.omnigraph.engine.maintain;

import java.util.List;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.engine.commit.GraphStore;

/// Tells the files of a graph that are missing or of the wrong length: one listing of its folder, compared with what
/// the heads of all branches name. Reads the heads, their schemas and the lists of files that they name, never a
/// file with rows, and writes nothing.
///
/// What has the right length and other bytes is not seen here; whoever reads it does (decision 0013). A last record
/// that is gone without a trace is not seen either, since then the log is what it was one commit earlier; if the
/// head hint had come to it, it is.
public final class GraphInspection {
    /// Whoever commits or purges while we look makes us look again, so often at most.
    private static final int LOOKS_MAX = 4;

    private final GraphStore store;

    public GraphInspection(GraphStore store) {
        this.store = store;
    }

    /// Looks, and looks again before anything is said to be damaged: a listing takes time, and while it lasts a
    /// commit may be published, or the tables of a hard drop removed. Nobody removes what a head names, so what is
    /// missing between two looks at the same heads is damage.
    ///
    /// @return by key; empty if nothing is wrong
    /// @throws org.omnigraph.state.store.StoreException if the store fails: nothing is known then
    public List<DamagedFile> run() {
        InspectionLook seen = InspectionLook.at(store);
        for (int looks = 1; looks < LOOKS_MAX && !seen.damage().isEmpty(); looks++) {
            InspectionLook again = InspectionLook.at(store);
            if (again.heads().equals(seen.heads())) {
                return again.damage();
            }
            seen = again;
        }
        return List.copyOf(seen.damage());
    }
}
