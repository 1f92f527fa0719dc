package io.relance.channel.email.returned;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.tracking.MailReport.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    550 5.1.1 <c@example.org>: User unknown                                | HARD  | 5.1.1  | true
                    550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found                   | HARD  | 5.1.10 | true
                    550 no such user here                                                  | HARD  | 550    | true
                    551 5.1.6 mailbox moved                                                | HARD  | 5.1.6  | true
                    550 5.4.4 no route to host                                             | HARD  | 5.4.4  | true
                    550 5.1.2 bad destination system                                       | HARD  | 5.1.2  | true
                    550 5.2.1 The email account that you tried to reach is disabled        | HARD  | 5.2.1  | true
                    550 5.2.1 mailbox cannot accept messages                               | SOFT  | 5.2.1  | true
                    550 5.2.1 user is receiving mail at a rate that prevents more          | SOFT  | 5.2.1  | true
                    550 Requested action not taken: mailbox unavailable                    | HARD  | 550    | true
                    450 4.2.0 mailbox unavailable                                          | SOFT  | 4.2.0  | true
                    550 5.1.1 Adresse inconnue                                             | HARD  | 5.1.1  | true
                    550 L’utilisateur est inconnu                                          | HARD  | 550    | true
                    550 5.1.1 ce compte a été désactivé                                    | HARD  | 5.1.1  | true
                    552 5.2.2 mailbox full                                                 | SOFT  | 5.2.2  | true
                    550 5.1.1 recipient is over quota                                      | SOFT  | 5.1.1  | true
                    552 La boîte de cette personne est pleine                              | SOFT  | 552    | true
                    550 5.1.1 mailer error                                                 | SOFT  | 5.1.1  | false
                    451 4.4.1 connection timed out                                         | SOFT  | 4.4.1  | false
                    550 5.3.2 system not accepting messages                                | SOFT  | 5.3.2  | false
                    550 5.4.6 mail loop                                                    | SOFT  | 5.4.6  | false
                    554 transaction failed                                                 | SOFT  | 554    | false
                    550 5.7.1 user unknown to policy                                       | BLOCK | 5.7.1  | false
                    554 5.7.1 relay access denied                                          | BLOCK | 5.7.1  | false
                    550 5.7.26 unauthenticated                                             | BLOCK | 5.7.26 | false
                    550 5.7.515 Access denied                                              | BLOCK | 5.7.515| false
                    550 5.1.1 blocked using our blocklist                                  | BLOCK | 5.1.1  | false
                    554 5.1.8 <shop@example.org>: Sender address rejected: Domain not found| BLOCK | 5.1.8  | false
                    550 5.1.7 bad sender                                                   | BLOCK | 5.1.7  | true
                    552 5.3.4 message size exceeds fixed limit                             | BLOCK | 5.3.4  | false
                    550 5.6.0 content cannot be converted                                  | BLOCK | 5.6.0  | false
                    500 5.5.2 syntax error                                                 | BLOCK | 5.5.2  | false
                    421 4.7.0 try later                                                    | SOFT  | 4.7.0  | false
                    421 4.7.28 unusual rate of mail                                        | BLOCK | 4.7.28 | false
                    450 4.2.0 greylisted, come back                                        | BLOCK | 4.2.0  | false
                    550 5.7.1 courrier indésirable                                         | BLOCK | 5.7.1  | false
                    """)
    void anAnswerAtHandOver(String answer, Kind kind, String code, boolean ofMailbox) {
        assertThat(Diagnosis.ofAnswer(answer)).isEqualTo(new Diagnosis(kind, code, ofMailbox));
    }

    /** Where the field and the words disagree, the words count; where either says nothing, the other does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    5.0.0  | 550 5.1.1 gone                      | HARD  | 5.1.1
                    5.1.1  | 550 5.0.0 no                        | HARD  | 5.1.1
                    4.4.7  | delivery time expired: mailbox full | SOFT  | 4.4.7
                    5.1.1  | 550 5.7.1 rejected as spam          | BLOCK | 5.7.1
                    4.1.1  | 450 user unknown                    | HARD  | 4.1.1
                    4.1.1  | unverified address                  | SOFT  | 4.1.1
                    4.4.3  | host not found, name server silent  | SOFT  | 4.4.3
                    5.2.2  | -                                   | SOFT  | 5.2.2
                    5.1.1  | -                                   | HARD  | 5.1.1
                    -      | -                                   | SOFT  | -
                    -      | Exim 4.94.2 on 10.5.1.1 gave up     | SOFT  | -
                    5.0.0  | mx.spam-wall.example said no        | SOFT  | 5.0.0
                    """)
    void aReportsFieldAndWords(String status, String text, Kind kind, String code) {
        Diagnosis why = Diagnosis.of(status, text);
        assertThat(why.kind()).isEqualTo(kind);
        assertThat(why.code()).isEqualTo(code);
    }
}
