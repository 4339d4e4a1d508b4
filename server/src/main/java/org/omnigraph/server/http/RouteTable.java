package org.omnigraph.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the route of a path. Fixed segments win over variables. Segments come in percent-decoded, split before.
/// Whatever takes GET takes HEAD.
final class RouteTable {
    /// What looking a request up gave.
    sealed interface Match {
        /// The route; `variables` are the values of its template's variables, by name.
        record Found(Route route, Map<String, String> variables) implements Match {
            public Found {
                variables = Map.copyOf(variables);
            }
        }

        record UnknownPath() implements Match {}

        /// The path is known, the method is not; `allowed` are those that are.
        record UnknownMethod(String template, SortedSet<String> allowed) implements Match {}
    }

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private record Entry(Route route, List<String> segments) {}

    private final List<Entry> entries;

    RouteTable(List<Route> routes) {
        this.entries =
                routes.stream().map(route -> new Entry(route, route.segments())).toList();
    }

    List<Route> routes() {
        return entries.stream().map(Entry::route).toList();
    }

    Match match(String method, List<String> path) {
        String template = "";
        int bestFixed = -1;
        for (Entry entry : entries) {
            int fixed = fixedSegments(entry.segments, path);
            if (fixed > bestFixed) {
                bestFixed = fixed;
                template = entry.route.template();
            }
        }
        if (bestFixed < 0) {
            return new Match.UnknownPath();
        }
        String wanted = method.equals(HEAD) ? GET : method;
        SortedSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.route.template().equals(template)) {
                if (entry.route.method().equals(wanted)) {
                    return new Match.Found(entry.route, variables(entry.segments, path));
                }
                allowed.add(entry.route.method());
                if (entry.route.method().equals(GET)) {
                    allowed.add(HEAD);
                }
            }
        }
        return new Match.UnknownMethod(template, allowed);
    }

    /// How many fixed segments match, or -1 if the path does not fit.
    private static int fixedSegments(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return -1;
        }
        int fixed = 0;
        for (int i = 0; i < pattern.size(); i++) {
            if (isVariable(pattern.get(i))) {
                if (path.get(i).isEmpty()) {
                    return -1;
                }
            } else if (pattern.get(i).equals(path.get(i))) {
                fixed++;
            } else {
                return -1;
            }
        }
        return fixed;
    }

    private static Map<String, String> variables(List<String> pattern, List<String> path) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return variables;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }
}
