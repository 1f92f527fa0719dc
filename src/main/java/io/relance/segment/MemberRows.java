package io.relance.segment;

import io.relance.shared.ContactId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which segment. */
@Component
class MemberRows {

    private final JdbcClient sql;

    MemberRows(JdbcClient sql) {
        this.sql = sql;
    }

    Map<ContactId, List<Integer>> of(Collection<ContactId> contacts) {
        Map<ContactId, List<Integer>> segments = new HashMap<>();
        sql.sql("select contact, segments from segment.person where contact = any(:contacts)")
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .query(row -> {
                    segments.put(new ContactId(row.getLong(1)), Arrays.asList((Integer[])
                            row.getArray(2).getArray()));
                });
        return segments;
    }

    /** How many are in each segment; one without anybody is missing. */
    Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new HashMap<>();
        sql.sql("select id, count(*) from segment.person, unnest(segments) id group by id")
                .query(row -> {
                    counts.put(row.getInt(1), row.getLong(2));
                });
        return counts;
    }

    long count(int segment) {
        return sql.sql("select count(*) from segment.person where :segment = any(segments)")
                .param("segment", segment)
                .query(Long.class)
                .single();
    }

    /** The next members after that contact, in the order of their numbers. */
    List<ContactId> members(int segment, long after, int most) {
        return sql.sql("select contact from segment.person where contact > :after and :segment = any(segments)"
                        + " order by contact limit :most")
                .param("after", after)
                .param("segment", segment)
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }
}
