package io.relance.segment.fact;

import static io.relance.rules.FactType.NUMBER;

import io.relance.segment.tally.Counted;
import io.relance.segment.tally.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What the person did: how often, when last, and what that is worth. */
@Component
class ActivityFacts {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_]{0,99}");

    private final Counted counted;
    private final Melting melting;

    ActivityFacts(Counted counted, Melting melting) {
        this.counted = counted;
        this.melting = melting;
    }

    List<Fact> fixed() {
        return List.of(melting.points());
    }

    Map<String, Function<String, Optional<Fact>>> families() {
        return Map.of(
                "count", rest -> windowed("count", Kind.ACTIVITY, rest),
                "visits", rest -> windowed("visits", Kind.VIEWED, rest),
                "daysSince", name -> since("daysSince", Kind.ACTIVITY, name),
                "daysSinceVisit", name -> since("daysSinceVisit", Kind.VIEWED, name),
                "daysSinceBought", name -> since("daysSinceBought", Kind.BOUGHT, name),
                "daysBetweenBought", this::rhythm,
                "minutesSpent", window -> Window.of(window).map(each -> minutes(each)));
    }

    private Optional<Fact> since(String family, Kind kind, String name) {
        if (!SLUG.matcher(name).matches()) {
            return Optional.empty();
        }
        int id = counted.id(kind, name);
        Column last = new Column(Source.TOTAL, "last_" + id, "max(last_at) filter (where counted = " + id + ")");
        return Optional.of(Fact.of(family + "." + name, NUMBER, Moments.daysSince(last.read()), List.of(last))
                .dueBy(Moments.dueSince(last.read())));
    }

    /** The mean of the gaps between days is the first to the last, shared out among the gaps. */
    private Optional<Fact> rhythm(String category) {
        if (!SLUG.matcher(category).matches()) {
            return Optional.empty();
        }
        int id = counted.id(Kind.BOUGHT, category);
        String those = " filter (where counted = " + id + ")";
        Column days = new Column(Source.DAY, "days_" + id, "count(*)" + those);
        Column first = new Column(Source.DAY, "first_" + id, "min(day)" + those);
        Column last = new Column(Source.DAY, "until_" + id, "max(day)" + those);
        return Optional.of(Fact.of(
                "daysBetweenBought." + category,
                NUMBER,
                "case when " + days.read() + " > 1 then round((" + last.read() + " - " + first.read() + ")::numeric / ("
                        + days.read() + " - 1), 2) end",
                List.of(days, first, last)));
    }

    private Optional<Fact> windowed(String family, Kind kind, String rest) {
        String[] parts = rest.split("\\.");
        if (parts.length != 2 || !SLUG.matcher(parts[0]).matches()) {
            return Optional.empty();
        }
        return Window.of(parts[1]).map(window -> count(family + "." + rest, counted.id(kind, parts[0]), window, ""));
    }

    private Fact minutes(Window window) {
        return count("minutesSpent." + window.name(), counted.id(Kind.TIME, "spent"), window, " / 60");
    }

    private static Fact count(String path, int id, Window window, String divided) {
        if (window.isEver()) {
            Column n = new Column(Source.TOTAL, "n_" + id, "sum(n) filter (where counted = " + id + ")");
            return Fact.of(path, NUMBER, "floor(coalesce(" + n.read() + ", 0)" + divided + ")", List.of(n));
        }
        String those = " filter (where counted = " + id + " and day > " + window.before() + ")";
        Column n = new Column(Source.DAY, "n_" + id + "_" + window.name(), "sum(n)" + those, window);
        Column first = new Column(Source.DAY, "d_" + id + "_" + window.name(), "min(day)" + those, window);
        return Fact.of(path, NUMBER, "floor(coalesce(" + n.read() + ", 0)" + divided + ")", List.of(n, first))
                .dueBy(any -> Moments.startOf(window.leavesOn(first.read())));
    }
}
