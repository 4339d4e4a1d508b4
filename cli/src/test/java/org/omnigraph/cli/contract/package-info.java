/// The JSON Schemas of what the commands print with `--json`: made from the records behind the views, compared
/// with the files of `docs/reference/schemas`, and held against every document that a test sees.
@NullMarked
package org.omnigraph.cli.contract;

import org.jspecify.annotations.NullMarked;
