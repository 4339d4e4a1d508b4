package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What a connection can carry besides well-formed requests.
final class RawHttp implements Attack {
    private static final int MILLIS_MAX = 5_000;

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String summary() {
        return "malformed, ambiguous and unusual HTTP, byte by byte";
    }

    @Override
    public void run(Arena arena, Findings findings) throws Exception {
        Victim server = arena.server();
        List<RawCase> cases = RawCase.all();
        List<Callable<Heard>> senders = new ArrayList<>();
        cases.forEach(raw -> senders.add(() -> send(server, raw)));
        int right = 0;
        int notJson = 0;
        for (Heard heard : Crowd.all(senders)) {
            right += heard.isRight() ? 1 : 0;
            notJson += heard.answers().stream().allMatch(RawHttp::isOurs) ? 0 : 1;
            if (!heard.isRight()) {
                findings.add(heard.raw().tried(), heard.raw().bound(), heard.label(), false);
            }
        }
        findings.add(
                "kinds of raw requests",
                cases.size() + " answered rightly",
                right + " of " + cases.size(),
                right == cases.size());
        findings.never("their refusals", "without the JSON of an error", notJson);
    }

    /// What came back for one case.
    private record Heard(RawCase raw, List<Answer> answers, boolean closed) {
        boolean isRight() {
            return answers.size() == raw.answers()
                    && answers.stream().allMatch(answer -> RawHttp.isRight(raw, answer))
                    && (closed || !raw.closes());
        }

        String label() {
            return answers.stream().map(Answer::label).toList() + (raw.closes() && !closed ? ", still open" : "");
        }
    }

    /// Refusals are the JSON of an error, those of the library, too.
    private static boolean isOurs(Answer answer) {
        return answer.status() < 400
                || answer.bodyBytes() == 0
                || answer.header("content-type").startsWith("application/json");
    }

    private static boolean isRight(RawCase raw, Answer answer) {
        return switch (answer.end()) {
            case WHOLE -> raw.statuses().contains(answer.status());
            case NOTHING -> raw.statuses().contains(0);
            case CUT, LATE -> false;
        };
    }

    /// Sends the bytes and gathers the answers; whether the connection is closed is only looked at where it must be.
    private static Heard send(Victim server, RawCase raw) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try (RawConnection wire = RawConnection.open(server.port(), MILLIS_MAX)) {
            try {
                wire.send(raw.text());
                if (raw.halfClosed()) {
                    wire.halfClose();
                }
            } catch (IOException e) {
                // refused while it was sent: the answer may be there
            }
            for (int i = 0; i < raw.answers(); i++) {
                answers.add(wire.answer(raw.head()));
            }
            return new Heard(raw, answers, raw.closes() && wire.isClosedByOtherSide());
        }
    }
}
