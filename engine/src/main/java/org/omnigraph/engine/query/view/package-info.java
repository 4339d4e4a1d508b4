/// A graph in memory: columns of primitive arrays, id indexes and adjacency, built on need and shared between
/// commits.
@NullMarked
package org.omnigraph.engine.query.view;

import org.jspecify.annotations.NullMarked;
