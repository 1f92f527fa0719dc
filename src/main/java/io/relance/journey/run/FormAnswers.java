package io.relance.journey.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was filled in when people completed tasks, kept by run. */
@Component
public class FormAnswers {

    private final FormAnswerTable table;
    private final ObjectMapper json;

    FormAnswers(FormAnswerTable table, ObjectMapper json) {
        this.table = table;
        this.json = json;
    }

    /** Keeps the answers of one completed form. */
    public void keep(long enrolment, String step, Instant at, Map<String, Object> answers) {
        try {
            table.insert(enrolment, step, at, json.writeValueAsString(answers));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last form of a run, and in {@code repeats} how often that step ended with that outcome so far. */
    public Optional<Map<String, Object>> latest(long enrolment) {
        return Optional.ofNullable(latest(List.of(enrolment)).get(enrolment));
    }

    /** The same for many runs, in one read; a run without a form is missing. */
    public Map<Long, Map<String, Object>> latest(Collection<Long> enrolments) {
        Map<Long, Map<String, Object>> latest = new HashMap<>();
        table.latest(enrolments).forEach(row -> {
            Map<String, Object> answers = new HashMap<>(read(row.answers()));
            answers.put("repeats", row.repeats());
            latest.put(row.enrolment(), answers);
        });
        return latest;
    }

    private Map<String, Object> read(String answers) {
        try {
            return json.readValue(answers, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
