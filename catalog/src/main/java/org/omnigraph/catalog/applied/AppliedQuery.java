package org.omnigraph.catalog.applied;

import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.ast.QueryDecl;

/// A stored query as it was applied.
///
/// @param digest of the whole file that declares it
/// @param source that file's text, verified
/// @param declaration the query itself
public record AppliedQuery(String name, ContentDigest digest, String source, QueryDecl declaration) {}
