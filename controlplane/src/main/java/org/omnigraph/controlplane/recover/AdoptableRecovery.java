package org.omnigraph.controlplane.recover;

import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.observe.GraphSight;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.recovery.Sidecar;

/// An interrupted create or schema update beside which something else became live. No sweep can say what it came to;
/// a command that records what is live settles it.
///
/// @param live what the sweep saw
/// @param warning what the sweep said of it
public record AdoptableRecovery(Sidecar sidecar, GraphId graph, GraphSight.Live live, Diagnostic warning) {}
