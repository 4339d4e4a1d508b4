/// Tests of graphs on their stores.
@NullMarked
package org.omnigraph.engine;

import org.jspecify.annotations.NullMarked;
