package io.relance.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SMTP server of the benchmarks speaks as it is told. */
class SmtpSinkTests {

    private static final String MAIL = "EHLO us\nMAIL FROM:<shop@example.org>\nRCPT TO:<alix@example.org>\nDATA\n";
    private static final String CONTENT = "Message-ID: <1@shop>\nSubject: Hi\n\nMessage-ID: no\n..dot\n.\n";

    @TempDir
    private Path folder;

    private int port;
    private SmtpSink sink;

    @BeforeEach
    void start() {
        port = NodeDatabase.freePort();
        sink = new SmtpSink(port, folder.resolve("mails"), true);
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void remembersWhatAPipeliningClientHandsOver() throws IOException {
        assertThat(say(MAIL + CONTENT + MAIL + CONTENT + "QUIT\n"))
                .filteredOn(line -> line.startsWith("250 2.0.0 taken"))
                .hasSize(2);

        assertThat(sink.count()).isEqualTo(2);
        Arrival mail = sink.arrivals(1).get(0);
        assertThat(mail.messageId()).isEqualTo("<1@shop>");
        assertThat(mail.recipient()).isEqualTo("alix@example.org");
        assertThat(mail.body()).endsWith("\r\n.dot\r\n");
        assertThat(Files.readAllLines(folder.resolve("mails")).stream().map(SinkJournal::parse))
                .isEqualTo(sink.arrivals(0));
    }

    @Test
    void readsMailsLongerThanItsBufferToTheirLastLine() throws IOException {
        String longLine = "x".repeat(100_000);
        String lines = "a line of the mail\n".repeat(20_000);

        say(MAIL + "Message-ID: <2@shop>\n\n" + lines + longLine + "\n.\n" + MAIL + CONTENT + "QUIT\n");

        assertThat(sink.arrivals(0)).extracting(Arrival::messageId).containsExactly("<2@shop>", "<1@shop>");
        assertThat(sink.arrivals(0).get(0).body())
                .contains(lines.replace("\n", "\r\n"))
                .endsWith("\r\n" + longLine + "\r\n");
    }

    @Test
    void knowsOneRecipientNotAndGreylistsAnother() throws IOException {
        sink.behave("unknown=alix@example.org\ngreylist=1");
        String camille = "EHLO us\nMAIL FROM:<shop@example.org>\nRCPT TO:<camille@example.org>\nQUIT\n";

        assertThat(say(MAIL + "QUIT\n")).contains("550 5.1.1 no such mailbox", "554 5.5.1 no valid recipients");
        assertThat(say(camille)).contains("451 4.7.1 greylisted, come again");
        assertThat(say(camille)).contains("250 2.1.5 ok");
    }

    @Test
    void cutsTheLineBeforeTheAnswerWithTheMailOrWithout() throws IOException {
        sink.behave("cut=1");
        assertThat(say(MAIL + CONTENT)).last().isEqualTo("354 go on");
        assertThat(sink.count()).isEqualTo(1);

        sink.behave("cutUnseen=1");
        assertThat(say(MAIL + CONTENT)).last().isEqualTo("354 go on");
        assertThat(say(MAIL + CONTENT + "QUIT\n")).contains("250 2.0.0 taken");
        assertThat(sink.count()).isEqualTo(2);
    }

    @Test
    void isBusyOrNotThereAtAll() throws IOException {
        sink.behave("busy=true");
        assertThat(say("QUIT\n")).containsExactly("421 4.3.2 too busy");

        sink.behave("refuse=true");
        // Who was let in just before it closed its door is sent away without a word.
        await().untilAsserted(() -> assertThatThrownBy(() -> say("QUIT\n")).isInstanceOf(IOException.class));

        sink.behave("");
        await().ignoreExceptions().until(() -> say("QUIT\n").contains("220 sink ready"));
    }

    private List<String> say(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> answers = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(line);
            }
            return answers;
        }
    }
}
