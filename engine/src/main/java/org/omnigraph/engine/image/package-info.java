/// Checks the image that a graph will have after a write (schema-language.md §11, steps 2 to 5), holding fingerprints
/// instead of rows, and those on disk when they are many.
@NullMarked
package org.omnigraph.engine.image;

import org.jspecify.annotations.NullMarked;
