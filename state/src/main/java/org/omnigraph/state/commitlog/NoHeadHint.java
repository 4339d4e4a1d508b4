package org.omnigraph.state.commitlog;

import java.util.OptionalLong;

/// Remembers nothing.
enum NoHeadHint implements HeadHint {
    INSTANCE;

    @Override
    public OptionalLong version() {
        return OptionalLong.empty();
    }

    @Override
    public void advance(long version) {
        // Nothing is kept.
    }
}
