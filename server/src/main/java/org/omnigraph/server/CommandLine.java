package org.omnigraph.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omnigraph.server.http.HttpOptions;

/// Reads the server's few flags strictly: an unknown flag, a repeated one or a missing value is an error, never
/// ignored. A flag wins over its variable.
final class CommandLine {
    static final String HELP = """
            Usage: omnigraph-server --cluster SRC [--bind HOST:PORT] [options]

            Serves the applied revision of a cluster over HTTP.

              --cluster SRC          config folder, or storage root URI (OMNIGRAPH_CLUSTER)
              --bind HOST:PORT       where to listen, port 0 for any (OMNIGRAPH_BIND; 127.0.0.1:8080)
              --unauthenticated      consent to run without tokens and policies
                                     (OMNIGRAPH_UNAUTHENTICATED)
              --allow-degraded       serve the healthy graphs when one cannot be served
                                     (OMNIGRAPH_ALLOW_DEGRADED)
              --require-all-graphs   the default: any graph that cannot be served refuses the start
                                     (OMNIGRAPH_REQUIRE_ALL_GRAPHS)
              --max-connections N    connections open at a time; more wait (OMNIGRAPH_MAX_CONNECTIONS; 1000)
              --tls-cert FILE        serve TLS with this PEM certificate chain (OMNIGRAPH_TLS_CERT)
              --tls-key FILE         its PEM private key (OMNIGRAPH_TLS_KEY); both are read again when they change
              --query-timeout TIME   how long a request may take, waiting included; loads have ten times that
                                     (OMNIGRAPH_QUERY_TIMEOUT; 60s). TIME is a number with ms, s or m
              --shutdown-delay TIME  on SIGTERM, say `draining` on /readyz this long before the listener closes
                                     (OMNIGRAPH_SHUTDOWN_DELAY; 0s)
              --shutdown-grace TIME  then, let requests in flight finish for this long; exit 2 if some do not
                                     (OMNIGRAPH_SHUTDOWN_GRACE; 25s)
              --log-format FORMAT    text or json (OMNIGRAPH_LOG_FORMAT; text)
              --log-level LEVEL      error, warn, info, debug or trace (OMNIGRAPH_LOG_LEVEL; info)
              --version              print the version
              --help                 print this

            Bearer tokens come from OMNIGRAPH_SERVER_BEARER_TOKEN (one token, actor `default`),
            OMNIGRAPH_SERVER_BEARER_TOKENS_FILE (path of a JSON object actor -> token), or
            OMNIGRAPH_SERVER_BEARER_TOKENS_JSON (that object itself).

            Once listening, one line goes to stdout: OMNIGRAPH_LISTEN_ADDR=HOST:PORT. Logs go to stderr.
            """;

    private static final Set<String> SWITCHES = Set.of("--unauthenticated", "--allow-degraded", "--require-all-graphs");
    private static final Set<String> VALUED = Set.of(
            "--cluster",
            "--bind",
            "--max-connections",
            "--query-timeout",
            "--tls-cert",
            "--tls-key",
            "--shutdown-delay",
            "--shutdown-grace",
            "--log-format",
            "--log-level");
    private static final int CONNECTIONS_MAX = 1_000_000;
    private static final Duration QUERY_TIMEOUT_DEFAULT = Duration.ofSeconds(60);
    private static final Duration TIME_MAX = Duration.ofHours(1);
    private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(ms|s|m|)");
    private static final String DEFAULT_BIND = "127.0.0.1:8080";

    /// What the words mean.
    sealed interface Parsed {
        record Run(ServerOptions options, LogOptions logging) implements Parsed {}

        record ShowHelp() implements Parsed {}

        record ShowVersion() implements Parsed {}

        /// The words are wrong; `reason` says which and how.
        record Wrong(String reason) implements Parsed {}
    }

    private CommandLine() {}

