package org.omnigraph.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/// How long a short command takes as a whole process, against an empty Java program with the same JVM flags, run in
/// turn so that the machine's drift meets both. The first row runs the empty program against itself: what it shows is
/// noise.
public final class StartUp {
    private static final int WARM_UPS = 2;

    private StartUp() {}

    /// Prints the table.
    ///
    /// @param args the repository root and how many pairs to run
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        int pairs = Integer.parseInt(args[1]);
        Path image = root.resolve("dist/target/omnigraph");
        Path work = Files.createTempDirectory("omnigraph-startup");
        try {
            List<String> empty = emptyProgram(image, work);
            String launcher = root.resolve("omnigraph").toString();
            String example = root.resolve("examples/company-brain").toString();
            System.out.println(
                    "ratio of wall times to an empty Java program, " + pairs + " pairs      min   median      max");
            row("empty program (noise)", empty, empty, pairs);
            row("version", List.of(launcher, "version"), empty, pairs);
            row(
                    "cluster validate company-brain",
                    List.of(launcher, "cluster", "validate", "--config", example),
                    empty,
                    pairs);
        } finally {
            Files.deleteIfExists(work.resolve("Empty.class"));
            Files.deleteIfExists(work.resolve("Empty.java"));
            Files.deleteIfExists(work);
        }
    }

    private static List<String> emptyProgram(Path image, Path work) throws IOException {
        Path source = work.resolve("Empty.java");
        Files.writeString(source, "public class Empty { public static void main(String[] args) {} }\n");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", work.toString(), source.toString());
        List<String> command = new ArrayList<>();
        command.add(Files.readString(image.resolve("java-home")).strip() + "/bin/java");
        command.addAll(
                List.of(Files.readString(image.resolve("cli.flags")).strip().split(" +")));
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", work.toString(), "Empty"));
        return command;
    }

    private static void row(String name, List<String> measured, List<String> yardstick, int pairs)
            throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            millis(measured);
            millis(yardstick);
        }
        double[] ratios = new double[pairs];
        double[] millis = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            millis[i] = millis(measured);
            ratios[i] = millis[i] / millis(yardstick);
        }
        System.out.printf(
                Locale.ROOT,
                "%-56s %s   (median %.0f ms)%n",
                name,
                Spread.of(ratios),
                Spread.of(millis).median());
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        long end = System.nanoTime();
        if (code != 0) {
            throw new IOException(command + " exited with " + code + ": " + error);
        }
        return (end - start) / 1e6;
    }
}
