/// Tests of the formatter, and what the language's own tests use of them.
@NullMarked
package org.omnigraph.catalog.format;

import org.jspecify.annotations.NullMarked;
