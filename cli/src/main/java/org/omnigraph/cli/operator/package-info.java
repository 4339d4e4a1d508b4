/// `login` and `logout`: the tokens of the person at the keyboard.
@NullMarked
package org.omnigraph.cli.operator;

import org.jspecify.annotations.NullMarked;
