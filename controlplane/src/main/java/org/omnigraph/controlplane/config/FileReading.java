package org.omnigraph.controlplane.config;

/// What reading one file of the config folder gave.
sealed interface FileReading {

    /// The whole file.
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] bytes) implements FileReading {}

    /// There is no such file.
    record Missing() implements FileReading {}

    /// The name leads out of the folder, at once or through symbolic links.
    record Escapes() implements FileReading {}

    /// It is longer than is allowed.
    record TooLarge(long limit) implements FileReading {}

    /// It is no regular file, or may not be read.
    record Unreadable(String reason) implements FileReading {}
}
