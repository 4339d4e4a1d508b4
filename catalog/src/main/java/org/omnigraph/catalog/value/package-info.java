/// Values of the schema language as Java objects: reading them from JSON, writing them back, node ids
/// (schema-language.md §3, §8). The representation everywhere: String and enum → `String`, Bool → `Boolean`, I32 →
/// `Integer`, I64, U32, U64 → `Long`, F32 → `Float`, F64 → `Double`, Date → `Integer` (days since 1970-01-01),
/// DateTime → `Long` (milliseconds since 1970-01-01T00:00Z), Blob → `String` as given, Vector → `float[]`, lists →
/// `List`. Null is absence.
@NullMarked
package org.omnigraph.catalog.value;

import org.jspecify.annotations.NullMarked;
