package org.omnigraph.catalog.policy;

import com.cedarpolicy.value.EntityTypeName;

/// The fixed Cedar schema of every bundle and the names in it (policy.md §5).
final class CedarNames {
    static final String SCHEMA = """
            namespace Omnigraph {
              entity Group;
              entity Actor in [Group];
              entity Graph;
              entity Server;
              type Request = {
                has_branch: Bool, branch: String, branch_is_protected: Bool,
                has_target_branch: Bool, target_branch: String, target_branch_is_protected: Bool
              };
              action "read", "export", "change", "schema_apply", "branch_create", "branch_delete", "branch_merge",
                     "invoke_query", "admin"
                appliesTo { principal: [Actor], resource: [Graph], context: Request };
              action "graph_list" appliesTo { principal: [Actor], resource: [Server], context: Request };
            }
            """;

    static final EntityTypeName ACTION = type("Omnigraph::Action");
    static final EntityTypeName ACTOR = type("Omnigraph::Actor");
    static final EntityTypeName GROUP = type("Omnigraph::Group");
    static final EntityTypeName GRAPH = type("Omnigraph::Graph");
    static final EntityTypeName SERVER = type("Omnigraph::Server");

    private CedarNames() {}

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow(() -> new IllegalStateException("not a Cedar type: " + name));
    }
}
