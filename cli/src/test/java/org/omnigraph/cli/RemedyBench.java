package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// Where one remedy is tried: a cluster in a folder whose name needs quoting, the command that shows the code,
/// and the help as it was printed. What is run of a remedy is cut out of the help, never typed again.
final class RemedyBench {
    /// A space and an apostrophe, so that a command that was not quoted does not work.
    static final String FOLDER = "ada's brain";

    private static final Pattern PRINTED = Pattern.compile("`((?:omnigraph|chmod) [^`]*)`");
    private static final AtomicInteger COMMANDS = new AtomicInteger();

    private final Path folder;
    private final DiagnosticCode code;
    private final Map<String, String> environment = new HashMap<>();
    private final CliRun cli;
    private String input = "";
    private String[] command = {};
    private String help = "";
    private String message = "";

    RemedyBench(Path folder, DiagnosticCode code) {
        this.folder = folder;
        this.code = code;
        this.cli = new CliRun(folder).environment(environment);
    }

    /// What happens before an operation on the store.
    @FunctionalInterface
    interface Disturbance {
        void before(StoreOperation operation, String key) throws IOException;
    }

    /// How many printed commands were run by all benches.
    static int commandsRun() {
        return COMMANDS.get();
    }

    // ---- The situation

    RemedyBench written() throws IOException {
        TinyCluster.written(folder);
        Files.move(folder.resolve("brain"), folder.resolve(FOLDER));
        return this;
    }

    RemedyBench imported() throws IOException {
        return written().does("import", "--as", "me");
    }

    RemedyBench applied() throws IOException {
        return imported().does("apply", "--as", "me");
    }

    Path path(String name) {
        return folder.resolve(FOLDER).resolve(name);
    }

    Path outside(String name) {
        return folder.resolve(name);
    }

