package org.omnigraph.engine.api;

/// One file of a graph that is not as its commit recorded it, seen without reading it where a listing says enough
/// (engine.md, "Damage").
///
/// @param key in the store
/// @param table `node.<Type>` or `edge.<Type>`; empty if it is of no table
/// @param commit the commit that added it; empty if that is not known
/// @param expectedLength in bytes; -1 if it is recorded nowhere
/// @param foundLength in bytes; -1 if the file is missing
/// @param message names the file by its location, and says what is wrong with it; fit for an operator
public record DamagedFile(
        String key, String table, String commit, long expectedLength, long foundLength, String message) {}
