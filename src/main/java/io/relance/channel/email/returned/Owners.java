package io.relance.channel.email.returned;

import io.relance.message.spi.Marks;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds which message of ours something that came back is about: by the mark of its envelope, else by its Message-ID, else
 * by its unsubscribe address. All three are sealed, so that nobody can make up a report about somebody else's mail.
 */
@Component
class Owners {

    private static final Pattern ENVELOPE =
            Pattern.compile("\\+([a-z2-7]{" + Marks.ENVELOPE_LENGTH + "})[@=]", Pattern.CASE_INSENSITIVE);
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?<![\\w.])([0-9a-z]{1,12}\\.[0-9a-z]{1,17})@", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSUBSCRIBE = Pattern.compile("/u/([\\w-]{20,100})");

    /** Who writes thousands of them wants to keep us busy. */
    private static final int TRIES = 200;

    private final Marks marks;

    Owners(Marks marks) {
        this.marks = marks;
    }

    /** The message; empty when nothing in it was made by us. */
    OptionalLong of(String evidence) {
        OptionalLong found = first(ENVELOPE, evidence, marks::ofEnvelope);
        if (found.isEmpty()) {
            found = first(MESSAGE_ID, evidence, marks::ofMessageId);
        }
        return found.isPresent() ? found : first(UNSUBSCRIBE, evidence, marks::ofUnsubscribe);
    }

    private static OptionalLong first(Pattern pattern, String evidence, Function<String, OptionalLong> open) {
        Matcher found = pattern.matcher(evidence);
        for (int tries = 0; tries < TRIES && found.find(); tries++) {
            OptionalLong message = open.apply(found.group(1));
            if (message.isPresent()) {
                return message;
            }
        }
        return OptionalLong.empty();
    }
}
