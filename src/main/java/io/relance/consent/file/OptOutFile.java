package io.relance.consent.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.consent.file.Table.Line;
import io.relance.contact.Directory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A list of numbers that said STOP where we could not hear it, as CSV or JSON. */
public final class OptOutFile {

    private static final Set<String> NEEDED = Set.of("number");
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("number", "at", "source"));
    private static final String JSON =
            "a list such as [{\"number\":\"+33639981234\",\"at\":\"2026-03-01\",\"source\":\"36111\"}]";
    private static final int MOST = 50_000;
    private static final int LONGEST_SOURCE = 200;
    private static final String OTHERWISE = "opt-out list";

    private OptOutFile() {}

    /** One number, E.164, that said STOP. */
    public record OptOut(String number, Instant at, String source) {}

    /** What a CSV file says. */
    public static List<OptOut> ofCsv(byte[] file, Directory directory, Instant now) throws FileRefused {
        return checked(Table.of(file, NEEDED, KNOWN), directory, now);
    }

    /** What a JSON list says. */
    public static List<OptOut> ofJson(byte[] file, ObjectMapper json, Directory directory, Instant now)
            throws FileRefused {
        List<Map<String, Object>> list;
        try {
            list = json.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new FileRefused(List.of(new BadLine(1, null, JSON)));
        }
        if (list == null || list.size() > MOST) {
            throw new FileRefused(List.of(new BadLine(1, null, JSON + ", at most " + MOST + " long")));
        }
        List<Line> lines = new ArrayList<>();
        for (Map<String, Object> each : list) {
            Map<String, String> fields = new HashMap<>();
            if (each != null) {
                each.forEach((name, value) ->
                        fields.put(name, value == null ? null : value.toString().strip()));
            }
            lines.add(new Line(lines.size() + 1, fields));
        }
        return checked(lines, directory, now);
    }

    private static List<OptOut> checked(List<Line> lines, Directory directory, Instant now) throws FileRefused {
        List<BadLine> bad = new ArrayList<>();
        List<OptOut> optOuts = new ArrayList<>();
        for (Line line : lines) {
            Optional<String> number = Optional.ofNullable(line.get("number")).flatMap(directory::phone);
            if (number.isEmpty()) {
                bad.add(new BadLine(line.number(), "number", "a phone number such as +33639981234"));
            }
            Optional<Instant> at = line.get("at") == null ? Optional.of(now) : Moment.read(line.get("at"), true, now);
            if (at.isEmpty()) {
                bad.add(new BadLine(line.number(), "at", Moment.ACCEPTS + ", or nothing for now"));
            }
            String source = Optional.ofNullable(line.get("source")).orElse(OTHERWISE);
            if (source.length() > LONGEST_SOURCE) {
                bad.add(new BadLine(line.number(), "source", "at most " + LONGEST_SOURCE + " characters of text"));
            }
            if (source.indexOf('\0') >= 0) {
                bad.add(new BadLine(line.number(), "source", BadLine.WITHOUT_NUL));
            }
            if (number.isPresent() && at.isPresent()) {
                optOuts.add(new OptOut(number.get(), at.get(), source));
            }
        }
        if (!bad.isEmpty()) {
            throw new FileRefused(bad);
        }
        return optOuts;
    }
}
