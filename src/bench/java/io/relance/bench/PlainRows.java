package io.relance.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * W5: the limit. As many rows as W1 wrote, into tables like those with the same indexes, by plain batched JDBC.
 */
final class PlainRows implements Work {

    private static final int THREADS = 4;

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        Map<String, Double> rows = run.of("w1.rows");
        Map<String, Long> inserted = counts(rows, "inserted ");
        List<RowCopies> tables = inserted.entrySet().stream()
                .filter(table -> table.getValue() >= sizes.mails() / 20)
                .map(table -> new RowCopies(rig.database, table.getKey(), table.getValue()))
                .toList();
        sample(rig, sizes, tables);
        // Counters come late: of some tables they count what was written before W1 began.
        tables = tables.stream().filter(RowCopies::hasSamples).toList();
        tables.forEach(RowCopies::prepare);
        rig.settle();

        List<RowCopies> written = tables;
        Usage usage = rig.measure("w5", sizes.mails(), () -> written.forEach(table -> table.write(THREADS)));

        // The node had nothing to do with it, and so its CPU is what it costs at rest.
        usage.into(run.of("w5"), "");
        rig.memoryInto(run.of("w5"));
        double rate = usage.perSecond();
        run.of("w5")
                .put("rows", (double) tables.stream().mapToLong(RowCopies::rows).sum() / sizes.mails());
        run.judge("w5.ratio", run.judged().get("w1.per_s") / rate);
    }

    private static Map<String, Long> counts(Map<String, Double> figures, String prefix) {
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        figure -> figure.getKey().substring(prefix.length()),
                        figure -> figure.getValue().longValue()));
    }

    /** Some rows are gone as soon as they are done with; so each is caught as it comes, while more mails are sent. */
    private static void sample(Rig rig, Sizes sizes, List<RowCopies> tables) {
        tables.forEach(RowCopies::catchSamples);
        rig.mails("warm", 0, Math.min(200, sizes.warm()), " for samples");
        tables.forEach(RowCopies::readSamples);
    }
}
