package io.relance.segment.table;

import io.relance.rules.Problem;
import io.relance.rules.TableKeeper;
import io.relance.segment.SegmentSettings;
import io.relance.segment.tally.Counted;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The tables as they are on now, and every version that comes. */
@Component
public class SegmentTables implements TableKeeper {

    private final TableVersions versions;
    private final MovingRows moving;
    private final ActivityNames activities;
    private final RulingCompiler compiler;
    private final Counted counted;
    private final SegmentSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<Long, Set<String>> named = new ConcurrentHashMap<>();
    private volatile Known known;

    SegmentTables(
            TableVersions versions,
            MovingRows moving,
            ActivityNames activities,
            RulingCompiler compiler,
            Counted counted,
            SegmentSettings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.settings = settings;
        this.versions = versions;
        this.moving = moving;
        this.activities = activities;
        this.compiler = compiler;
        this.counted = counted;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Known(Map<TableFile, Long> versions, Ruling ruling) {}

    /** What counts now, and whom it has not moved yet. */
    public record Now(Ruling ruling, Moving moving) {}

    /** What counts now; a version that another node switched on, too. */
    public Ruling current() {
        return now().ruling();
    }

    /** The same, with whom it has not moved yet; in one read. */
    public Now now() {
        TableVersions.Now now = versions.now();
        return new Now(ruling(now.on()), now.moving());
    }

    private Ruling ruling(Map<TableFile, Long> on) {
        Known before = known;
        if (before == null || !before.versions().equals(on)) {
            counted.forget();
            before = new Known(on, compiler.compile(texts(on)));
            known = before;
        }
        return before.ruling();
    }

    /** What would count if this version were on. */
    public Ruling with(TableVersion version) {
        Map<TableFile, Long> on = new EnumMap<>(TableFile.class);
        on.putAll(versions.on());
        on.put(version.file(), version.id());
        return version.file() == TableFile.SCORE
                ? compiler.compile(texts(on), activities.all())
                : compiler.compile(texts(on));
    }

    private Map<TableFile, String> texts(Map<TableFile, Long> on) {
        Map<TableFile, String> texts = new EnumMap<>(TableFile.class);
        on.forEach((file, id) -> texts.put(file, versions.dmn(id)));
        return texts;
    }

    @Override
    public boolean keeps(String decision) {
        return TableFile.of(decision).filter(TableFile::movesPeople).isPresent();
    }

    @Override
    public List<Problem> check(String decision, byte[] dmn) {
        return compiler.problems(TableFile.of(decision).orElseThrow(), dmn);
    }

    @Override
    public void deployed(String decision, byte[] dmn) {
        if (settings.isOff()) {
            return;
        }
        TableFile file = TableFile.of(decision).orElseThrow();
        String text = new String(dmn, StandardCharsets.UTF_8);
        if (versions.newest(file).filter(text::equals).isEmpty()) {
            transactions.executeWithoutResult(status -> add(file, text));
        }
    }

    private void add(TableFile file, String text) {
        // The first stands beside no other that it could be compared with.
        boolean first = !versions.on().containsKey(file);
        versions.add(file, text, first, clock.instant());
        if (first) {
            moving.begin();
            revalue(file);
        }
    }

    private void revalue(TableFile file) {
        if (file == TableFile.SCORE) {
            counted.revalue();
        }
    }

    /** Whether tables are kept at all: where they are not, no segment has a name. */
    public boolean areKept() {
        return !settings.isOff();
    }

    /** The segments that the tables that are on, or were deployed to take their place, name. */
    public Set<String> named() {
        Set<String> named = new TreeSet<>();
        Stream.of(versions.on(), versions.newest())
                .forEach(tables -> tables.forEach((file, id) -> named.addAll(names(file, id))));
        return named;
    }

    /** The segments that a version names. */
    Set<String> names(TableFile file, long id) {
        return file.namesSegments()
                ? named.computeIfAbsent(id, version -> compiler.names(file, versions.dmn(version)))
                : Set.of();
    }

    /** One version. */
    public Optional<TableVersion> find(long id) {
        return versions.find(id);
    }

    /** The newest versions of all files, newest first. */
    public List<TableVersion> latest() {
        return versions.latest();
    }

    /** Keeps what a version would change. */
    public void counted(long id, String counts) {
        versions.counted(id, counts);
    }

    /** Lets a version take the place of the one that is on, and whomever that moves be told of. */
    public void switchOn(TableVersion version, String by) {
        transactions.executeWithoutResult(status -> {
            versions.switchOn(version, by, clock.instant());
            revalue(version.file());
        });
    }

    /** The same; nobody who is there is told of until they are {@link #reached}, where these tables have put them. */
    public void switchOnQuietly(TableVersion version, String by) {
        transactions.executeWithoutResult(status -> {
            switchOn(version, by);
            moving.begin();
        });
    }

    /** Up to this contact everybody is where the tables that were on at that time put them. */
    public void reached(Moving time, long contact) {
        moving.reach(time.epoch(), contact);
    }
}
