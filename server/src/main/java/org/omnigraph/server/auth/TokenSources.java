package org.omnigraph.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.address.NameRule;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// Reads the bearer tokens from the environment (http-api.md §2): the single token of actor `default`, joined with a
/// JSON object of actor to token from a file or, if no file is named, from a variable.
public final class TokenSources {
    static final String SINGLE = "OMNIGRAPH_SERVER_BEARER_TOKEN";
    static final String FILE = "OMNIGRAPH_SERVER_BEARER_TOKENS_FILE";
    static final String LITERAL = "OMNIGRAPH_SERVER_BEARER_TOKENS_JSON";
    static final String AWS_SECRET = "OMNIGRAPH_SERVER_BEARER_TOKENS_AWS_SECRET";

    private static final int FILE_BYTES_MAX = 16 << 20;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
    private static final String SYSTEM_PREFIX = "omnigraph:";

    private final Map<String, String> environment;
    private final Map<String, String> tokenByActor = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();

    private TokenSources(Map<String, String> environment) {
        this.environment = environment;
    }

    public static TokenLoading load(Map<String, String> environment) {
        try {
            TokenSources sources = new TokenSources(environment);
            sources.read();
            return new TokenLoading.Loaded(TokenTable.of(sources.tokenByActor), "env-or-file");
        } catch (Broken broken) {
            return new TokenLoading.Refused(
                    Diagnostic.of(DiagnosticCode.TOKENS_INVALID, broken.variable, broken.reason));
        }
    }

    /// What is wrong with the file of tokens although it can be used: others may read it, or write it.
    public static Optional<Diagnostic> exposure(Map<String, String> environment) {
        String name = environment.getOrDefault(FILE, "").strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> granted = EnumSet.copyOf(OF_OTHERS);
            granted.retainAll(Files.getPosixFilePermissions(Path.of(name)));
            return granted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Diagnostic.of(
                            DiagnosticCode.TOKENS_EXPOSED,
                            FILE,
                            "others than its owner may read or write the file of tokens " + name));
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            // What cannot be read is refused by whoever reads it; a file system without permissions has none to
            // check.
            return Optional.empty();
        }
    }

    private void read() throws Broken {
        if (environment.containsKey(AWS_SECRET)) {
            throw new Broken(AWS_SECRET, "this build has no AWS secret backend; unset it and name a file instead");
        }
        if (environment.containsKey(SINGLE)) {
            add(SINGLE, "default", environment.getOrDefault(SINGLE, ""));
        }
        if (environment.containsKey(FILE)) {
            addAll(FILE, readFile(environment.getOrDefault(FILE, "")));
        } else if (environment.containsKey(LITERAL)) {
            addAll(LITERAL, environment.getOrDefault(LITERAL, "").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] readFile(String name) throws Broken {
        try {
            Path path = Path.of(name.strip());
            // A pipe is fine here (a shell's `<(…)`); one without an end is not.
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
                if (bytes.length > FILE_BYTES_MAX) {
                    throw new Broken(FILE, "the file it names is larger than 16 MiB");
                }
                return bytes;
            }
        } catch (IOException | InvalidPathException e) {
            throw new Broken(FILE, "the file it names cannot be read: " + e.getMessage());
        }
    }

    private void addAll(String variable, byte[] json) throws Broken {
        JsonNode node;
        try {
            node = Json.parse(json);
        } catch (InvalidJsonException e) {
            // The parser's message may quote the text, and the text holds tokens.
            throw new Broken(variable, "it is not one valid JSON object without duplicate keys");
        }
        if (!node.isObject()) {
            throw new Broken(variable, "it must be a JSON object {\"actor\": \"token\"}");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new Broken(variable, "the token of actor `" + entry.getKey() + "` is not a string");
            }
            add(variable, entry.getKey(), entry.getValue().textValue());
        }
    }

    private void add(String variable, String rawActor, String rawToken) throws Broken {
        String actor = rawActor.strip();
        String token = rawToken.strip();
        if (actor.isEmpty()) {
            throw new Broken(variable, "an actor is blank");
        }
        Optional<String> fault = NameRule.fault(actor);
        if (fault.isPresent()) {
            throw new Broken(variable, "an actor's name " + fault.get());
        }
        if (token.isEmpty()) {
            throw new Broken(variable, "the token of actor `" + actor + "` is blank");
        }
        if (actor.startsWith(SYSTEM_PREFIX)) {
            throw new Broken(variable, "actor `" + actor + "` begins with `omnigraph:`, which is reserved");
        }
        if (tokenByActor.put(actor, token) != null) {
            throw new Broken(variable, "actor `" + actor + "` has two tokens");
        }
        if (!tokens.add(token)) {
            throw new Broken(variable, "the token of actor `" + actor + "` is also another actor's");
        }
    }

    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final String variable;
        private final String reason;

        Broken(String variable, String reason) {
            super(reason);
            this.variable = variable;
            this.reason = reason;
        }
    }
}
