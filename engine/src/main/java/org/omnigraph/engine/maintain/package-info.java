/// Upkeep of graphs: what is really there, compared with what commits name (engine.md, "Damage").
@NullMarked
package org.omnigraph.engine.maintain;

import org.jspecify.annotations.NullMarked;
