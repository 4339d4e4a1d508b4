/// Tests of the checks on images.
@NullMarked
package org.omnigraph.engine.image;

import org.jspecify.annotations.NullMarked;
