package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many clients at once, each on a virtual thread.
final class Crowd {
    private Crowd() {}

    /// Runs all at once and gives what each returned, in their order.
    static <T> List<T> all(List<? extends Callable<T>> clients) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(clients)) {
                results.add(result.get());
            }
            return results;
        }
    }

    /// Asks over a connection of its own. A server that cannot be reached answers nothing.
    static Answer ask(Victim server, byte[] request, int millis) {
        try (RawConnection wire = RawConnection.open(server.port(), millis)) {
            return wire.ask(request);
        } catch (IOException e) {
            return Answer.none(Answer.End.NOTHING);
        }
    }

    /// Asks the same that many times at once.
    static List<Answer> ask(Victim server, int count, byte[] request, int millis)
            throws InterruptedException, ExecutionException {
        return all(Collections.nCopies(count, () -> ask(server, request, millis)));
    }

    /// How often each kind of answer came: `{200=3, 429=5}`.
    static Map<String, Integer> tally(List<Answer> answers) {
        Map<String, Integer> tally = new TreeMap<>();
        answers.forEach(answer -> tally.merge(answer.label(), 1, Integer::sum));
        return tally;
    }

    /// How many answers blame the server itself.
    static long serverErrors(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 500).count();
    }
}
