package org.omnigraph.engine.table;

import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// What a read ends with that meets a damaged or missing file: `graph_corrupt`, naming the file, the type whose table
/// it belongs to, and the commit that added it.
public final class Damage {
    private Damage() {}

    /// The failure of a read.
    ///
    /// @param location of the file, as a person would name it
    /// @param table its name; empty if it is of no table
    /// @param addedBy the commit that added the file; empty if that is not known
    /// @param problem goes on after "the file"
    public static StoreException of(String location, String table, String addedBy, String problem) {
        return new StoreException(DiagnosticCode.GRAPH_CORRUPT, location, text(location, table, addedBy, problem));
    }

    /// The same, found by code that reads it.
    public static StoreException of(
            String location, String table, String addedBy, String problem, RuntimeException cause) {
        return new StoreException(
                DiagnosticCode.GRAPH_CORRUPT, location, text(location, table, addedBy, problem), cause);
    }

    /// The sentence that names a damaged file; the parameters are those of [#of].
    public static String text(String location, String table, String addedBy, String problem) {
        return "The file " + location + (table.isEmpty() ? "" : " of table " + table)
                + (addedBy.isEmpty() ? "" : ", added by commit " + addedBy + ",") + " " + problem + ".";
    }
}
