package org.omnigraph.catalog.address;

import java.util.Optional;

/// The address of a declared resource: one type, one parser, one printer (cluster-contract.md §1). Ordered as its
/// printed form.
public sealed interface ResourceAddress extends Comparable<ResourceAddress> {

    /// `graph.<id>`: the graph itself, whose digest follows its parts.
    record Graph(GraphId graph) implements ResourceAddress {
        @Override
        public String toString() {
            return "graph." + graph;
        }
    }

    /// `schema.<graph>`.
    record Schema(GraphId graph) implements ResourceAddress {
        @Override
        public String toString() {
            return "schema." + graph;
        }
    }

    /// `query.<graph>.<name>`.
    record Query(GraphId graph, String name) implements ResourceAddress {
        public Query {
            if (!GraphId.isValid(name)) {
                throw new IllegalArgumentException("not a query name: " + name);
            }
        }

        @Override
        public String toString() {
            return "query." + graph + "." + name;
        }
    }

    /// `policy.<name>`.
    record Policy(String name) implements ResourceAddress {
        public Policy {
            if (!GraphId.isValid(name)) {
                throw new IllegalArgumentException("not a policy name: " + name);
            }
        }

        @Override
        public String toString() {
            return "policy." + name;
        }
    }

    /// The first part of the printed form.
    default String kind() {
        return switch (this) {
            case Graph g -> "graph";
            case Schema s -> "schema";
            case Query q -> "query";
            case Policy p -> "policy";
        };
    }

    /// The graph that the resource belongs to; a policy belongs to none.
    default Optional<GraphId> owner() {
        return switch (this) {
            case Graph g -> Optional.of(g.graph());
            case Schema s -> Optional.of(s.graph());
            case Query q -> Optional.of(q.graph());
            case Policy p -> Optional.empty();
        };
    }

    @Override
    default int compareTo(ResourceAddress other) {
        return toString().compareTo(other.toString());
    }

    /// Reads a printed address; empty if the text is none.
    static Optional<ResourceAddress> parse(String text) {
        String[] parts = text.split("\\.", -1);
        for (int i = 1; i < parts.length; i++) {
            if (!GraphId.isValid(parts[i])) {
                return Optional.empty();
            }
        }
        return switch (parts[0] + "/" + parts.length) {
            case "graph/2" -> Optional.of(new Graph(new GraphId(parts[1])));
            case "schema/2" -> Optional.of(new Schema(new GraphId(parts[1])));
            case "query/3" -> Optional.of(new Query(new GraphId(parts[1]), parts[2]));
            case "policy/2" -> Optional.of(new Policy(parts[1]));
            default -> Optional.empty();
        };
    }
}