    static Parsed parse(List<String> words, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        Set<String> switches = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            if (word.equals("--help") || word.equals("-h")) {
                return new Parsed.ShowHelp();
            }
            if (word.equals("--version")) {
                return new Parsed.ShowVersion();
            }
            if (SWITCHES.contains(name)) {
                if (equals >= 0) {
                    return new Parsed.Wrong(name + " takes no value");
                }
                switches.add(name);
            } else if (VALUED.contains(name)) {
                if (equals < 0 && i + 1 == words.size()) {
                    return new Parsed.Wrong(name + " needs a value");
                }
                String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
                if (values.put(name, value) != null) {
                    return new Parsed.Wrong(name + " is given twice");
                }
            } else if (word.startsWith("-")) {
                return new Parsed.Wrong("unknown flag " + name);
            } else {
                return new Parsed.Wrong(
                        "unexpected argument " + word + "; a graph is never named here, the cluster is: --cluster SRC");
            }
        }
        return options(values, switches, environment);
    }

    private static Parsed options(Map<String, String> values, Set<String> switches, Map<String, String> environment) {
        String cluster = values.getOrDefault("--cluster", environment.getOrDefault("OMNIGRAPH_CLUSTER", ""));
        if (cluster.isBlank()) {
            return new Parsed.Wrong("--cluster is missing: name a config folder or a storage root URI");
        }
        boolean degraded = switches.contains("--allow-degraded") || isOn(environment, "OMNIGRAPH_ALLOW_DEGRADED");
        boolean all = switches.contains("--require-all-graphs") || isOn(environment, "OMNIGRAPH_REQUIRE_ALL_GRAPHS");
        if (degraded && all) {
            return new Parsed.Wrong("--allow-degraded and --require-all-graphs contradict each other; drop one");
        }
        String fromEnvironment = environment.getOrDefault("OMNIGRAPH_BIND", "");
        String bind = values.getOrDefault("--bind", fromEnvironment.isBlank() ? DEFAULT_BIND : fromEnvironment);
        int colon = bind.lastIndexOf(':');
        String host = colon < 0 ? "" : bind.substring(0, colon);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        int port = colon < 0 ? -1 : port(bind.substring(colon + 1));
        if (bare.isBlank() || port < 0 || (bare.contains(":") && bare.equals(host))) {
            return new Parsed.Wrong("--bind needs HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, not " + bind);
        }
        boolean open = switches.contains("--unauthenticated") || isOn(environment, "OMNIGRAPH_UNAUTHENTICATED");
        try {
            HttpOptions http = new HttpOptions(
                    bare,
                    port,
                    connections(values, environment),
                    tls(values, environment),
                    HttpOptions.Patience.DEFAULT);
            Departure.Times leaving = new Departure.Times(
                    time(values, environment, "--shutdown-delay", Departure.Times.DEFAULT.delay()),
                    time(values, environment, "--shutdown-grace", Departure.Times.DEFAULT.grace()));
            Duration queryTimeout = time(values, environment, "--query-timeout", QUERY_TIMEOUT_DEFAULT);
            if (queryTimeout.isZero()) {
                return new Parsed.Wrong("--query-timeout needs a time above zero");
            }
            LogOptions logging = new LogOptions(
                    oneOf(LogOptions.Format.values(), LogOptions.USUAL.format(), values, environment, "--log-format"),
                    oneOf(LogOptions.Level.values(), LogOptions.USUAL.level(), values, environment, "--log-level"));
            return new Parsed.Run(
                    new ServerOptions(cluster, http, open, degraded, leaving, queryTimeout, environment), logging);
        } catch (IllegalArgumentException e) {
            return new Parsed.Wrong(String.valueOf(e.getMessage()));
        }
    }

    /// A flag's value, or its variable's: `--max-connections` is `OMNIGRAPH_MAX_CONNECTIONS`.
    private static Optional<String> value(Map<String, String> values, Map<String, String> environment, String flag) {
        String variable = "OMNIGRAPH_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        String text = values.getOrDefault(flag, environment.getOrDefault(variable, ""))
                .strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static <T extends Enum<T>> T oneOf(
            T[] choices, T otherwise, Map<String, String> values, Map<String, String> environment, String flag) {
        Optional<String> text = value(values, environment, flag);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (T choice : choices) {
            if (choice.name().equals(text.get().toUpperCase(Locale.ROOT))) {
                return choice;
            }
        }
        String all = Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(flag + " is one of " + all + ", not " + text.get());
    }

    private static int connections(Map<String, String> values, Map<String, String> environment) {
        Optional<String> text = value(values, environment, "--max-connections");
        if (text.isEmpty()) {
            return HttpOptions.CONNECTIONS_MAX_DEFAULT;
        }
        String digits = text.get();
        if (digits.length() <= 7 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(digits);
            if (number >= 1 && number <= CONNECTIONS_MAX) {
                return number;
            }
        }
        throw new IllegalArgumentException("--max-connections needs a number from 1 to 1000000, not " + digits);
    }

    private static Optional<HttpOptions.Tls> tls(Map<String, String> values, Map<String, String> environment) {
        Optional<String> certificate = value(values, environment, "--tls-cert");
        Optional<String> key = value(values, environment, "--tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("--tls-cert and --tls-key belong together; one is missing");
        }
        return certificate.map(file -> new HttpOptions.Tls(Path.of(file), Path.of(key.orElseThrow())));
    }

    private static Duration time(
            Map<String, String> values, Map<String, String> environment, String flag, Duration otherwise) {
        Optional<String> text = value(values, environment, flag);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = TIME.matcher(text.get());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration time = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofSeconds(number);
            };
            if (time.compareTo(TIME_MAX) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException(
                flag + " needs a time of at most an hour, such as 500ms, 10s or 2m, not " + text.get());
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? port : -1;
    }

    /// True if the variable is set, not blank, not `0` and not `false`.
    static boolean isOn(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").strip();
        return !value.isEmpty()
                && !value.equals("0")
                && !value.toLowerCase(Locale.ROOT).equals("false");
    }
}
