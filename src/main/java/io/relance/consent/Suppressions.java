package io.relance.consent;

import io.relance.shared.Channel;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Addresses and numbers that must not be written to, whoever has them. Stronger than any consent. */
@Component
public class Suppressions {

    /** Why an address or number is suppressed ({@code stop}, {@code hard_bounce}, …); empty when it is not. */
    public Optional<String> reason(Channel channel, String address) {
        throw new UnsupportedOperationException();
    }

    /** Suppresses an address or number; the first reason stays. */
    public void suppress(Channel channel, String address, String reason, Instant at, String source) {
        throw new UnsupportedOperationException();
    }

    /** Lifts a suppression of that reason (START after STOP); other reasons stay. */
    public void lift(Channel channel, String address, String reason, Instant at, String source) {
        throw new UnsupportedOperationException();
    }
}
