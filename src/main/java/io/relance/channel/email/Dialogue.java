package io.relance.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * The dialogue with one server: Jakarta Mail connects, secures and logs in; what repeats for every mail is ours. Where
 * the server allows it (PIPELINING, RFC 2920), a mail's content and the next one's envelope leave together, so that a
 * mail costs one round trip.
 */
final class Dialogue extends SMTPTransport {

    /** The answer to DATA that asks for the content. */
    static final int GO_ON = 354;

    private final CorkedSockets sockets;
    private boolean granted;

    Dialogue(Session session, String protocol, CorkedSockets sockets) {
        super(session, null, protocol, protocol.equals("smtps"));
        this.sockets = sockets;
    }

    /** The server's answer; {@code code} is -1 where it hung up. */
    record Answer(int code, String text) {

        boolean yes() {
            return code >= 200 && code < 400;
        }
    }

    boolean pipelines() {
        return supportsExtension("PIPELINING");
    }

    boolean knowsUtf8() {
        return supportsExtension("SMTPUTF8");
    }

    /** What leaves in {@code words} leaves in one packet. */
    synchronized void together(Words words) throws MessagingException, IOException {
        sockets.cork();
        try {
            words.say();
        } finally {
            sockets.uncork();
        }
    }

    /** Something said to the server. */
    interface Words {
        void say() throws MessagingException, IOException;
    }

    synchronized void say(String command) throws MessagingException {
        sendCommand(command);
    }

    /** The next {@code count} answers. */
    synchronized List<Answer> answers(int count) throws MessagingException {
        List<Answer> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int code = readServerResponse();
            answers.add(new Answer(code, getLastServerResponse().strip()));
            if (code == -1) {
                throw new MessagingException("the server hung up");
            }
        }
        return answers;
    }

    /** Says the content and its end; the server must have said 354. */
    synchronized void content(byte[] content) throws MessagingException, IOException {
        granted = true;
        OutputStream out = data();
        out.write(content);
        sendCommand(".");
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!granted) {
            super.sendCommand(command);
        }
    }

    /** The stream for the content is only to be had with the command DATA, which was said and granted before. */
    @Override
    protected int readServerResponse() throws MessagingException {
        if (granted) {
            granted = false;
            return GO_ON;
        }
        return super.readServerResponse();
    }
}
