package org.omnigraph.cli.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.NameRule;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.RegularFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The operator's own layer. Cluster commands read it for exactly one fact: who acts when `--as` is not given
/// (cluster-contract.md §3). `omnigraph.yaml` in the current folder (`cli: {actor: …}`), else `config.yaml` in
/// `~/.omnigraph` or `OMNIGRAPH_HOME` (`operator: {actor: …}`).
final class OperatorFile {
    private static final int SIZE_MAX_BYTES = 1 << 20;

    private OperatorFile() {}

    /// The actor; empty if no file names one.
    ///
    /// @throws Refusal if a file that is there cannot be understood
    public static String actor(Shell shell) {
        String here = actor(shell.workingFolder().resolve("omnigraph.yaml"), "cli");
        if (!here.isEmpty()) {
            return here;
        }
        return actor(homeFile(shell), "operator");
    }

    /// The operator's own folder; it need not exist.
    public static Path folder(Shell shell) {
        String home = shell.variable("OMNIGRAPH_HOME");
        return home.isEmpty() ? shell.home().resolve(".omnigraph") : shell.resolve(home);
    }

    /// The operator's file; it need not exist.
    public static Path homeFile(Shell shell) {
        return folder(shell).resolve("config.yaml");
    }

    /// What a file says; an empty mapping if it is not there or empty.
    ///
    /// @throws Refusal if it cannot be understood
    public static Map<?, ?> document(Path file) {
        Object document = Files.exists(file) ? load(file) : null;
        if (document == null) {
            return Map.of();
        }
        if (document instanceof Map<?, ?> root) {
            return root;
        }
        throw invalid(file, "it is not a mapping");
    }

    private static String actor(Path file, String section) {
        Object part = document(file).get(section);
        if (part == null) {
            return "";
        }
        if (!(part instanceof Map<?, ?> fields)) {
            throw invalid(file, "`" + section + "` is not a mapping");
        }
        Object actor = fields.get("actor");
        if (actor == null) {
            return "";
        }
        if (!(actor instanceof String name) || name.isBlank()) {
            throw invalid(file, "`" + section + ".actor` is not a name");
        }
        NameRule.fault(name.strip()).ifPresent(fault -> {
            throw invalid(file, "`" + section + ".actor` " + fault);
        });
        return name.strip();
    }

    private static @Nullable Object load(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setMaxAliasesForCollections(0)
                    .build();
            return new Load(settings)
                    .loadFromString(new String(RegularFile.read(file, SIZE_MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw invalid(file, "it cannot be read: " + e.getMessage());
        } catch (YamlEngineException e) {
            String message = e.getMessage() == null ? "it is no YAML" : e.getMessage();
            throw invalid(file, message.lines().findFirst().orElse(message).strip());
        }
    }

    private static Refusal invalid(Path file, String reason) {
        return Refusal.of(DiagnosticCode.OPERATOR_CONFIG_INVALID, file.toString(), reason);
    }
}
