package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.omnigraph.state.json.Json;

/// Runs the attacks one after another against the packaged server of a checkout, and prints what was tried, the bound
/// and what was seen. Exits with 1 if a bound was broken.
public final class AttackRun {
    private AttackRun() {}

    /// Attacks.
    ///
    /// @param args the root of the checkout, then options: see `benchmarks/attack --help`
    public static void main(String[] args) throws IOException {
        List<String> options = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
        if (options.contains("--list")) {
            attacks(false)
                    .forEach(attack -> System.out.printf(Locale.ROOT, "%-10s %s%n", attack.name(), attack.summary()));
            return;
        }
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        boolean small = options.remove("--short");
        Path cache = root.resolve("target/attack");
        Path json = root.resolve("target/attack/results.json");
        List<String> only = new ArrayList<>();
        while (!options.isEmpty()) {
            String option = options.removeFirst();
            if (options.isEmpty()) {
                usage(option);
            }
            String value = options.removeFirst();
            switch (option) {
                case "--only" -> only.add(value);
                case "--cache" -> cache = Path.of(value).toAbsolutePath();
                case "--json" -> json = Path.of(value).toAbsolutePath();
                default -> usage(option);
            }
        }
        List<String> names = attacks(small).stream().map(Attack::name).toList();
        only.stream().filter(name -> !names.contains(name)).forEach(AttackRun::usage);
        List<Findings.Finding> all = attack(new Checkout(root), cache, small, only);
        List<Findings.Finding> broken =
                all.stream().filter(finding -> !finding.held()).toList();
        Files.createDirectories(json.getParent());
        Files.write(json, Json.canonicalBytes(Findings.json(all)));
        System.out.println("\n" + all.size() + " findings, " + broken.size() + " bounds broken (" + json + ")");
        broken.forEach(finding -> System.out.println(Findings.line(finding)));
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    private static List<Attack> attacks(boolean small) {
        return List.of(
                new Bombs(),
                new WideRows(),
                new HalfSent(),
                new Starvation(),
                new SlowClients(),
                new RawHttp(),
                new HostileNames(),
                new Leaving(small ? 4 : 20),
                new ClockSteps());
    }

    private static List<Findings.Finding> attack(Checkout checkout, Path cache, boolean small, List<String> only)
            throws IOException {
        PeopleGraph large = small ? new PeopleGraph(20_000, 200_000, 13) : new PeopleGraph(100_000, 1_000_000, 13);
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory("omnigraph-attack");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(work)));
        List<Findings.Finding> all = new ArrayList<>();
        try (Arena arena = new Arena(checkout, cache, work, large)) {
            for (Attack attack : attacks(small)) {
                if (only.isEmpty() || only.contains(attack.name())) {
                    all.addAll(one(attack, arena));
                }
            }
        }
        return all;
    }

    /// Also where this program is interrupted: no server stays, nor its files.
    private static void leaveNothing(Path work) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            Folders.delete(work);
        } catch (IOException e) {
            System.err.println("left behind: " + work + ": " + e.getMessage());
        }
    }

    private static List<Findings.Finding> one(Attack attack, Arena arena) {
        System.out.println("\n" + attack.name() + ": " + attack.summary());
        long start = System.nanoTime();
        Findings findings = new Findings(attack.name());
        try {
            attack.run(arena, findings);
            arena.settle(findings);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            findings.add("the attack", "is carried out", "" + e, false);
        }
        findings.note("took", (System.nanoTime() - start) / 1_000_000_000 + " s");
        return findings.all();
    }

    private static void usage(String word) {
        System.err.println("benchmarks/attack: what is " + word + "? See --help and --list.");
        System.exit(64);
    }
}
