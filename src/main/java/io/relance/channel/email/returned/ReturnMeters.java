package io.relance.channel.email.returned;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what came back, by what it says. */
@Component
class ReturnMeters implements MeterBinder {

    static final String COMPLAINT = "complaint";
    static final String NOTICE = "notice";
    static final String AUTO_REPLY = "auto_reply";
    static final String UNMATCHED = "unmatched";
    static final String UNKNOWN = "unknown";

    private static final String READ = "relance.returned.read";
    private static final List<String> KINDS =
            List.of("hard", "soft", "block", COMPLAINT, NOTICE, AUTO_REPLY, UNMATCHED, UNKNOWN);

    /** Every count is there before it first rises, so that its first rise is seen as one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (String kind : KINDS) {
            Counter.builder(READ)
                    .description("Mails that came back and were read, by what they say.")
                    .tag("kind", kind)
                    .register(registry);
        }
    }

    static void read(String kind) {
        Metrics.counter(READ, "kind", kind).increment();
    }
}
