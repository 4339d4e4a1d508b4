package org.omnigraph.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.Visit;

/// One request after route match, bearer check and graph look-up: all that a handler may know of it.
///
/// @param cluster what is being served, fixed for the whole request
/// @param variables of the path, decoded
/// @param query parameters, decoded, in order
/// @param headers values by lower-case name
/// @param caller who asks
/// @param callerKnown true if a token matched, or none is needed
/// @param visits the one at the graph of a graph route
record Call(
        ServedCluster cluster,
        Map<String, String> variables,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Caller caller,
        boolean callerKnown,
        List<Visit> visits,
        RequestBody body) {
    Call {
        variables = Map.copyOf(variables);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        visits = List.copyOf(visits);
    }

    /// The caller at the graph of a graph route.
    Visit visit() {
        return visits.getFirst();
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /// The first value of a header.
    Optional<String> header(String lowerCaseName) {
        List<String> values = headers.getOrDefault(lowerCaseName, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// The one value of a query parameter, if it is given; 400 if it is given twice.
    Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ApiError.badRequest("query parameter `" + name + "` is given more than once")
                    .exception();
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// A branch from the query string, trimmed, `main` if none is given; 400 if blank.
    String branchParameter() {
        return parameter("branch").map(text -> Branches.named("branch", text)).orElse(Branches.MAIN);
    }
}
