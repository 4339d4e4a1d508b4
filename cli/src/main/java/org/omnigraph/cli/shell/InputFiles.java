package org.omnigraph.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// Files that a command line names; `-` is standard input.
public final class InputFiles {
    private static final int TEXT_MAX_BYTES = 16 << 20;

    private InputFiles() {}

    /// Opens a file for reading.
    ///
    /// @throws Refusal with `input_missing` or `input_unreadable`
    public static InputStream open(String name, Shell shell) {
        if (name.equals("-")) {
            return InterruptibleInput.of(shell.stdin(), shell.interruption());
        }
        Path file = shell.resolve(name);
        if (Files.isDirectory(file)) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, "it is a folder");
        }
        try {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw Refusal.of(DiagnosticCode.INPUT_MISSING, name, "there is no such file");
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, reason(e));
        }
    }

    /// The file's size in bytes; -1 if it is not known beforehand.
    public static long size(String name, Shell shell) {
        Path file = shell.resolve(name);
        try {
            return !name.equals("-") && Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    /// A whole text file of at most 16 MiB.
    public static String text(String name, Shell shell) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name, shell)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, "it is not UTF-8");
        }
    }

    /// A whole file of at most 16 MiB.
    public static byte[] bytes(String name, Shell shell) {
        try (InputStream input = open(name, shell)) {
            byte[] bytes = input.readNBytes(TEXT_MAX_BYTES + 1);
            if (bytes.length > TEXT_MAX_BYTES) {
                throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, "it is larger than 16 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.INPUT_UNREADABLE, name, reason(e));
        }
    }

    /// The parameters of a query: one JSON object, or `@` and the name of a file that holds it.
    public static ObjectNode params(String text, Shell shell) {
        String json = text.startsWith("@") ? text(text.substring(1), shell) : text;
        try {
            JsonNode node = Json.parse(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw invalid("it is not an object");
        } catch (InvalidJsonException e) {
            throw invalid(e.getMessage() == null ? "it is no JSON" : e.getMessage());
        }
    }

    /// Why reading failed, for a person.
    public static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "you may not read it";
            case IOException other -> other.getMessage() == null ? "it cannot be read" : other.getMessage();
        };
    }

    private static Refusal invalid(String reason) {
        return Refusal.usage(
                "--params needs one JSON object: " + reason,
                "Write --params '{\"name\": \"value\"}' or --params @FILE.");
    }
}