    RemedyBench write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
        return this;
    }

    RemedyBench edit(String name, String from, String to) throws IOException {
        String text = Files.readString(path(name));
        assertThat(text).contains(from);
        return write(name, text.replace(from, to));
    }

    RemedyBench yaml(String from, String to) throws IOException {
        return edit("cluster.yaml", from, to);
    }

    /// The config without its only graph.
    RemedyBench withoutGraph() throws IOException {
        return write("cluster.yaml", "version: 1\n");
    }

    RemedyBench remove(String name) throws IOException {
        Folders.remove(path(name));
        return this;
    }

    RemedyBench variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    RemedyBench input(String text) {
        input = text;
        return this;
    }

    RemedyBench interruption(Interruption newInterruption) {
        cli.interruption(newInterruption);
        return this;
    }

    RemedyBench stores(UnaryOperator<ObjectStore> between) {
        cli.stores(between);
        return this;
    }

    RemedyBench disturbed(Disturbance disturbance) {
        return stores(store -> new InterceptingObjectStore(store) {
            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                try {
                    disturbance.before(operation, key);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return call.get();
            }
        });
    }

    /// A store that does not say whether objects below a prefix were written.
    RemedyBench unsure(String prefix) {
        return stores(store -> new InterceptingObjectStore(store) {
            @Override
            public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
                return key.value().startsWith(prefix)
                        ? new PutOutcome.Unknown("the connection broke")
                        : super.putIfAbsent(key, bytes);
            }

            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                return call.get();
            }
        });
    }

    /// A store that fails wherever a key is below a prefix.
    RemedyBench failing(DiagnosticCode failure, StoreOperation when, String prefix) {
        return disturbed((operation, key) -> {
            if (operation == when && key.startsWith(prefix)) {
                throw new StoreException(failure, key, "the store was made to fail");
            }
        });
    }

    /// What had been wrong outside of the program no longer is.
    RemedyBench mended() {
        return interruption(new Interruption()).stores(UnaryOperator.identity());
    }

    /// A step of the situation: a cluster command on the folder, which works.
    RemedyBench does(String... words) {
        Ran ran = run(cluster(words));
        assertThat(ran.exitCode())
                .as(String.join(" ", words) + "\n" + ran.err() + ran.out())
                .isZero();
        return this;
    }

    /// The same, whatever comes of it.
    RemedyBench tries(String... words) {
        run(cluster(words));
        return this;
    }

    Ran run(String... args) {
        return cli.stdin(input).run(args);
    }

    static String[] cluster(String... words) {
        return Stream.concat(Stream.concat(Stream.of("cluster"), Arrays.stream(words)), Stream.of("--config", FOLDER))
                .toArray(String[]::new);
    }

    // ---- What is shown

    RemedyBench shows(String... words) {
        return showsOf(cluster(words));
    }

    /// Runs the command that is to show the code, once for people and once as JSON, and keeps the help.
    RemedyBench showsOf(String... args) {
        command = args;
        JsonNode shown = diagnostic(run(json(args)));
        assertThat(shown.isMissingNode())
                .as(String.join(" ", args) + " does not show " + code.wireName() + "\n" + seen)
                .isFalse();
        help = shown.path("help").asText();
        message = shown.path("message").asText();
        assertThat(help).as(code.wireName()).isNotBlank();
        return this;
    }

    private JsonNode diagnostic(Ran ran) {
        JsonNode found = Json.object().path("none");
        List<String> others = new ArrayList<>();
        for (JsonNode each : Json.parse(ran.out()).path("diagnostics")) {
            others.add(each.path("code").asText() + ": " + each.path("message").asText());
            if (found.isMissingNode() && each.path("code").asText().equals(code.wireName())) {
                found = each;
            }
        }
        if (found.isMissingNode()) {
            seen = "exit " + ran.exitCode() + " " + String.join("\n", others);
        }
        return found;
    }

    private String seen = "";

    private static String[] json(String... args) {
        return Stream.concat(Arrays.stream(args), Stream.of("--json")).toArray(String[]::new);
    }

    String message() {
        return message;
    }

    String help() {
        return help;
    }

    /// What the help must say for the edit that follows to be the one it means.
    RemedyBench says(String text) {
        assertThat(help).contains(text);
        return this;
    }

    /// The n-th text in backticks of the help.
    String word(int index) {
        return group("`([^`]+)`", help, index);
    }

    static String group(String pattern, String text, int index) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        for (int i = 0; i <= index; i++) {
            assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        }
        return matcher.group(1);
    }

    // ---- The remedy

    /// Runs every command that the help prints, as it is printed, in order.
    ///
    /// @param filled placeholders and what the person puts there
    RemedyBench runsPrinted(String... filled) throws IOException {
        return runsIn(help, filled);
    }

    /// Runs every command in backticks of a text.
    RemedyBench runsIn(String text, String... filled) throws IOException {
        Matcher matcher = PRINTED.matcher(text);
        int count = 0;
        while (matcher.find()) {
            runsLine(matcher.group(1), filled);
            count++;
        }
        assertThat(count).as("commands in: " + text).isPositive();
        return this;
    }

    /// Runs one printed command.
    RemedyBench runsLine(String line, String... filled) throws IOException {
        List<String> words = new ArrayList<>(ShellWords.of(line));
        for (int i = 0; i < filled.length; i += 2) {
            int place = words.indexOf(filled[i]);
            assertThat(place).as(filled[i] + " in " + line).isNotNegative();
            words.set(place, filled[i + 1]);
        }
        COMMANDS.incrementAndGet();
        if (words.getFirst().equals("chmod")) {
            assertThat(exit(words)).as(line).isZero();
            return this;
        }
        Ran ran = run(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(ran.exitCode()).as(line + "\n" + ran.err()).isZero();
        return this;
    }

    /// Runs one printed command and gives what it prints in turn.
    String printed(String line) {
        List<String> words = ShellWords.of(line);
        COMMANDS.incrementAndGet();
        Ran ran = run(words.subList(1, words.size()).toArray(String[]::new));
        assertThat(ran.exitCode()).as(line + "\n" + ran.err()).isZero();
        return ran.out();
    }

    private int exit(List<String> words) throws IOException {
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    /// The first command runs again and is content: exit code 0, and the code is gone.
    RemedyBench green() {
        Ran ran = run(json(command));
        assertThat(diagnostic(ran).isMissingNode())
                .as(code.wireName() + " is still shown\n" + ran.out())
                .isTrue();
        assertThat(ran.exitCode()).as(String.join(" ", command) + "\n" + seen).isZero();
        return this;
    }

    /// The same with other arguments, where the remedy is to say it differently.
    RemedyBench greenOf(String... args) {
        command = args;
        return green();
    }

    /// What a shell reads as one line of standard error and output for people.
    String forPeople() {
        Ran ran = run(command);
        return ran.out() + ran.err();
    }

    /// The only file below a folder of the cluster whose path holds a text.
    Path only(String below, String part) throws IOException {
        try (Stream<Path> files = Files.walk(path(below))) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().contains(part))
                    .sorted(Comparator.reverseOrder())
                    .findFirst()
                    .orElseThrow();
        }
    }

    RemedyBench copy(Path from, Path to) throws IOException {
        Folders.copy(from, to);
        return this;
    }
}
