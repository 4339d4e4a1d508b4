package org.omnigraph.engine.work;

/// What one piece of work within a request holds of the request's account, such as the longest line of a file or the
/// pages of an open data file: reserved before it is allocated, given back when the piece ends, which is before the
/// request does. Used by one thread.
public final class Hold implements AutoCloseable {
    private final Reservation account;
    private long bytes;

    /// @param account what it is taken from; stays open as long as this
    public Hold(Reservation account) {
        this.account = account;
    }

    /// A hold on the account of the request that this code runs for.
    public static Hold ofCurrent() {
        return new Hold(WorkScope.current().memory());
    }

    /// Holds at least this much from now on.
    ///
    /// @throws org.omnigraph.engine.api.GraphException as [Reservation#grow]; nothing has changed then
    public void atLeast(long wanted) {
        if (wanted > bytes) {
            account.grow(wanted - bytes);
            bytes = wanted;
        }
    }

    /// Holds this much more.
    ///
    /// @throws org.omnigraph.engine.api.GraphException as [Reservation#grow]; nothing has changed then
    public void add(long more) {
        atLeast(bytes + more);
    }

    /// Holds no more than this from now on.
    public void atMost(long wanted) {
        if (wanted < bytes) {
            account.shrink(bytes - wanted);
            bytes = wanted;
        }
    }

    /// How much is held now.
    public long bytes() {
        return bytes;
    }

    /// Gives everything back. Later calls do nothing, unless it was used again.
    @Override
    public void close() {
        atMost(0);
    }
}
