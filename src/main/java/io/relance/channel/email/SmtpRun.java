package io.relance.channel.email;

import io.relance.channel.email.Dialogue.Answer;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several mails over one open connection, each answered for; ends early where the server no longer answers. */
final class SmtpRun {

    private static final Logger log = LoggerFactory.getLogger(SmtpRun.class);

    private final Dialogue dialogue;
    private final List<Letter> letters;
    private final BooleanSupplier goOn;
    private final List<HandOver> answers = new ArrayList<>();
    private boolean ahead;
    private boolean reset;
    private boolean contentSaid;
    private boolean broken;

    /** {@code goOn} is asked before every mail but the first. */
    SmtpRun(Dialogue dialogue, List<Letter> letters, BooleanSupplier goOn) {
        this.dialogue = dialogue;
        this.letters = letters;
        this.goOn = goOn;
    }

    /** Whether the connection is of no further use. */
    boolean broken() {
        return broken;
    }

    /** Hands over; one answer per mail. */
    List<HandOver> handOver() {
        try {
            run();
            fill(new NotTried("there was no time", false, null));
        } catch (MessagingException | IOException | RuntimeException e) {
            broken = true;
            log.info("the connection to the SMTP server was lost: {}", e.getMessage());
            if (contentSaid) {
                answers.add(new InDoubt("the connection was lost after the mail was sent: " + e.getMessage()));
            }
            fill(new NotTried("the connection was lost: " + e.getMessage(), true, null));
        }
        return answers;
    }

    private void fill(HandOver answer) {
        while (answers.size() < letters.size()) {
            answers.add(answer);
        }
    }

    private void run() throws MessagingException, IOException {
        dialogue.together(() -> begin(0));
        boolean more = true;
        for (int i = 0; more; i++) {
            List<Answer> opened = opened(letters.get(i));
            HandOver no = SmtpAnswer.ofEnvelope(opened);
            boolean wall = no instanceof NotTried;
            more = i + 1 < letters.size() && !wall && !SmtpAnswer.closes(opened) && goOn.getAsBoolean();
            answers.add(no == null ? content(i, more) : refused(no, opened, i, more));
            if (SmtpAnswer.closes(opened)) {
                throw new MessagingException("the server closes the connection");
            }
            if (wall) {
                fill(no);
            }
        }
    }

    /** Says a mail's envelope ahead, where the server allows that; its answers are read later. */
    private void begin(int i) throws MessagingException {
        if (dialogue.pipelines()) {
            if (reset) {
                dialogue.say("RSET");
            }
            for (String command : envelope(letters.get(i))) {
                dialogue.say(command);
            }
            ahead = true;
        }
    }

    private List<String> envelope(Letter letter) {
        return List.of(
                "MAIL FROM:<" + letter.from() + ">" + (letter.international() ? " SMTPUTF8" : ""),
                "RCPT TO:<" + letter.to() + ">",
                "DATA");
    }

    /** The answers to MAIL, RCPT and DATA; where they are asked one by one, up to the first no. */
    private List<Answer> opened(Letter letter) throws MessagingException {
        forget();
        List<String> commands = envelope(letter);
        if (ahead) {
            ahead = false;
            return dialogue.answers(commands.size());
        }
        List<Answer> opened = new ArrayList<>();
        Answer answer = new Answer(250, "");
        for (String command : commands) {
            if (answer.yes()) {
                dialogue.say(command);
                answer = dialogue.answers(1).get(0);
                opened.add(answer);
            }
        }
        return opened;
    }

    /** A server that refused a mail is told to forget its envelope; what it answers says nothing about the next mail. */
    private void forget() throws MessagingException {
        if (reset) {
            reset = false;
            if (!ahead) {
                dialogue.say("RSET");
            }
            Answer answer = dialogue.answers(1).get(0);
            if (!answer.yes()) {
                throw new MessagingException("the server does not begin anew: " + answer.text());
            }
        }
    }

    private HandOver content(int i, boolean more) throws MessagingException, IOException {
        contentSaid = true;
        dialogue.together(() -> {
            dialogue.content(letters.get(i).content());
            if (more) {
                begin(i + 1);
            }
        });
        Answer taken = dialogue.answers(1).get(0);
        contentSaid = false;
        return taken.yes() ? new Accepted(null) : SmtpAnswer.of(taken);
    }

    /** A server that wants the content although it refused the recipient gets none. */
    private HandOver refused(HandOver no, List<Answer> opened, int i, boolean more)
            throws MessagingException, IOException {
        reset = true;
        if (opened.get(opened.size() - 1).code() == Dialogue.GO_ON) {
            dialogue.together(() -> dialogue.content(new byte[0]));
            dialogue.answers(1);
        }
        if (more) {
            dialogue.together(() -> begin(i + 1));
        }
        return no;
    }
}
