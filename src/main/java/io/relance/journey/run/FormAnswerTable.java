package io.relance.journey.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.form_answer}. */
@Component
class FormAnswerTable {

    record Row(String answers, int repeats) {}

    private final JdbcClient jdbc;

    FormAnswerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long enrolment, String step, Instant at, String answers) {
        jdbc.sql("insert into journey.form_answer (enrolment, step, at, answers) values (?, ?, ?, ?::jsonb)")
                .params(enrolment, step, at.atOffset(ZoneOffset.UTC), answers)
                .update();
    }

    Optional<Row> latest(long enrolment) {
        return jdbc.sql(
                        """
                        select f.answers::text, (select count(*) from journey.form_answer o
                          where o.enrolment = f.enrolment and o.step = f.step
                            and o.answers ->> 'outcome' = f.answers ->> 'outcome') as repeats
                        from journey.form_answer f where f.enrolment = ? order by f.id desc limit 1""")
                .param(enrolment)
                .query((row, i) -> new Row(row.getString(1), row.getInt(2)))
                .optional();
    }
}
