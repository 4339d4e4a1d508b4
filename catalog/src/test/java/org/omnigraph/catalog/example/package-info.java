/// The example cluster, held against the real parsers and checkers.
@NullMarked
package org.omnigraph.catalog.example;

import org.jspecify.annotations.NullMarked;
