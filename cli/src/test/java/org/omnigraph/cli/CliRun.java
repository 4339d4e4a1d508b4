package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.omnigraph.cli.contract.SchemaFiles;
import org.omnigraph.cli.shell.Backends;
import org.omnigraph.cli.shell.Interruption;
import org.omnigraph.cli.shell.Screen;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreLocation;

/// The whole program in process, in a folder of its own, off any terminal and with an empty environment. What
/// a command prints with `--json` must be what its published schema says, in whatever test.
final class CliRun {
    private final Path folder;
    private Map<String, String> environment = Map.of();
    private InputStream stdin = InputStream.nullInputStream();
    private Screen screen = Screen.NONE;
    private Interruption interruption = new Interruption();
    private String programHome = "";
    private UnaryOperator<ObjectStore> stores = UnaryOperator.identity();

    CliRun(Path folder) {
        this.folder = folder;
    }

    /// What a run did.
    record Ran(int exitCode, String out, String err) {}

    CliRun environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    CliRun stdin(String text) {
        stdin = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    CliRun stdin(InputStream stream) {
        stdin = stream;
        return this;
    }

    CliRun screen(Screen newScreen) {
        screen = newScreen;
        return this;
    }

    CliRun interruption(Interruption newInterruption) {
        interruption = newInterruption;
        return this;
    }

    /// Puts something between the program and every store that it opens.
    CliRun stores(UnaryOperator<ObjectStore> between) {
        stores = between;
        return this;
    }

    CliRun programHome(Path home) {
        programHome = home.toString();
        return this;
    }

    Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                stdin,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                folder.resolve("home"),
                screen,
                interruption,
                InstantSource.system(),
                backends(),
                programHome);
        int code = Omnigraph.run(shell, args);
        Ran ran = new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if (List.of(args).contains("--json")) {
            assertThat(SchemaFiles.problems(PublishedCommands.of(args), Json.parse(ran.out())))
                    .as(String.join(" ", args) + "\n" + ran.out())
                    .isEmpty();
        }
        return ran;
    }

    private Backends backends() {
        ProcessBackends real = new ProcessBackends(environment, notice -> {});
        return new Backends() {
            @Override
            public ObjectStore openStore(StoreLocation location) {
                return stores.apply(real.openStore(location));
            }

            @Override
            public GraphEngine openEngine() {
                return real.openEngine();
            }
        };
    }
}
