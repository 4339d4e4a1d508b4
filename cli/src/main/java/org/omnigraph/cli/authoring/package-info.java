/// Commands on source files: `fmt`, `lint`, `lsp` and `schema-json`, each with its view beside it.
@NullMarked
package org.omnigraph.cli.authoring;

import org.jspecify.annotations.NullMarked;
