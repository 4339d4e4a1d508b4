package org.omnigraph.controlplane.command;

import java.nio.file.Path;
import java.time.Duration;

/// Make the cluster what the config says.
///
/// @param actor who acts; empty if unknown
/// @param keepGoing true if independent graphs go on when one fails
public record ApplyRequest(Path configDir, String actor, Duration lockTimeout, boolean keepGoing) {}
