/// The HTTP API: route table, request pipeline, errors, limits, routes (http-api.md §4-§13).
@NullMarked
package org.omnigraph.server.http;

import org.jspecify.annotations.NullMarked;
