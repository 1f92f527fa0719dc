package io.relance.journey.word;

import io.relance.journey.run.Run;
import io.relance.pressure.Ask;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The person: their traits, and whether we may speak to them. */
class ContactWord extends MapWord {

    private static final String REFERRAL_CODE = "referralCode";

    private final Run run;
    private final Group group;
    private final Instant now;
    private final Map<String, Object> seen;
    private final Map<String, Refusal> refused;

    ContactWord(
            Map<String, Object> values,
            Run run,
            Group group,
            Instant now,
            Map<String, Object> seen,
            Map<String, Refusal> refused) {
        super("contact", values, seen);
        this.run = run;
        this.group = group;
        this.now = now;
        this.seen = seen;
        this.refused = refused;
    }

    @Override
    public Object get(String property) {
        Object value =
                switch (property) {
                    case "orderCount" -> group.orderValue(run).orders();
                    case "orderValue" -> group.orderValue(run).value();
                    case "points" -> group.standing(run).points();
                    case "tier" -> group.standing(run).tier();
                    case REFERRAL_CODE -> group.referralCode(run);
                    default -> null;
                };
        if (value == null) {
            return super.get(property);
        }
        seen.put("contact." + property, value);
        return value;
    }

    @Override
    public Object ask(String question, List<Object> arguments) {
        if (question.equals("inSegment") && arguments.size() == 1) {
            boolean in = group.segments(run).contains(String.valueOf(arguments.get(0)));
            seen.put("contact.inSegment('" + arguments.get(0) + "')", in);
            return in;
        }
        if (!question.equals("mayReceive") || arguments.size() != 1) {
            return null;
        }
        Optional<Channel> asked = channel(arguments.get(0));
        return asked.isEmpty() ? null : mayReceive(asked.get());
    }

    private static Optional<Channel> channel(Object code) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.code().equals(code))
                .findFirst();
    }

    private boolean mayReceive(Channel channel) {
        Verdict verdict = group.hearing().consider(new Ask(run.contact(), channel, MessageClass.MARKETING, null, now));
        String path = "contact.mayReceive('" + channel.code() + "')";
        // A moment that is merely not now is no "no": the message would be held.
        boolean may = !(verdict instanceof Refusal refusal) || refusal.next() != null;
        if (!may) {
            refused.put(path, (Refusal) verdict);
        }
        seen.put(
                path,
                may ? true : "false (" + ((Refusal) verdict).reason() + ": " + ((Refusal) verdict).detail() + ")");
        return may;
    }

    /** A code for friends is made when it is first asked for, so only a table that asks for it gets one made. */
    @Override
    Map<String, Object> plain(Set<String> mentioned) {
        Map<String, Object> plain = plain();
        String code = mentioned.contains(REFERRAL_CODE) ? group.referralCode(run) : null;
        if (code != null) {
            plain.put(REFERRAL_CODE, code);
        }
        return plain;
    }

    @Override
    Map<String, Object> plain() {
        Map<String, Object> plain = super.plain();
        plain.put("orderCount", group.orderValue(run).orders());
        plain.put("orderValue", group.orderValue(run).value());
        plain.put("segments", java.util.List.copyOf(group.segments(run)));
        plain.put("points", BigDecimal.valueOf(group.standing(run).points()));
        plain.put("tier", group.standing(run).tier());
        return plain;
    }
}
