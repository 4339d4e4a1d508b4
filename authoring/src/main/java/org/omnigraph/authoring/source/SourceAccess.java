package org.omnigraph.authoring.source;

/// How a tool reaches the files that a person named. Whoever gives it knows the folder that names are relative to;
/// what cannot be read or written is its own to report, by an exception that ends the command.
public interface SourceAccess {
    /// The file's whole content.
    byte[] bytes(String name);

    /// The file's whole content, which must be UTF-8.
    String text(String name);

    /// Replaces the file whole or not at all.
    void replace(String name, byte[] content);
}
