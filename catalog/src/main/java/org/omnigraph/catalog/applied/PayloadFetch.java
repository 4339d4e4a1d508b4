package org.omnigraph.catalog.applied;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadReading;
import org.omnigraph.catalog.payload.PayloadStore;

/// Reads many payloads, a bounded number at a time.
final class PayloadFetch {
    private static final int AT_A_TIME = 16;

    private PayloadFetch() {}

    static SortedMap<ResourceAddress, PayloadReading> readAll(
            PayloadStore payloads, Map<ResourceAddress, ContentDigest> wanted) {
        SortedMap<ResourceAddress, PayloadReading> readings = new TreeMap<>();
        List<ResourceAddress> addresses = new ArrayList<>(wanted.keySet());
        List<Future<PayloadReading>> futures = new ArrayList<>();
        Semaphore slots = new Semaphore(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            wanted.forEach((address, digest) -> futures.add(threads.submit(() -> {
                slots.acquire();
                try {
                    return payloads.read(address, digest);
                } finally {
                    slots.release();
                }
            })));
            for (int i = 0; i < addresses.size(); i++) {
                readings.put(addresses.get(i), futures.get(i).get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the catalog", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the catalog failed", e.getCause());
        }
        return readings;
    }
}
