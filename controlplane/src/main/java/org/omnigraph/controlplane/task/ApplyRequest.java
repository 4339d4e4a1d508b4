package org.omnigraph.controlplane.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.omnigraph.controlplane.plan.SavedPlan;

/// Make the cluster what the config says.
///
/// @param actor who acts; empty if unknown
/// @param keepGoing true if independent graphs go on when one fails
/// @param saved the plan to apply exactly, or not at all; without one whatever the plan is now
public record ApplyRequest(
        Path configDir, String actor, Duration lockTimeout, boolean keepGoing, Optional<SavedPlan> saved) {}
