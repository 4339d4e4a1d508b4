package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A cluster folder that is not the example: two node types, one edge, one policy, written by hand.
final class HandMadeCluster {
    static final String TOKEN = "library-token-for-tests";

    private HandMadeCluster() {}

    /// Writes the folder and returns it.
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("cluster.yaml"), """
                version: 1
                metadata:
                  name: town-library
                graphs:
                  library:
                    schema: library.pg
                    queries: [books.gq]
                policies:
                  readers:
                    file: readers.policy.yaml
                    applies_to: [library]
                """);
        Files.writeString(folder.resolve("library.pg"), """
                node Author { name: String @key }
                node Book {
                    isbn: String @key
                    title: String
                    year: I32?
                    @range(year, 1450..2100)
                }
                edge WroteBook: Author -> Book
                """);
        Files.writeString(folder.resolve("books.gq"), """
                query books_of($name: String) @description("Books of one author, oldest first") {
                    match {
                        $a: Author { name: $name }
                        $a wroteBook $b
                    }
                    return { $b.title as title, $b.year as year }
                    order { year, title }
                }
                query add_author($name: String) {
                    insert Author { name: $name }
                }
                """);
        Files.writeString(folder.resolve("readers.policy.yaml"), """
                version: 1
                groups:
                  readers: [robin]
                rules:
                  - id: readers-read
                    allow: { actors: { group: readers }, actions: [read, invoke_query] }
                """);
        Files.writeString(folder.resolve("books.jsonl"), """
                {"type":"Author","data":{"name":"Ursula K. Le Guin"}}
                {"type":"Book","data":{"isbn":"9780441478125","title":"The Left Hand of Darkness","year":1969}}
                {"type":"Book","data":{"isbn":"9780061054884","title":"The Dispossessed","year":1974}}
                {"edge":"WroteBook","from":"Ursula K. Le Guin","to":"9780441478125"}
                {"edge":"WroteBook","from":"Ursula K. Le Guin","to":"9780061054884"}
                """);
        return folder;
    }
}
