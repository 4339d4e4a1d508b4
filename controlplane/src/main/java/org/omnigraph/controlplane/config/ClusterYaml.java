package org.omnigraph.controlplane.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.state.diagnostic.SourcePosition;
import org.omnigraph.state.ledger.OnRemove;

/// `cluster.yaml` as it was written, typed and with places, before any file it names is opened.
///
/// @param canonical the content without defaults and comments, as the config digest sees it
record ClusterYaml(
        ClusterSettings settings, List<GraphEntry> graphs, List<PolicyEntry> policies, ObjectNode canonical) {

    /// A piece of text and where it stands.
    record Located(String text, SourcePosition position) {
        static final Located NONE = new Located("", SourcePosition.NONE);

        boolean isPresent() {
            return !text.isEmpty();
        }
    }

    /// The line that a piece of text stands on.
    static Place place(Located text) {
        return new Place(ClusterYamlReader.FILE_NAME, text.position().line());
    }

    /// One of the three forms of `queries:`.
    sealed interface Queries {
        record None() implements Queries {}

        record Folder(Located path) implements Queries {}

        record Files(List<Located> paths) implements Queries {}

        record Named(List<NamedQuery> queries) implements Queries {}
    }

    /// `name: {file: …}`.
    record NamedQuery(Located name, Located file) {}

    /// One graph whose id is valid. `schema` is [Located#NONE] if it is missing, which was reported.
    record GraphEntry(Located id, Located schema, Queries queries, boolean isProtected, OnRemove onRemove) {}

    /// One policy whose name is valid; `file` as above.
    record PolicyEntry(Located name, Located file, List<Located> appliesTo) {}
}
