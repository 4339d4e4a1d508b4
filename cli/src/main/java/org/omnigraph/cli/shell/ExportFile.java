package org.omnigraph.cli.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A file that appears whole or not at all.
public final class ExportFile {
    /// Writes the content and says how many lines it has.
    @FunctionalInterface
    public interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    private ExportFile() {}

    /// Writes beside the file, then moves it into place. A device or pipe is written as it is.
    public static long write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        if (Files.isDirectory(target)) {
            throw Refusal.of(DiagnosticCode.OUTPUT_NOT_CREATED, file.toString(), "it is a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
                return content.writeTo(out);
            }
        }
        Path temporary = temporaryBeside(target);
        try {
            long lines;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                lines = content.writeTo(out);
            }
            keepPermissions(target, temporary);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return lines;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// A file that is replaced stays as open to others as it was.
    private static void keepPermissions(Path target, Path temporary) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        PosixFileAttributeView after = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (before != null && after != null && Files.exists(target)) {
            after.setPermissions(before.readAttributes().permissions());
        }
    }

    /// A failure to write, for a person.
    public static Refusal failed(String name, IOException e) {
        return Refusal.of(
                DiagnosticCode.OUTPUT_FAILED, name, e.getMessage() == null ? "it cannot be written" : e.getMessage());
    }

    private static Path temporaryBeside(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        try {
            return Files.createTempFile(folder, "." + target.getFileName() + ".", ".tmp");
        } catch (NoSuchFileException e) {
            throw Refusal.of(DiagnosticCode.OUTPUT_NOT_CREATED, target.toString(), "its folder does not exist");
        } catch (AccessDeniedException e) {
            throw Refusal.of(DiagnosticCode.OUTPUT_NOT_CREATED, target.toString(), "you may not write there");
        }
    }
}
