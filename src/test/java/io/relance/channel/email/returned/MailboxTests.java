package io.relance.channel.email.returned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.relance.SettableClock;
import io.relance.tracking.MailReport;
import io.relance.tracking.MailReports;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

/** The mailbox on a real server: nothing leaves it before it is taken, and nothing in it stops the rest. */
class MailboxTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String PASSWORD = "p@ss:w/rd%41";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
    });
    private final SealedMarks marks = new SealedMarks();
    private final MailReports reports = mock(MailReports.class);
    private final List<MailReport> taken = new ArrayList<>();
    private final MailboxLease lease = mock(MailboxLease.class);
    private GreenMailUser user;

    @BeforeEach
    void open() {
        server.start();
        user = server.setUser("bounces@shop.example", "bounces@shop.example", PASSWORD);
        given(lease.take(any())).willReturn(true);
        taking(reports -> {});
    }

    @AfterEach
    void close() {
        server.stop();
    }

    /** What the room behind does with a batch before it says that it is committed. */
    private interface Taking {
        void take(List<MailReport> reports);
    }

    private void taking(Taking behaviour) {
        Answer<List<MailReport>> answer = call -> {
            List<MailReport> batch = call.getArgument(0);
            behaviour.take(batch);
            taken.addAll(batch);
            return List.of();
        };
        willAnswer(answer).given(reports).take(anyList());
    }

    private ReadsMailbox reader(String protocol) {
        int port = protocol.equals("imap")
                ? server.getImap().getPort()
                : server.getPop3().getPort();
        return reader(protocol, port);
    }

    private ReadsMailbox reader(String protocol, int port) {
        BounceSettings settings = new BounceSettings(
                null,
                URI.create(protocol + "://127.0.0.1:" + port),
                "bounces@shop.example",
                PASSWORD,
                Duration.ofMinutes(1));
        Mailbox mailbox = new Mailbox(new Receivers(settings, new DefaultListableBeanFactory()));
        Sorting sorting = new Sorting(new Owners(marks), reports, new Blocks());
        return new ReadsMailbox(settings, mailbox, lease, sorting, new SettableClock(NOW));
    }

    private void arrives(byte[] mail) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
    }

    private void arrives(String name) throws Exception {
        arrives(Corpus.mail(name, marks));
    }

    private long flagged() throws Exception {
        return server.getUserManager().getImapHostManager().getInbox(user).getMessages().stream()
                .filter(mail -> mail.getFlags().contains(Flags.Flag.FLAGGED))
                .count();
    }

    private int inBox() throws Exception {
        return server.getUserManager().getImapHostManager().getInbox(user).getMessageCount();
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void whatIsTakenGoesAndWhatNobodyUnderstandsStays(String protocol) throws Exception {
        for (String name : List.of(
                "postfix-user-unknown",
                "a-person-answers",
                "auto-reply-vacation-old",
                "forged-message-id",
                "arf-abuse")) {
            arrives(name);
        }
        ReadsMailbox reader = reader(protocol);
        reader.runDue(NOW);

        assertThat(taken).hasSize(2).allSatisfy(each -> assertThat(each.message())
                .isEqualTo(Corpus.MESSAGE));
        assertThat(inBox()).isEqualTo(2);
        assertThat(flagged()).isEqualTo(protocol.equals("imap") ? 2 : 0);

        arrives("qmail-no-mailbox");
        reader.runDue(NOW);
        assertThat(taken).hasSize(3);
        assertThat(inBox()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aNodeThatDiesBeforeTheCommitLeavesTheMailToTheNext(String protocol) throws Exception {
        arrives("postfix-user-unknown");
        taking(batch -> {
            throw new QueryTimeoutException("the database is away");
        });
        assertThatThrownBy(() -> reader(protocol).runDue(NOW)).isInstanceOf(QueryTimeoutException.class);
        assertThat(inBox()).isEqualTo(1);
        assertThat(flagged()).isZero();

        taking(batch -> {});
        reader(protocol).runDue(NOW);
        assertThat(taken).hasSize(1);
        assertThat(inBox()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void oneThatCannotBeTakenHoldsUpNobodyAndIsSetAsideInTheEnd(String protocol) throws Exception {
        arrives("postfix-user-unknown");
        arrives("arf-abuse");
        taking(batch -> {
            if (batch.stream().anyMatch(MailReport.Complained.class::isInstance)) {
                throw new DataIntegrityViolationException("never");
            }
        });
        ReadsMailbox reader = reader(protocol);
        for (int look = 0; look < 5; look++) {
            reader.runDue(NOW);
        }
        assertThat(taken).hasSize(1);
        assertThat(inBox()).isEqualTo(1);
        org.mockito.Mockito.verify(reports, org.mockito.Mockito.times(1 + 2 + 2 + 2))
                .take(anyList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void moreThanOneLookHoldsAreReadAllTheSameAndHugeOnesOnlyAtTheirBeginning(String protocol) throws Exception {
        byte[] small = Corpus.mail("postfix-user-unknown", marks);
        byte[] huge = Arrays.copyOf(small, 3 * 1024 * 1024);
        Arrays.fill(huge, small.length, huge.length, (byte) 'a');
        for (int i = small.length; i < huge.length; i += 70) {
            huge[i] = '\n';
        }
        arrives(huge);
        for (int i = 0; i < 119; i++) {
            arrives(small);
        }
        reader(protocol).runDue(NOW);
        assertThat(taken).hasSize(120);
        assertThat(inBox()).isZero();
    }

    @Test
    void aMailboxThatIsAwayIsAskedAgain() throws Exception {
        arrives("postfix-user-unknown");
        int port = server.getImap().getPort();
        ReadsMailbox reader = reader("imap", 1);
        reader.runDue(NOW);
        reader.runDue(NOW);
        assertThat(taken).isEmpty();
        reader("imap", port).runDue(NOW);
        assertThat(taken).hasSize(1);
    }

    @Test
    void anotherNodeThatReadsIsNotDisturbed() throws Exception {
        arrives("postfix-user-unknown");
        given(lease.take(any())).willReturn(false);
        reader("imap").runDue(NOW);
        assertThat(taken).isEmpty();
        assertThat(inBox()).isEqualTo(1);
    }
}
