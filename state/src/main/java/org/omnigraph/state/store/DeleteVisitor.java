package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Deletes a folder and everything in it. Symbolic links are removed, not followed; what is gone already is fine.
final class DeleteVisitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
        if (problem != null && !(problem instanceof NoSuchFileException)) {
            throw problem;
        }
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
    }
}
