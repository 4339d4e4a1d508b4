package org.omnigraph.benchmarks.attack;

/// One kind of trouble that somebody can make.
interface Attack {
    /// A word for the command line and the table.
    String name();

    /// What is done, in one sentence.
    String summary();

    /// Attacks, and says what was seen.
    ///
    /// @throws Exception if the attack itself could not be carried out; that counts as a broken bound
    void run(Arena arena, Findings findings) throws Exception;
}
