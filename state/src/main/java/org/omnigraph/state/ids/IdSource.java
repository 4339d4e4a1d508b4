package org.omnigraph.state.ids;

import com.github.f4b6a3.ulid.UlidFactory;
import java.time.InstantSource;

/// Where unique ids come from: injected, so that tests know them beforehand. Safe for use by many threads.
@FunctionalInterface
public interface IdSource {
    /// A ULID that no one has had before: 26 characters, sorting roughly by time.
    String next();

    /// Real ULIDs: the clock's milliseconds and 80 random bits. Order among them is a convenience; nothing rests on
    /// it.
    static IdSource ulids(InstantSource clock) {
        UlidFactory factory = UlidFactory.newInstance();
        return () -> factory.create(Math.max(0, clock.millis())).toString();
    }
}
