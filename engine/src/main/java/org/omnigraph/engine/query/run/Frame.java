package org.omnigraph.engine.query.run;

import org.omnigraph.engine.query.budget.QueryBudget;

/// What a producing stage needs to know about its place in the plan.
///
/// @param width how many slots the whole query has
/// @param carried slots that are bound already
/// @param bound the same and those that the stage binds
@SuppressWarnings("ArrayRecordComponent")
record Frame(int width, int[] carried, int[] bound, Matched matched, QueryBudget budget) {}
