package org.omnigraph.cli.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.ShellWord;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.RegularFile;

/// The tokens of named servers: `credentials` in the operator's folder, a JSON object that only its owner can read. A
/// token is never part of a message, and messages about a token are the same whatever it is.
public final class Credentials {
    private static final int SIZE_MAX_BYTES = 1 << 20;
    private static final int TOKEN_LENGTH_MAX = 8_192;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    private Credentials(Path file) {
        this.file = file;
    }

    /// Those of this operator; nothing is read yet.
    public static Credentials of(Shell shell) {
        return new Credentials(OperatorFile.folder(shell).resolve("credentials"));
    }

    public Path file() {
        return file;
    }

    /// The token for a named server; empty if there is none.
    ///
    /// @throws Refusal if the file is not its owner's alone, or broken
    public String token(String server) {
        return read().getOrDefault(server, "");
    }

    /// Keeps a token.
    ///
    /// @throws Refusal if it can be no token, or the file cannot be written
    public void put(String server, String token) {
        if (!isUsable(token)) {
            throw Refusal.usage(
                    "standard input holds no usable token", "Send the token alone: one line of printable ASCII.");
        }
        Map<String, String> tokens = read();
        tokens.put(server, token);
        write(tokens);
    }

    /// Forgets a token.
    ///
    /// @return true if there was one
    public boolean remove(String server) {
        Map<String, String> tokens = read();
        boolean known = tokens.remove(server) != null;
        if (known) {
            write(tokens);
        }
        return known;
    }

    /// True of what can stand in an HTTP header.
    static boolean isUsable(String token) {
        return !token.isEmpty()
                && token.length() <= TOKEN_LENGTH_MAX
                && token.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw Refusal.of(Diagnostic.of(
                                DiagnosticCode.CREDENTIALS_EXPOSED,
                                file.toString(),
                                "others than its owner may open the file")
                        .withHelp("Run `chmod 600 " + ShellWord.quoted(file.toString())
                                + "`; if others may have seen it, have the tokens replaced."));
            }
            Map<String, String> tokens = new TreeMap<>();
            if (!(Json.parse(RegularFile.read(file, SIZE_MAX_BYTES)) instanceof ObjectNode object)) {
                throw broken();
            }
            object.properties().forEach(entry -> {
                if (!isUsable(entry.getValue().asText()) || !entry.getValue().isTextual()) {
                    throw broken();
                }
                tokens.put(entry.getKey(), entry.getValue().asText());
            });
            return tokens;
        } catch (InvalidJsonException e) {
            throw broken();
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.OPERATOR_CONFIG_INVALID, file.toString(), "it cannot be read");
        }
    }

    /// Writes beside the file and moves it into place, so that a crash leaves the old tokens or the new ones; the new
    /// file is the owner's alone from its first byte on.
    private void write(Map<String, String> tokens) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        tokens.forEach(document::put);
        Path spare = file.resolveSibling("credentials.new");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, only("rwx------"));
            }
            Files.deleteIfExists(spare);
            Files.createFile(spare, only("rw-------"));
            Files.writeString(spare, Json.compact(document) + "\n", StandardCharsets.UTF_8);
            moveIntoPlace(spare);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of(
                    DiagnosticCode.OUTPUT_NOT_CREATED,
                    file.toString(),
                    "another login or logout runs at the same time");
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.OUTPUT_NOT_CREATED, file.toString(), "it cannot be written");
        }
    }

    private void moveIntoPlace(Path spare) throws IOException {
        try {
            Files.move(spare, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(spare, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private Refusal broken() {
        return Refusal.of(
                Diagnostic.of(DiagnosticCode.OPERATOR_CONFIG_INVALID, file.toString(), "it is no JSON object of tokens")
                        .withHelp("Move the file away, then keep each token anew: `omnigraph login NAME`."));
    }
}
