package org.omnigraph.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A session in one file: a sentence of explanation, the files it begins with (`-- path --`), then `-- session --`
/// with commands (`$ …`), what they print (standard error behind `! `) and their exit codes.
///
/// What a session may say besides `omnigraph` stands at [ScenarioShell]. Ids, times, process ids and the folder are
/// masked.
record Scenario(String intro, Map<String, String> files, List<String> commands) {
    static final String SESSION = "-- session --";

    /// Longer than a line, so that text with the folder in it breaks in the same place wherever the folder is.
    private static final String LONG_NAME = "folder".repeat(16);

    static Scenario parse(String text) {
        StringBuilder intro = new StringBuilder();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> commands = new ArrayList<>();
        String current = "";
        boolean session = false;
        for (String line : text.split("\n", -1)) {
            if (session) {
                if (line.startsWith("$ ")) {
                    commands.add(line.substring(2));
                }
            } else if (line.equals(SESSION)) {
                session = true;
            } else if (line.startsWith("-- ") && line.endsWith(" --")) {
                current = line.substring(3, line.length() - 3);
                files.put(current, "");
            } else if (current.isEmpty()) {
                intro.append(line).append('\n');
            } else {
                files.merge(current, line + "\n", String::concat);
            }
        }
        return new Scenario(intro.toString(), files, commands);
    }

    /// Plays the session below an empty folder.
    ///
    /// @return the whole file as it ought to be
    String play(Path empty) throws IOException {
        Path folder = Files.createDirectory(empty.resolve(LONG_NAME));
        StringBuilder text = new StringBuilder(intro);
        for (Map.Entry<String, String> file : files.entrySet()) {
            text.append("-- ").append(file.getKey()).append(" --\n").append(file.getValue());
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        text.append(SESSION).append('\n');
        ScenarioShell shell = new ScenarioShell(folder);
        boolean first = true;
        for (String command : commands) {
            text.append(first ? "" : "\n").append("$ ").append(command).append('\n');
            text.append(masked(shell.execute(command), folder));
            first = false;
        }
        return text.toString();
    }

    private static String masked(String text, Path folder) {
        return text.replace(folder.toString(), "<dir>")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:<cas>")
                .replaceAll("\"(record_digest|state_digest|plan_digest)\": \"[0-9a-f]{64}\"", "\"$1\": \"<digest>\"")
                .replaceAll("\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b", "<ulid>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>")
                .replaceAll("\"(state|resources|approvals|recoveries|full)\": \"[0-9a-f]{64}\"", "\"$1\": \"<digest>\"")
                .replaceAll("(?m)^(  (?:state|resources|approvals|recoveries|full) +)[0-9a-f]{64}$", "$1<digest>")
                .replaceAll("--max-bytes \\d+ or more", "--max-bytes <n> or more")
                .replaceAll("(?m)needs \\d+(?=\\.?$)", "needs <n>")
                .replaceAll("\\d+ MiB free of \\d+", "<n> MiB free of <n>")
                .replaceAll("\"created_at\":\\d+", "\"created_at\":<time>")
                .replaceAll("\"java\": \"[^\"]+\"", "\"java\": \"<java>\"")
                .replaceAll("\"lock_pid\": \\d+", "\"lock_pid\": <pid>")
                .replaceAll("\\((pid|process) \\d+\\)", "($1 <pid>)")
                .replaceAll("\\b\\d+ s old", "<age> s old")
                .replaceAll("\"lock_age_seconds\": \\d+", "\"lock_age_seconds\": <age>");
    }
}
