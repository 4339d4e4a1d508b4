package org.omnigraph.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The same number of declared things in `terraform` (its built-in `terraform_data`, local state) and in a
/// cluster folder (stored queries of one graph, local store): a plan of everything, and the first apply. Whole
/// processes, in turn, each from a state that nothing was applied to. OmniGraph's plan and apply also read,
/// parse and type-check each query; terraform's resources hold a string each.
public final class Terraform {
    private static final int[] SIZES = {10, 100, 1_000, 5_000};
    private static final int LIMIT_SECONDS = 300;

    private Terraform() {}

    /// Prints the table.
    ///
    /// @param args the repository root, the `terraform` program, how many pairs to run, and the sizes unless all
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        int pairs = Integer.parseInt(args[2]);
        Path work = Files.createTempDirectory("omnigraph-terraform");
        System.out.println(
                "seconds of whole processes, median of " + pairs + " pairs in turn; ratio terraform / omnigraph");
        System.out.printf(
                Locale.ROOT,
                "%-8s %6s %10s %10s %9s %8s %8s%n",
                "command",
                "N",
                "omnigraph",
                "terraform",
                "min",
                "median",
                "max");
        try {
            for (int size : args.length > 3 ? sizes(args) : SIZES) {
                Peer ours =
                        new OmniGraph(root.resolve("omnigraph").toString(), work.resolve("omnigraph-" + size), size);
                Peer theirs = new TerraformData(args[1], work.resolve("terraform-" + size), size);
                row("plan", size, ours, theirs, pairs, Peer::plan);
                row("apply", size, ours, theirs, pairs, Peer::apply);
            }
        } finally {
            remove(work);
        }
    }

    private static int[] sizes(String[] args) {
        return Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
    }

    /// A program with its folder of N declared things.
    private interface Peer {
        /// Back to nothing applied; not measured.
        void reset() throws IOException, InterruptedException;

        List<String> plan();

        List<String> apply();

        Path folder();
    }

    /// What is measured.
    @FunctionalInterface
    private interface Measured {
        List<String> of(Peer peer);
    }

    private record OmniGraph(String program, Path folder, int size) implements Peer {
        OmniGraph {
            try {
                Path queries = Files.createDirectories(folder.resolve("queries"));
                Files.writeString(
                        folder.resolve("cluster.yaml"),
                        "version: 1\ngraphs:\n  g: { schema: g.pg, queries: queries/ }\n");
                Files.writeString(folder.resolve("g.pg"), "node Thing { name: String @key  size: I32? }\n");
                for (int i = 0; i < size; i++) {
                    Files.writeString(
                            queries.resolve("q" + i + ".gq"),
                            "query q" + i
                                    + "($name: String) {\n    match { $t: Thing { name: $name } }\n    return { $t.name as name, $t.size as size_"
                                    + i + " }\n}\n");
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void reset() throws IOException, InterruptedException {
            remove(folder.resolve("__cluster"));
            remove(folder.resolve("graphs"));
            seconds(List.of(program, "cluster", "import", "--as", "bench"), folder);
        }

        @Override
        public List<String> plan() {
            return List.of(program, "cluster", "plan");
        }

        @Override
        public List<String> apply() {
            return List.of(program, "cluster", "apply", "--as", "bench");
        }
    }

    private record TerraformData(String program, Path folder, int size) implements Peer {
        TerraformData {
            try {
                Files.createDirectories(folder);
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < size; i++) {
                    text.append("resource \"terraform_data\" \"q" + i + "\" {\n  input = \"query q" + i
                            + " of thing\"\n}\n");
                }
                Files.writeString(folder.resolve("main.tf"), text);
                seconds(List.of(program, "init", "-no-color"), folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void reset() throws IOException {
            Files.deleteIfExists(folder.resolve("terraform.tfstate"));
            Files.deleteIfExists(folder.resolve("terraform.tfstate.backup"));
        }

        @Override
        public List<String> plan() {
            return List.of(program, "plan", "-no-color", "-input=false");
        }

        @Override
        public List<String> apply() {
            return List.of(program, "apply", "-no-color", "-input=false", "-auto-approve");
        }
    }

    private static void row(String name, int size, Peer ours, Peer theirs, int pairs, Measured measured)
            throws IOException, InterruptedException {
        double[] left = new double[pairs];
        double[] right = new double[pairs];
        double[] ratios = new double[pairs];
        boolean cut = false;
        for (int i = 0; i < pairs; i++) {
            ours.reset();
            theirs.reset();
            left[i] = seconds(measured.of(ours), ours.folder());
            right[i] = seconds(measured.of(theirs), theirs.folder());
            cut |= left[i] >= LIMIT_SECONDS || right[i] >= LIMIT_SECONDS;
            ratios[i] = right[i] / left[i];
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s %6d %10.2f %10.2f  %s%s%n",
                name,
                size,
                Spread.of(left).median(),
                Spread.of(right).median(),
                Spread.of(ratios),
                cut ? "  (cut off at " + LIMIT_SECONDS + " s)" : "");
    }

    private static double seconds(List<String> command, Path folder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        double taken = (System.nanoTime() - start) / 1e9;
        if (!ended) {
            process.destroy();
            process.waitFor();
            return LIMIT_SECONDS;
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " exited with " + process.exitValue() + ": " + Files.readString(errors));
        }
        Files.delete(errors);
        return taken;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
