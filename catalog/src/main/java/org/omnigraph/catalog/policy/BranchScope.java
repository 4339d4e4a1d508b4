package org.omnigraph.catalog.policy;

import java.util.Locale;
import java.util.Optional;

/// Which branches a rule is about. [#ANY] adds no condition; the other two require that the request names a branch.
public enum BranchScope {
    ANY,
    PROTECTED,
    UNPROTECTED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BranchScope> ofWireName(String text) {
        for (BranchScope scope : values()) {
            if (scope.wireName().equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
