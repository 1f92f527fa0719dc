package io.relance.consent.file;

import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.file.Table.Line;
import io.relance.contact.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A file of consents with their proofs: every line is checked before any is used. */
public final class ConsentFile {

    private static final Set<String> NEEDED = new LinkedHashSet<>(List.of("channel", "state", "at", "source"));
    private static final Set<String> KNOWN = new LinkedHashSet<>(
            List.of("userId", "email", "phone", "channel", "state", "at", "source", "wording", "proof", "actor"));
    private static final String CHANNELS = "email, sms, phone, push, tracking_opens or tracking_clicks";
    private static final String STATES =
            "granted, denied, withdrawn, or for email and sms soft_opt_in (after a completed order)";
    private static final Set<ConsentTopic> SOFT = Set.of(ConsentTopic.EMAIL, ConsentTopic.SMS);
    private static final int LONGEST = 2_000;

    /** As the intake has it. */
    private static final int LONGEST_ID = 255;

    private final Directory directory;
    private final Instant now;
    private final List<BadLine> bad = new ArrayList<>();

    private ConsentFile(Directory directory, Instant now) {
        this.directory = directory;
        this.now = now;
    }

    /** What the file says; {@code now} is the moment no line may lie after. */
    public static List<Saying> read(byte[] file, Directory directory, Instant now) throws FileRefused {
        ConsentFile checked = new ConsentFile(directory, now);
        List<Saying> sayings =
                Table.of(file, NEEDED, KNOWN).stream().map(checked::saying).toList();
        if (!checked.bad.isEmpty()) {
            throw new FileRefused(checked.bad);
        }
        return sayings;
    }

    private Saying saying(Line line) {
        ConsentTopic topic = one(line, "channel", CHANNELS, ConsentTopic::of);
        State state = one(line, "state", STATES, ConsentFile::state);
        if (state == State.SOFT_OPT_IN && topic != null && !SOFT.contains(topic)) {
            wrong(line, "state", STATES);
        }
        boolean no = state == State.DENIED || state == State.WITHDRAWN;
        Instant at = one(line, "at", Moment.ACCEPTS, text -> Moment.read(text, no, now));
        checkTexts(line, state);
        String userId = line.get("userId");
        String email = known(line, "email", "an e-mail address", directory::email);
        String phone = known(line, "phone", "a phone number such as +33639981234", directory::phone);
        if (userId == null && line.get("email") == null && line.get("phone") == null) {
            wrong(line, "userId", "who it is: userId, or email, or phone");
        }
        return new Saying(
                line.number(),
                userId,
                email,
                phone,
                topic,
                state,
                at,
                line.get("source"),
                line.get("wording"),
                line.get("proof"),
                line.get("actor"));
    }

    private void checkTexts(Line line, State state) {
        if (line.get("source") == null) {
            wrong(line, "source", "where it was said, such as checkout or newsletter form");
        }
        if (state == State.GRANTED && line.get("wording") == null && line.get("proof") == null) {
            wrong(line, "proof", "what shows the consent: the wording that was agreed to, or where the proof is kept");
        }
        line.fields().forEach((column, text) -> {
            int longest = "userId".equals(column) ? LONGEST_ID : LONGEST;
            if (text != null && text.length() > longest) {
                wrong(line, column, "at most " + longest + " characters of text");
            }
            if (text != null && text.indexOf('\0') >= 0) {
                wrong(line, column, BadLine.WITHOUT_NUL);
            }
        });
    }

    private static Optional<State> state(String text) {
        return List.of(State.GRANTED, State.DENIED, State.WITHDRAWN, State.SOFT_OPT_IN).stream()
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private <T> T known(Line line, String column, String accepts, Function<String, Optional<T>> read) {
        return line.get(column) == null ? null : one(line, column, accepts, read);
    }

    private <T> T one(Line line, String column, String accepts, Function<String, Optional<T>> read) {
        Optional<T> value = Optional.ofNullable(line.get(column)).flatMap(read);
        if (value.isEmpty()) {
            wrong(line, column, accepts);
        }
        return value.orElse(null);
    }

    private void wrong(Line line, String column, String accepts) {
        bad.add(new BadLine(line.number(), column, accepts));
    }
}
