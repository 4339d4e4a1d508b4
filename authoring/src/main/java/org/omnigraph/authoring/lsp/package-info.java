/// The language server: keeps what editors have open, checks it with the checkers of `validate` and `lint`, and
/// speaks LSP. Only `omnigraph lsp` loads any of it.
@NullMarked
package org.omnigraph.authoring.lsp;

import org.jspecify.annotations.NullMarked;
