package io.relance.segment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of segments, ranks and points as somebody might draw them who tries everything that the vocabulary has. */
final class RandomTables {

    private static final List<String> WINDOWS =
            List.of("last1d", "last7d", "last30d", "last1m", "last2m", "last6m", "last1y", "ever");

    /** Facts by what their cells are about. */
    private static final Map<String, List<String>> FACTS = new TreeMap<>(Map.of(
            "days",
            List.of(
                    "orders.daysSinceFirst",
                    "orders.daysSinceLast",
                    "rfm.recency",
                    "contact.accountAgeDays",
                    "contact.birthdayInDays",
                    "value.daysUntilNextOrder",
                    "value.daysBetweenOrders",
                    "daysSince.order_completed",
                    "daysSince.page_viewed",
                    "daysSince.quiz_taken",
                    "daysSinceVisit.shoes",
                    "daysSinceVisit.ete_soleil",
                    "daysSinceBought.shoes"),
            "few",
            List.of(
                    "orders.count",
                    "orders.withCode",
                    "orders.perYear",
                    "rfm.frequency",
                    "rfm.r",
                    "rfm.f",
                    "rfm.m",
                    "number.size",
                    "value.expectedOrders"),
            "share",
            List.of("orders.codeShare", "value.alive"),
            "money",
            List.of("orders.value", "orders.averageBasket", "rfm.monetary", "value.expected"),
            "years",
            List.of("contact.ageYears"),
            "truth",
            List.of("contact.known", "contact.hasEmail", "contact.hasPhone", "flag.member"),
            "text",
            List.of(
                    "contact.country",
                    "contact.city",
                    "contact.postalCode",
                    "contact.language",
                    "trait.favourite",
                    "consent.email",
                    "consent.sms",
                    "consent.phone")));

    private static final List<String> TEXTS = List.of(
            "\"FR\"",
            "\"fr\"",
            "\"en\"",
            "\"Lille\"",
            "\"75011\"",
            "\"shoes\"",
            "\"L'Été\"",
            "\"granted\"",
            "\"unknown\"",
            "\"soft_opt_in\"",
            "\"withdrawn\"");

    private final Random random;

    RandomTables(Random random) {
        this.random = random;
    }

    /** One column: what it reads and what its cells ask of it. */
    private record Column(String fact, String kind) {}

