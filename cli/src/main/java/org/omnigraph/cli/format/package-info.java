/// How results look: tables, JSON, prose, diagnostics, progress. Pure functions from records to text; printing is the
/// shell's business.
@NullMarked
package org.omnigraph.cli.format;

import org.jspecify.annotations.NullMarked;
