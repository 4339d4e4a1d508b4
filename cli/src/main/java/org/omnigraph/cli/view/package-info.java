/// How results look: one JSON and one human rendering per command. Pure functions from records to text; printing is
/// the shell's business.
@NullMarked
package org.omnigraph.cli.view;

import org.jspecify.annotations.NullMarked;
