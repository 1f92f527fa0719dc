package io.relance.contact.rights;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.contact.PersonalData;
import io.relance.contact.PersonalData.Held;
import io.relance.contact.Rights;
import io.relance.contact.Subject;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives out everything we hold about a person, by room and table, as it stands in the tables. */
@Component
class Exports {

    private final List<PersonalData> rooms;
    private final Subjects subjects;
    private final Holdings holdings;
    private final Rights rights;
    private final Clock clock;

    Exports(List<PersonalData> rooms, Subjects subjects, Holdings holdings, Rights rights, Clock clock) {
        this.rooms = List.copyOf(rooms);
        this.subjects = subjects;
        this.holdings = holdings;
        this.rights = rights;
        this.clock = clock;
    }

    /** All rows, and who they are about; tables without any are left out. Leaves a record. */
    @Transactional
    Map<String, Object> of(ContactId contact, String by) {
        Subject subject = subjects.everywhere(contact);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("userId", subject.texts(Subject.USERS).stream().findFirst().orElse(null));
        answer.put("exportedAt", clock.instant());
        var parts = new TreeMap<String, Map<String, List<JsonNode>>>();
        var counts = new TreeMap<String, Integer>();
        for (PersonalData room : rooms) {
            room.tables().stream().filter(table -> table.order() != null).forEach(table -> {
                List<JsonNode> rows = holdings.tell(table, subject);
                if (!rows.isEmpty()) {
                    part(parts, table).put(name(table), rows);
                    counts.put(table.name(), rows.size());
                }
            });
        }
        answer.putAll(parts);
        rights.done(Rights.Kind.EXPORT, contact, by, counts);
        return answer;
    }

    private static Map<String, List<JsonNode>> part(Map<String, Map<String, List<JsonNode>>> parts, Held table) {
        int dot = table.name().indexOf('.');
        return parts.computeIfAbsent(dot < 0 ? "tasks" : table.name().substring(0, dot), room -> new LinkedHashMap<>());
    }

    private static String name(Held table) {
        return table.name().substring(table.name().indexOf('.') + 1);
    }
}
