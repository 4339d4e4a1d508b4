/// Policy bundles: the strict YAML reader, the compilation to Cedar, decisions (policy.md).
@NullMarked
package org.omnigraph.catalog.policy;

import org.jspecify.annotations.NullMarked;
