/// What an editor asks about `.pg` and `.gq` texts, which are mostly half written: what stands here, where it is
/// declared, what could come next. Pure; knows neither files nor a protocol.
@NullMarked
package org.omnigraph.authoring.language;

import org.jspecify.annotations.NullMarked;
