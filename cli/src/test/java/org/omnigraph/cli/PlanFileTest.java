package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When `plan --out` writes its file.
final class PlanFileTest {
    @TempDir
    private Path folder;

    @Test
    void aPlanThatCannotBeShownAsAsked_isNotKeptEither() throws IOException {
        TinyCluster.written(folder);
        CliRun cli = new CliRun(folder);
        assertThat(cli.run("cluster", "import", "--config", "brain", "--as", "me")
                        .exitCode())
                .isZero();
        assertThat(cli.run(
                                "cluster",
                                "plan",
                                "--config",
                                "brain",
                                "--out",
                                "p.json",
                                "--format",
                                "markdown",
                                "--max-bytes",
                                "10")
                        .err())
                .contains("--max-bytes 10 is too small");
        assertThat(folder.resolve("p.json")).doesNotExist();
        assertThat(cli.run("cluster", "plan", "--config", "brain", "--out", "p.json", "--explain", "query.no.such")
                        .err())
                .contains("query.no.such");
        assertThat(folder.resolve("p.json")).doesNotExist();
        assertThat(cli.run("cluster", "plan", "--config", "brain", "--out", "p.json")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("p.json")).exists();
    }
}
