package org.omnigraph.server.serve;

import org.omnigraph.catalog.address.NameRule;

/// Names as requests give them, checked before anything is looked up, asked or logged.
public final class Names {
    private Names() {}

    /// The name; 400 if it can be none.
    ///
    /// @param what as the message begins
    public static String checked(String what, String name) {
        NameRule.fault(name).ifPresent(fault -> {
            throw ApiError.badRequest(what + " " + fault).exception();
        });
        return name;
    }
}