    /** @param named {@code score} or {@code score.activity}: FEEL knows either as a number or as what has one */
    byte[] segments(String named) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(named, "score"));
        columns.add(new Column("rfm.segment", "rank"));
        IntStream.range(0, 7).forEach(i -> columns.add(column()));
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            // Several rules lead to one segment now and then.
            rules.add(rule("s" + i, cells(columns), "\"segment_" + random.nextInt(11) + "\""));
        }
        return file(decision("segments", "COLLECT", columns, "segment", "string", rules));
    }

    byte[] ranks() {
        List<Column> columns =
                List.of(new Column("rfm.r", "few"), new Column("rfm.f", "few"), new Column("rfm.recency", "days"));
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rules.add(rule("r" + i, cells(columns), "\"" + pick(List.of("champions", "new", "lost")) + "\""));
        }
        return file(decision("rfm", "FIRST", columns, "segment", "string", rules));
    }

    byte[] points() {
        List<Column> activity = List.of(new Column("activity", "name"));
        List<String> worth = new ArrayList<>();
        List.of("order_completed", "page_viewed", "quiz_taken", "order_cancelled")
                .forEach(name -> worth.add(rule("a" + name, List.of("\"" + name + "\""), points(60))));
        List<Column> columns = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> columns.add(column()));
        List<String> profile = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            profile.add(rule("p" + i, cells(columns), points(20)));
        }
        return file(decision("activity_points", "FIRST", activity, "points", "double", worth)
                + decision("profile_points", "COLLECT' aggregation='SUM", columns, "points", "double", profile));
    }

    private String points(int most) {
        return String.valueOf(random.nextInt(most) - most / 4) + pick(List.of("", "", ".5"));
    }

    private Column column() {
        String kind =
                pick(List.of("days", "days", "few", "share", "money", "years", "truth", "text", "count", "count"));
        if (!kind.equals("count")) {
            return new Column(pick(FACTS.get(kind)), kind);
        }
        String window = pick(WINDOWS);
        return switch (random.nextInt(5)) {
            case 0 -> new Column("minutesSpent." + window, "days");
            case 1 -> new Column("visits." + pick(List.of("shoes", "ete_soleil")) + "." + window, "few");
            default ->
                new Column(
                        "count." + pick(List.of("order_completed", "page_viewed", "quiz_taken", "order_refunded")) + "."
                                + window,
                        "few");
        };
    }

    /** Most cells are empty: of many conditions together few people meet all. */
    private List<String> cells(List<Column> columns) {
        List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        for (int i = 0; i <= random.nextInt(2); i++) {
            int at = random.nextInt(columns.size());
            cells.set(at, cell(columns.get(at).kind()));
        }
        return cells;
    }

    private String cell(String kind) {
        if (random.nextInt(12) == 0) {
            return pick(List.of("null", "not(null)"));
        }
        return switch (kind) {
            case "truth" -> pick(List.of("true", "false", "? = true"));
            case "text" -> text(TEXTS);
            case "rank" -> text(List.of("\"champions\"", "\"new\"", "\"lost\"", "\"at_risk\""));
            default -> number(kind);
        };
    }

    private String text(List<String> texts) {
        String one = pick(texts);
        return pick(List.of(one, one + ", " + pick(texts), "not(" + one + ")", ">= " + one));
    }

    private String number(String kind) {
        String one = constant(kind);
        String other = constant(kind);
        boolean ordered = Double.parseDouble(one) <= Double.parseDouble(other);
        String low = ordered ? one : other;
        String high = ordered ? other : one;
        return switch (random.nextInt(10)) {
            case 0 -> one;
            case 1 -> one + ", " + other;
            case 2 -> "not(" + one + ")";
            case 3 -> "[" + low + ".." + high + "]";
            case 4 -> "(" + low + ".." + high + ")";
            case 5 -> "? > " + low + " and ? <= " + high;
            // A melting score beside another fact is only looked at daily.
            case 6 ->
                kind.equals("score")
                        ? "> " + one
                        : pick(List.of("> ", ">= ")) + pick(List.of("orders.withCode", "rfm.m"));
            case 7 -> "< " + one;
            case 8 -> "<= " + one;
            default -> ">= " + one;
        };
    }

    private String constant(String kind) {
        return switch (kind) {
            case "days" -> String.valueOf(random.nextInt(90) - 3);
            case "few" -> random.nextInt(6) + pick(List.of("", "", "", ".5"));
            case "share" -> pick(List.of("0", "0.25", "0.5", "0.8", "1"));
            case "money" -> random.nextInt(300) + pick(List.of("", ".99"));
            case "years" -> String.valueOf(18 + random.nextInt(60));
            case "score" -> (random.nextInt(160) - 20) + pick(List.of("", ".25", ".005"));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String decision(
            String id, String hits, List<Column> columns, String answer, String type, List<String> rules) {
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            inputs.append("<input id='%s_i%d'><inputExpression id='%s_e%d'><text>%s</text></inputExpression></input>"
                    .formatted(id, i, id, i, columns.get(i).fact()));
        }
        return "<decision id='%s' name='%s'><decisionTable id='%s_t' hitPolicy='%s'>%s<output id='%s_o' name='%s' typeRef='%s'/>%s</decisionTable></decision>"
                .formatted(id, id, id, hits, inputs, id, answer, type, String.join("", rules));
    }

    private static String rule(String id, List<String> cells, String answer) {
        String tests = IntStream.range(0, cells.size())
                .mapToObj(i -> "<inputEntry id='%s_%d'>%s</inputEntry>".formatted(id, i, xml(cells.get(i))))
                .collect(Collectors.joining());
        return "<rule id='%s'>%s<outputEntry id='%s_o'>%s</outputEntry></rule>".formatted(id, tests, id, xml(answer));
    }

    private static String xml(String feel) {
        return "<text>" + feel.replace("&", "&amp;").replace("<", "&lt;") + "</text>";
    }

    private static byte[] file(String... decisions) {
        return ("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' namespace='x'>"
                        + String.join("", Arrays.asList(decisions)) + "</definitions>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
