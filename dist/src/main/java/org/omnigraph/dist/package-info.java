/// Build-time tools that make the image which the launchers run. Nothing here is part of the product.
@NullMarked
package org.omnigraph.dist;

import org.jspecify.annotations.NullMarked;
