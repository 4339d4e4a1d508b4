package org.omnigraph.server.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A stored query as it is served.
///
/// @param source the file's text; the query in it is `name`
/// @param entry its catalog entry (http-api.md §8, `GET /g/queries`)
public record StoredQuery(String name, String source, boolean mutation, ObjectNode entry) {}
