/// The `.pg` schema language: parser, model, checker, migration planner (schema-language.md).
@NullMarked
package org.omnigraph.catalog.schema;

import org.jspecify.annotations.NullMarked;
