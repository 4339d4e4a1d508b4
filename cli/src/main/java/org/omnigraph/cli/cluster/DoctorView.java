package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.health.HealthCheck;
import org.omnigraph.controlplane.health.HealthStatus;
import org.omnigraph.controlplane.task.DoctorOutcome;

/// `cluster doctor`.
record DoctorView(DoctorOutcome outcome) implements View {
    private static final int NAME_WIDTH = 18;

    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.put("status", outcome.status().wireName());
        ArrayNode checks = node.putArray("checks");
        for (HealthCheck check : outcome.checks()) {
            ObjectNode entry = checks.addObject()
                    .put("check", check.name())
                    .put("status", check.status().wireName())
                    .put("message", check.message());
            ArrayNode codes = entry.putArray("codes");
            check.problems().stream()
                    .map(problem -> problem.code().wireName())
                    .distinct()
                    .forEach(codes::add);
        }
        outcome.repairs().forEach(node.putArray("repairs")::add);
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        outcome.repairs()
                .forEach(repair ->
                        text.append(style.green("Mended: ")).append(repair).append('\n'));
        text.append(style.bold("Cluster: "))
                .append(painted(outcome.status(), outcome.status().wireName(), style))
                .append("\n\n");
        for (HealthCheck check : outcome.checks()) {
            text.append("  ")
                    .append(painted(check.status(), symbol(check.status()), style))
                    .append(' ')
                    .append(Prose.pad(check.name().replace('_', ' '), NAME_WIDTH))
                    .append("  ");
            if (check.status() != HealthStatus.HEALTHY) {
                text.append(painted(check.status(), check.status().wireName(), style))
                        .append(": ");
            }
            text.append(check.message()).append('\n');
        }
        return text.toString();
    }

    private static String symbol(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> "✓";
            case UNVERIFIED -> "?";
            case DEGRADED, STALE -> "!";
            case MISSING, UNREACHABLE, CORRUPT -> "✗";
        };
    }

    private static String painted(HealthStatus status, String text, Style style) {
        return switch (status) {
            case HEALTHY -> style.green(text);
            case UNVERIFIED -> style.cyan(text);
            case DEGRADED, STALE -> style.yellow(text);
            case MISSING, UNREACHABLE, CORRUPT -> style.red(text);
        };
    }
}
