package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.dist.PipelineFile.Step;

/// The files of `examples/ci` do what docs/guides/git-workflow.md says: their own shell steps, a real git
/// repository, the real program. What talks to the forge (`gh`, `curl`) is a stand-in that writes down what it
/// was given.
class GitWorkflowIT {
    private static final Path EXAMPLES = RepositoryFiles.ROOT.resolve("examples/ci");

    @TempDir
    Path temp;

    private Path repository;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    /// Runs one job of a forge; returns its output, steps until the first that fails.
    @FunctionalInterface
    private interface Forge {
        List<Step> job(String name);
    }

    @BeforeEach
    void makeRepository() throws IOException {
        tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("gh", "curl")) {
            script(
                    tools.resolve(tool),
                    "#!/bin/sh\nprintf '%s\\n' \"" + tool + " $*\" >> '" + temp.resolve("calls") + "'\n"
                            + "cp comment.md '" + temp.resolve("posted.md") + "'\n");
        }
        environment.put("PATH", tools + ":" + RepositoryFiles.ROOT + ":" + System.getenv("PATH"));
        environment.put("HOME", temp.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        repository = Files.createDirectories(temp.resolve("repository"));
        HandMadeCluster.write(repository);
        two(true);
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Robin");
        git("config", "user.email", "robin@example.com");
        commit("begin");
    }

    @Test
    void githubActions_fromPushToApprovedDelete_doWhatTheGuideSays() throws IOException {
        PipelineFile file = PipelineFile.read(EXAMPLES.resolve("github-actions.yml"));
        Map<String, String> expressions = Map.of(
                "inputs.resource", "graph.archive",
                "github.actor", "robin",
                "github.token", "t",
                "github.event.pull_request.number", "7");
        wholeWay(job -> file.github(job, expressions));
        assertThat(Files.readString(temp.resolve("calls")))
                .contains("gh pr comment 7 --edit-last --body-file comment.md");
    }

    @Test
    void gitlabCi_fromPushToApprovedDelete_doesWhatTheGuideSays() throws IOException {
        PipelineFile file = PipelineFile.read(EXAMPLES.resolve("gitlab-ci.yml"));
        environment.putAll(Map.of(
                "CI_COMMIT_SHORT_SHA", "abc1234",
                "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
                "CI_PROJECT_ID", "3",
                "CI_MERGE_REQUEST_IID", "7",
                "GITLAB_NOTE_TOKEN", "t",
                "GITLAB_USER_LOGIN", "robin",
                "RESOURCE", "graph.archive"));
        wholeWay(file::gitlab);
        assertThat(Files.readString(temp.resolve("calls")))
                .contains("https://gitlab.example.com/api/v4/projects/3/merge_requests/7/notes");
    }

    @Test
    void workflows_pasteNothingUntrustedIntoScripts_andCheckOutWhatIsReviewed() throws IOException {
        String github = Files.readString(EXAMPLES.resolve("github-actions.yml"));
        PipelineFile file = PipelineFile.read(EXAMPLES.resolve("github-actions.yml"));
        for (String job : List.of("validate", "plan", "approve", "apply")) {
            assertThat(file.github(job, Map.of()))
                    .isNotEmpty()
                    .noneMatch(step -> step.script().contains("${{"));
        }
        assertThat(github).doesNotContain("pull_request_target");
        assertThat(PipelineFile.read(EXAMPLES.resolve("gitlab-ci.yml"))
                        .document()
                        .keySet()
                        .toString())
                .contains("validate", "plan", "approve", "apply");
    }

