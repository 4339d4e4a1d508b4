package org.omnigraph.cli.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Advice with commands in it, completed so that they work when they are pasted: who writes a remedy knows the
/// command, and only the command line knows which folder it was about.
public final class Advice {
    private static final Pattern CLUSTER_COMMAND = Pattern.compile("`omnigraph cluster ([^`]+)`");

    private Advice() {}

    /// The diagnostics with their remedies for the cluster of a config folder, as the person wrote it.
    public static List<Diagnostic> inFolder(List<Diagnostic> diagnostics, String configDir) {
        return diagnostics.stream()
                .map(diagnostic -> inFolder(diagnostic, configDir))
                .toList();
    }

    private static Diagnostic inFolder(Diagnostic diagnostic, String configDir) {
        String help = diagnostic.help().isEmpty() ? diagnostic.code().remedy() : diagnostic.help();
        String completed = inFolder(help, configDir);
        return completed.equals(help) ? diagnostic : diagnostic.withHelp(completed);
    }

    /// The text with `--config` behind each cluster command that names no folder itself.
    public static String inFolder(String text, String configDir) {
        return CLUSTER_COMMAND
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).contains("--config") || found.group(1).contains("--help")
                                ? found.group()
                                : "`" + Commands.cluster(found.group(1), configDir) + "`"));
    }
}
