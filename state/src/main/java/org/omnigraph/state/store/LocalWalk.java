package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Visits what is below a folder. The folder may be reached over a link; below it no
/// link is followed. What is deleted meanwhile is passed over; any other failure ends the walk.
final class LocalWalk {
    private LocalWalk() {}

    /// Called for each entry with its path below `folder` as that was given.
    interface Visit {
        void entry(Path path, BasicFileAttributes attributes);
    }

    /// Visits whatever is no folder; nothing if there is no such folder.
    static void files(Path folder, Visit visit) throws IOException {
        everything(folder, (path, attributes) -> {
            if (!attributes.isDirectory()) {
                visit.entry(path, attributes);
            }
        });
    }

    /// Visits the folder and all in it, each folder before what it holds; nothing if there is no such folder.
    static void everything(Path folder, Visit visit) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Path start = folder.toRealPath();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return seen(visited, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return seen(file, attributes);
            }

            private FileVisitResult seen(Path path, BasicFileAttributes attributes) {
                Path below = start.relativize(path);
                visit.entry(path.equals(start) ? folder : folder.resolve(below), attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                return passOverMissing(problem);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                return passOverMissing(problem);
            }
        });
    }

    /// The names of the folders in a folder, links left out; none if there is no such folder.
    static List<String> folders(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(String.valueOf(entry.getFileName()));
                }
            }
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, with all that was in it.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private static FileVisitResult passOverMissing(@Nullable IOException problem) throws IOException {
        if (problem == null || problem instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }
}