    @Test
    void preCommitHook_checksWhatIsStaged() throws IOException {
        Path hook = repository.resolve(".git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.createSymbolicLink(hook, EXAMPLES.resolve("pre-commit"));
        Path queries = repository.resolve("books.gq");
        String good = Files.readString(queries);

        Files.writeString(queries, good.replace("$b.title", "$b.tittle"));
        git("add", "--all");
        Program.Result stopped = run(repository, List.of("git", "commit", "--quiet", "-m", "broken"));
        assertThat(stopped.exit()).isNotZero();
        assertThat(stopped.err()).contains("query_typecheck_error", "books.gq:6", "the commit was stopped");

        Files.writeString(queries, good + "\n// mended, but not added\n");
        assertThat(run(repository, List.of("git", "commit", "--quiet", "-m", "still broken"))
                        .exit())
                .isNotZero();
        git("add", "--all");
        assertThat(run(repository, List.of("git", "commit", "--quiet", "-m", "mended"))
                        .exit())
                .isZero();

        Files.writeString(queries, "query {");
        Files.createDirectories(repository.resolve("other"));
        Files.writeString(repository.resolve("other/note.txt"), "a cluster is not touched by this");
        Files.move(repository.resolve("cluster.yaml"), repository.resolve("other/moved.yaml"));
        git("add", "--all");
        assertThat(run(repository, List.of("git", "commit", "--quiet", "-m", "no cluster left"))
                        .exit())
                .isZero();
    }

    @Test
    void preCommitHook_ofAFolderBelow_checksThatFolderOnly() throws IOException {
        Path root = Files.createDirectories(temp.resolve("many"));
        HandMadeCluster.write(root.resolve("good one"));
        HandMadeCluster.write(root.resolve("bad"));
        Files.delete(root.resolve("bad/library.pg"));
        run(root, List.of("git", "init", "--quiet"));
        run(root, List.of("git", "add", "good one"));
        Program.Result good = run(root, List.of(EXAMPLES.resolve("pre-commit").toString()));
        assertThat(good.exit()).as(good.err()).isZero();
        run(root, List.of("git", "add", "bad"));
        Program.Result bad = run(root, List.of(EXAMPLES.resolve("pre-commit").toString()));
        assertThat(bad.exit()).as(bad.err()).isEqualTo(65);
        assertThat(bad.err()).contains("schema_file_missing");
    }

    @Test
    void preCommitHooksFile_namesAScriptThatIsThere() throws IOException {
        String text = Files.readString(RepositoryFiles.ROOT.resolve(".pre-commit-hooks.yaml"));
        String entry = text.lines()
                .filter(line -> line.strip().startsWith("entry: "))
                .findFirst()
                .orElseThrow()
                .replace("entry:", "")
                .strip();
        assertThat(RepositoryFiles.ROOT.resolve(entry)).isExecutable();
    }

    /// First apply, a reviewed change, a broken one, and a delete with its approval.
    private void wholeWay(Forge forge) throws IOException {
        must(run(repository, List.of("omnigraph", "cluster", "import", "--as", "robin")));
        must(job(forge, "validate"));
        must(job(forge, "apply"));

        git("checkout", "--quiet", "-b", "longer");
        Path queries = repository.resolve("books.gq");
        Files.writeString(
                queries, Files.readString(queries) + "query authors() { match { $a: Author } return { $a.name } }\n");
        commit("one more query");
        must(job(forge, "validate"));
        must(job(forge, "plan"));
        assertThat(Files.readString(temp.resolve("posted.md")))
                .contains("**omnigraph plan** of `.` at ", "    ")
                .contains("query.library.authors", "Plan: ");
        Program.Result before = run(repository, List.of("omnigraph", "cluster", "status"));
        assertThat(before.out()).contains("2 queries");
        merge("longer");
        must(job(forge, "apply"));
        assertThat(run(repository, List.of("omnigraph", "cluster", "status")).out())
                .contains("3 queries");

        git("checkout", "--quiet", "-b", "broken");
        Files.writeString(queries, "query {");
        commit("broken");
        assertThat(job(forge, "validate").exit()).isEqualTo(65);
        assertThat(job(forge, "plan").exit()).isEqualTo(65);
        assertThat(Files.readString(temp.resolve("posted.md")))
                .contains("query_parse_error", "The plan failed with exit code 65.");
        git("checkout", "--quiet", "main");

        git("checkout", "--quiet", "-b", "smaller");
        two(false);
        commit("without the archive");
        must(job(forge, "plan"));
        assertThat(Files.readString(temp.resolve("posted.md"))).contains("graph.archive", "needed");
        must(job(forge, "approve"));
        merge("smaller");
        must(job(forge, "apply"));
        assertThat(temp.resolve("store/graphs/archive.omni")).doesNotExist();

        // Without an approval the rest is applied, the graph stays, and the job says so.
        two(true);
        commit("the archive again");
        must(job(forge, "apply"));
        two(false);
        commit("and without, unasked");
        assertThat(job(forge, "apply").exit()).isEqualTo(2);
        assertThat(temp.resolve("store/graphs/archive.omni")).isDirectory();
    }

    /// Runs a job's steps as the forges do: bash that stops at the first failure, in the checked-out repository.
    private Program.Result job(Forge forge, String name) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Step step : forge.job(name)) {
            Path script = Files.writeString(temp.resolve("step.sh"), step.script());
            Map<String, String> variables = new HashMap<>(environment);
            variables.putAll(step.variables());
            try (Program program = Program.start(
                    repository,
                    variables,
                    List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString()))) {
                Program.Result result = program.await();
                out.append(result.out()).append(result.err());
                if (result.exit() != 0) {
                    clean();
                    return new Program.Result(result.exit(), out.toString(), "");
                }
            }
        }
        clean();
        return new Program.Result(0, out.toString(), "");
    }

    /// A runner's work space does not survive its job.
    private void clean() throws IOException {
        for (String name : List.of("plan.txt", "problems.txt", "comment.md", "plan.code")) {
            Files.deleteIfExists(repository.resolve(name));
        }
    }

    private void two(boolean two) throws IOException {
        Files.writeString(repository.resolve("cluster.yaml"), """
                version: 1
                storage: %s
                graphs:
                  library:
                    schema: library.pg
                    queries: [books.gq]
                %s""".formatted(
                        temp.resolve("store"), two ? "  archive:\n    schema: library.pg\n" : ""));
    }

    private void commit(String message) throws IOException {
        git("add", "--all");
        git("commit", "--quiet", "-m", message);
    }

    private void merge(String branch) throws IOException {
        git("checkout", "--quiet", "main");
        git("merge", "--quiet", "--squash", branch);
        git("commit", "--quiet", "-m", "merge " + branch);
    }

    private void git(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        must(run(repository, command));
    }

    private Program.Result run(Path folder, List<String> command) throws IOException {
        List<String> found = new ArrayList<>(command);
        if (found.getFirst().equals("omnigraph")) {
            found.set(0, RepositoryFiles.ROOT.resolve("omnigraph").toString());
        }
        try (Program program = Program.start(folder, environment, found)) {
            return program.await();
        }
    }

    private static void must(Program.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
