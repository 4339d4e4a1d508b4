/// Content digests and the content-addressed payload store.
@NullMarked
package org.omnigraph.catalog.payload;

import org.jspecify.annotations.NullMarked;
