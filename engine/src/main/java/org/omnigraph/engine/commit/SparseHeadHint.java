package org.omnigraph.engine.commit;

import java.util.OptionalLong;
import org.omnigraph.state.commitlog.HeadHint;

/// A hint that is moved by every eighth commit only: a reader that finds it behind walks a few records on, and
/// writers are spared two requests each time.
record SparseHeadHint(HeadHint hint) implements HeadHint {
    private static final long STEP = 8;

    @Override
    public OptionalLong version() {
        return hint.version();
    }

    @Override
    public void advance(long version) {
        if (version % STEP == 1) {
            hint.advance(version);
        }
    }
}
