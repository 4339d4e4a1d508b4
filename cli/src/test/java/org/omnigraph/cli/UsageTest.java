package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.cli.CliRun.Ran;

final class UsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clutser plan                    | `omnigraph` has no command `clutser`                | `cluster`",
                "cluster aply                    | `omnigraph cluster` has no command `aply`           | `apply`",
                "cluster plan --detailed-exitcod | `omnigraph cluster plan` has no option `--detailed-exitcod` | `--detailed-exitcode`",
                "cluster apply --a=me            | `omnigraph cluster apply` has no option `--a`       | `--as`",
                "version --jsn                   | `omnigraph version` has no option `--jsn`           | `--json`",
                "quikstart                       | `omnigraph` has no command `quikstart`              | `quickstart`",
                "load --mod=append x             | `omnigraph load` has no option `--mod`              | `--mode`",
            })
    void run_unknownWord_isRefusedWithTheNearestOne(String line, String message, String suggestion) {
        Ran ran = new CliRun(folder).run(line.split(" ", -1));
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.out()).isEmpty();
        assertThat(unwrapped(ran.err())).contains(message).contains("Did you mean " + suggestion + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | needs a command",
                "cluster                                  | needs a command",
                "cluster force-unlock                     | LOCK_ID",
                "cluster approve                          | RESOURCE",
                "cluster plan --lock-timeout 30           | no unit that is known",
                "cluster plan --lock-timeout soon         | is no duration",
                "cluster plan --config                    | --config",
                "cluster plan --format html              | there is no format `html`",
                "cluster plan --max-bytes 9               | needs --format markdown",
                "cluster plan --format markdown --explain | is exclusive with --json and --explain",
                "cluster history show x                   | is no number of a revision",
                "cluster history surplus                  | does not take the arguments `surplus`",
                "cluster rollback --to 1                  | --reason",
                "cluster plan surplus                     | does not take the argument `surplus`",
                "cluster history --limit -1               | must not be negative",
                "--log-level loud version                 | --log-level",
                "version --quiet=perhaps                  | --quiet",
                "load                                     | URI|FILE",
                "load --mode replace --store x f          | there is no mode `replace`",
                "load f                                   | no graph is named",
                "query -e x                               | no graph is named",
                "query --store x                          | there is nothing to run",
                "query --store a b c                      | --store is exclusive with a positional URI and --server",
                "query --store a --server http://h -e x   | --store is exclusive with a positional URI and --server",
                "query a b c                              | no use for the argument `c`",
                "query --store a -e x --branch m --snapshot s | --snapshot is exclusive with --branch",
                "query http://host/graphs/g -e x          | is the address of a server",
                "query --server localhost --graph g -e x  | there is no server `localhost`",
                "query --server ftp://h --graph g -e x    | is no server's base URL",
                "query --server http://h -e x             | needs --graph",
                "query --store a --graph g -e x           | --graph needs --server",
                "mutate --server http://h --graph g --as me -e x | --as has no effect on a served write",
                "schema plan g.omni                       | --schema",
                "schema apply --server http://h --graph g --as me --schema s.pg | --as has no effect on a served write",
                "schema apply a --store b --schema s.pg   | --store is exclusive with a positional URI and --server",
                "schema apply g.omni --schema s.pg --branch x | has no option `--branch`",
                "init g.omni                              | --schema",
                "init --schema s.pg                       | no graph is named",
                "init --server http://h --graph g --schema s.pg | a server makes no graphs",
                "queries list --graph g                   | --cluster",
                "queries list --cluster .                 | --graph",
                "queries validate --cluster . --graph a/b | `a/b` is no graph's id",
                "queries list --cluster . --graph g --server http://h | has no option `--server`",
                "queries list --cluster . --graph g --as me | has no option `--as`",
                "queries                                  | needs a command",
                "explain no_such_code                     | no diagnostic code",
                "fmt notes.txt                            | is no folder, no .pg and no .gq file",
                "lint a.gq                                | needs a schema to be checked against",
                "lint a.gq --config x                     | --config is exclusive with files",
                "lint a.gq --schema s.pg --store x        | --schema is exclusive with --store and --server",
                "lint --schema s.pg                       | a schema is named, and no file to check against it",
            })
    void run_wrongArguments_exit64SayingWhy(String line, String message) {
        Ran ran = new CliRun(folder).run(line.isEmpty() ? new String[0] : line.split(" +", -1));
        assertThat(unwrapped(ran.err())).contains(message);
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void help_ofEveryCommand_isPrintedWithinEightyColumns() {
        String help = new CliRun(folder).run("--help").out();
        assertThat(help).contains("quickstart", "cluster", "load", "query", "mutate", "export", "schema", "explain");
        for (String command : new String[] {
            "graphs list",
            "login",
            "logout",
            "cluster",
            "cluster validate",
            "cluster import",
            "cluster plan",
            "cluster apply",
            "cluster approve",
            "cluster status",
            "cluster refresh",
            "cluster drift",
            "cluster history",
            "cluster rollback",
            "cluster force-unlock",
            "load",
            "query",
            "mutate",
            "export",
            "schema show",
            "schema plan",
            "schema apply",
            "init",
            "queries list",
            "queries validate",
            "version",
            "explain",
            "quickstart",
            "completion",
            "fmt",
            "lint",
            "lsp",
            "schema-json"
        }) {
            Ran ran = new CliRun(folder).run((command + " --help").split(" ", -1));
            assertThat(ran.exitCode()).as(command).isZero();
            assertThat(ran.out()).as(command).startsWith("Usage: omnigraph " + command);
            assertThat(ran.out().lines().allMatch(text -> text.length() <= 80))
                    .as(ran.out())
                    .isTrue();
        }
    }

    @Test
    void completion_isAScriptForBash() {
        Ran ran = new CliRun(folder).run("completion");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("#!/usr/bin/env bash").contains("force-unlock", "quickstart");
    }

    @Test
    void explain_everyCode_hasMeaningRemedyAndRunbook() {
        for (org.omnigraph.state.diagnostic.DiagnosticCode code :
                org.omnigraph.state.diagnostic.DiagnosticCode.values()) {
            Ran ran = new CliRun(folder).run("explain", code.wireName());
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).contains("meaning", "remedy", "docs/runbooks/" + code.runbook() + ".md");
        }
    }

    @Test
    void quiet_dropsResultsAndKeepsErrors() {
        assertThat(new CliRun(folder).run("version", "--quiet").out()).isEmpty();
        assertThat(new CliRun(folder).run("explain", "nonsense", "-q").err()).contains("error[invalid_usage]");
    }

    /// The text with the line breaks of its wrapping taken out.
    static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
