package io.relance.journey.engine;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits for an activity: one indexed read for a batch; almost always nobody. */
@Component
class Waiting {

    /** A run that waits for a message with an activity's name. */
    record Subscription(
            ContactId contact, long enrolment, String definition, String execution, String element, String message) {}

    private final JdbcClient jdbc;

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Subscription> of(Collection<Activity> activities) {
        return jdbc.sql(
                        """
                        select e.contact_id, e.id, e.definition, s.execution_id_, s.activity_id_, s.event_name_
                        from journey.enrolment e
                        join act_ru_execution p on p.business_key_ = e.id::text
                        join act_ru_event_subscr s on s.proc_inst_id_ = p.id_
                        where e.contact_id = any(?) and e.ended_at is null
                          and s.event_type_ = 'message' and lower(s.event_name_) = any(?)
                        order by e.id""")
                .params(
                        activities.stream()
                                .map(activity -> activity.contact().value())
                                .distinct()
                                .toArray(Long[]::new),
                        activities.stream()
                                .map(activity -> activity.name().toLowerCase(Locale.ROOT))
                                .distinct()
                                .toArray(String[]::new))
                .query((row, i) -> new Subscription(
                        new ContactId(row.getLong(1)),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
