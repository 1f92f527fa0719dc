package io.relance.trial;

import io.relance.journey.Staff;
import io.relance.shared.DueWork;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trial's parts as beans, and how they hang together. */
@TestConfiguration(proxyBeanMethods = false)
@Import({TrialSms.class, TrialWeb.class, TrialBanner.class})
public class TrialConfiguration {

    /** So many times a work may say at one moment that it is not done yet. */
    private static final int ROUNDS = 1_000;

    @Bean
    Mailbox trialMailbox(TrialHome home) {
        return new Mailbox(home.mailbox());
    }

    @Bean
    MailServer trialMailServer(
            @Value("${spring.mail.port}") int port,
            @Value("${relance.bounce.mailbox}") URI bounces,
            Mailbox mailbox,
            TrialClock clock) {
        return new MailServer(port, bounces.getPort(), mailbox, clock);
    }

    @Bean
    Trial trial(
            TrialClock clock,
            List<DueWork> works,
            Pause pause,
            JdbcClient database,
            Mailbox mailbox,
            MailServer mailServer) {
        var settling = new Settling(works, ROUNDS, work -> looksOutside(work, mailServer));
        var moves = new Moves(clock, settling, pause, () -> anybodyKnown(database));
        return new Trial(clock, moves, mailbox);
    }

    @Bean
    ApplicationRunner trialStaff(Staff staff) {
        return arguments -> {
            staff.ensure("analyst", "analyst", Staff.Role.ANALYST);
            staff.ensure("advisor", "advisor", Staff.Role.ADVISOR);
            staff.ensure("admin", "admin", Staff.Role.ADMIN);
        };
    }

    /** Files may have changed, mail may have come back; a login at every stop of the clock would cost a long move. */
    private static boolean looksOutside(DueWork work, MailServer mailServer) {
        return work.name().equals("content") || work.name().equals("returned-mail") && !mailServer.nothingCameBack();
    }

    private static boolean anybodyKnown(JdbcClient database) {
        Optional<Boolean> known = database.sql("select exists (select 1 from contact.contact)")
                .query(Boolean.class)
                .optional();
        return known.orElseThrow();
    }
}
