/// The `.gq` query language: parser, syntax tree, checker, parameters (query-language.md).
@NullMarked
package org.omnigraph.catalog.query;

import org.jspecify.annotations.NullMarked;
