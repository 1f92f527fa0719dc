package io.relance.journey.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.form_answer}. */
@Component
class FormAnswerTable {

    record Row(long enrolment, String answers, int repeats) {}

    private final JdbcClient jdbc;

    FormAnswerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long enrolment, String step, Instant at, String answers) {
        jdbc.sql("insert into journey.form_answer (enrolment, step, at, answers) values (?, ?, ?, ?::jsonb)")
                .params(enrolment, step, at.atOffset(ZoneOffset.UTC), answers)
                .update();
    }

    List<Row> latest(Collection<Long> enrolments) {
        return jdbc.sql(
                        """
                        select distinct on (f.enrolment) f.enrolment, f.answers::text,
                          (select count(*) from journey.form_answer o
                           where o.enrolment = f.enrolment and o.step = f.step
                             and o.answers ->> 'outcome' = f.answers ->> 'outcome') as repeats
                        from journey.form_answer f where f.enrolment = any(?) order by f.enrolment, f.id desc""")
                .param(enrolments.toArray(Long[]::new))
                .query((row, i) -> new Row(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
    }
}
