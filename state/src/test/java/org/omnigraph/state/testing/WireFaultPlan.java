package org.omnigraph.state.testing;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.omnigraph.state.testing.WireFault.Answer;

/// A seeded plan of trouble that a client must get through: every lock is stored and its answer lost, so is every
/// second other conditional write, and one in eight of the other requests fails. Never more than two requests in a
/// row, so that the tries of a careful client do not run out.
public final class WireFaultPlan implements Function<ProxiedRequest, WireFault> {
    private static final int IN_A_ROW_MAX = 2;
    /// A silence costs the client's whole patience: rarer than the others.
    private static final int SILENT_ONE_IN = 40;

    private static final List<Answer> LOST_ANSWERS =
            List.of(Answer.STATUS_500, Answer.STATUS_409, Answer.STATUS_503, Answer.RESET);
    private static final List<WireFault> FAILURES = List.of(
            WireFault.lost(Answer.STATUS_500),
            WireFault.lost(Answer.STATUS_503),
            WireFault.lost(Answer.RESET),
            WireFault.doneThen(Answer.STATUS_500),
            WireFault.doneThen(Answer.RESET),
            WireFault.doneThen(Answer.HALF));

    private final Random random;
    private int inARow;

    public WireFaultPlan(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public WireFault apply(ProxiedRequest request) {
        WireFault fault = inARow < IN_A_ROW_MAX ? chosen(request) : WireFault.NONE;
        inARow = fault.equals(WireFault.NONE) ? 0 : inARow + 1;
        return fault;
    }

    private WireFault chosen(ProxiedRequest request) {
        if (request.isConditional()) {
            boolean lock = request.target().contains("/lock.json");
            if (!lock && random.nextBoolean()) {
                return WireFault.NONE;
            }
            Answer answer = random.nextInt(SILENT_ONE_IN) == 0
                    ? Answer.SILENCE
                    : LOST_ANSWERS.get(random.nextInt(LOST_ANSWERS.size()));
            boolean stored = lock || random.nextInt(4) > 0;
            return stored ? WireFault.doneThen(answer) : WireFault.lost(answer);
        }
        return random.nextInt(8) == 0 ? FAILURES.get(random.nextInt(FAILURES.size())) : WireFault.NONE;
    }
}
