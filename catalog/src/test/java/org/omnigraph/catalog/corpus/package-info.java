/// The corpus of programs in both languages, and the table of the rules that it shows.
@NullMarked
package org.omnigraph.catalog.corpus;

import org.jspecify.annotations.NullMarked;
