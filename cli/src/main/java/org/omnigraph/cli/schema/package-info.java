/// `omnigraph schema …`: what a graph's schema is and how it changes, each command with its view beside it.
@NullMarked
package org.omnigraph.cli.schema;

import org.jspecify.annotations.NullMarked;
