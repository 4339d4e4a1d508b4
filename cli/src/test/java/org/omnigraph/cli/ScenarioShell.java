package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;

/// What the sessions of [Scenario] may say:
///
/// - `omnigraph …`: the program. The word `LOCK_ID` stands for the id of the lock that lies in `brain`.
/// - `kill before|after 'OPERATION KEY' omnigraph …`: the program dies at its first operation on the store that
///   begins so, and its clean-up with it. A session whose command never gets there fails.
/// - `cp A B`, `mv A B`, `rm A`: files, and folders with all that is in them.
final class ScenarioShell {
    private static final String PROGRAM = "omnigraph";
    private static final String LOCK = "brain/__cluster/lock.json";

    private final Path folder;

    ScenarioShell(Path folder) {
        this.folder = folder;
    }

    /// Does what a line says.
    ///
    /// @return what it prints, standard error behind `! `, with the exit code
    String execute(String line) throws IOException {
        List<String> words = ShellWords.of(line);
        switch (words.getFirst()) {
            case PROGRAM -> {
                return run(words);
            }
            case "kill" -> {
                return kill(words);
            }
            case "cp" -> Folders.copy(path(words.get(1)), path(words.get(2)));
            case "mv" -> Files.move(path(words.get(1)), path(words.get(2)));
            case "rm" -> Folders.remove(path(words.get(1)));
            default -> throw new IllegalArgumentException("a session cannot run `" + line + "`");
        }
        return "";
    }

    private String run(List<String> words) throws IOException {
        Ran ran = new CliRun(folder).run(arguments(words));
        StringBuilder text = new StringBuilder(ran.out());
        ran.err()
                .lines()
                .forEach(each -> text.append(("! " + each).stripTrailing()).append('\n'));
        return text.append("[exit ").append(ran.exitCode()).append("]\n").toString();
    }

    private String kill(List<String> words) throws IOException {
        Moment moment = Moment.valueOf(words.get(1).toUpperCase(Locale.ROOT));
        String where = words.get(2);
        List<CrashingObjectStore> opened = new ArrayList<>();
        new CliRun(folder)
                .stores(store -> dying(store, where, moment, opened))
                .run(arguments(words.subList(3, words.size())));
        assertThat(opened).as(where).anyMatch(CrashingObjectStore::crashed);
        return "[killed]\n";
    }

    private static ObjectStore dying(ObjectStore store, String where, Moment moment, List<CrashingObjectStore> opened) {
        opened.add(CrashingObjectStore.atFirst(store, where, moment));
        return opened.getLast();
    }

    private String[] arguments(List<String> words) throws IOException {
        assertThat(words.getFirst()).isEqualTo(PROGRAM);
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        int lockId = arguments.indexOf("LOCK_ID");
        if (lockId >= 0) {
            arguments.set(
                    lockId,
                    Json.parse(Files.readString(path(LOCK))).path("lock_id").asText());
        }
        return arguments.toArray(String[]::new);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
