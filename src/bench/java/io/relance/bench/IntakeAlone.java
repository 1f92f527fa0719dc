package io.relance.bench;

import io.relance.node.LoadDriver;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.util.Set;

/**
 * W6: a thousand events a second, twenty in a request as server-side clients send them, while W3's runs wait. An
 * endpoint that does nothing gets the same bodies at the same rate, at the same time, from another shop.
 */
final class IntakeAlone implements Work {

    private static final int PER_SECOND = 1000;
    private static final int BATCH = 20;
    private static final int CONNECTIONS = 4;

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        String event = Events.track("w3c" + sizes.waiting().get(sizes.waiting().size() - 1), "Window Looked At", " w6");
        try (LoadDriver other = LoadDriver.start();
                LagProbe probe = new LagProbe(rig)) {
            shop(rig.shop, rig.url(), event.replace(" w6", " w6 warm"), 2 + sizes.intakeSeconds() / 10);
            shop(other, rig.node().address() + EmptyEndpoint.PATH, event, 2 + sizes.intakeSeconds() / 10);
            rig.settle();
            probe.start();
            var empty = other.begin(work(rig.node().address() + EmptyEndpoint.PATH, event, sizes.intakeSeconds()));

            Shopped[] intake = new Shopped[1];
            Usage usage = rig.measure("w6", PER_SECOND * sizes.intakeSeconds(), () -> {
                intake[0] = shop(rig.shop, rig.url(), event, sizes.intakeSeconds());
            });

            usage.into(run.of("w6"), "");
            put(run, "intake_", intake[0]);
            put(run, "empty_", empty.join());
            run.of("w6").put("probes", (double) probe.count());
            rig.memoryInto(run.of("w6"));
            run.judge(
                    "w6.p99_ratio",
                    run.of("w6").get("intake_p99_ms") / run.of("w6").get("empty_p99_ms"));
            run.judge("w6.lag_s", probe.longest());
        }
    }

    private static Shopping work(String url, String event, int seconds) {
        return Shopping.batches(url, event, 0, PER_SECOND * seconds)
                .inBatchesOf(BATCH)
                .over(CONNECTIONS)
                .atRate(PER_SECOND);
    }

    private static Shopped shop(LoadDriver driver, String url, String event, int seconds) {
        return driver.run(work(url, event, seconds));
    }

    private static void put(Run run, String prefix, Shopped shopped) {
        run.of("w6").put(prefix + "p50_ms", shopped.p50());
        run.of("w6").put(prefix + "p99_ms", shopped.p99());
        run.of("w6").put(prefix + "max_ms", shopped.max());
        if (!shopped.answers().keySet().equals(Set.of(200))) {
            // An answer that took nothing is quicker; it must not better the figure.
            throw new IllegalStateException("not everything was taken: " + shopped.answers());
        }
        shopped.answers().forEach((status, count) -> run.of("w6").put(prefix + "answers_" + status, (double) count));
    }
}
