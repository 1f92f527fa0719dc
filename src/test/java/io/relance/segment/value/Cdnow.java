package io.relance.segment.value;

import io.relance.segment.value.PurchaseModel.History;
import io.relance.segment.value.SpendModel.Spending;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The published data set: its first comment says where it is from. */
final class Cdnow {

    private static final List<double[]> rows = rows();

    private Cdnow() {}

    static Map<History, Long> histories() {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new History((int) row[0], row[1], row[2]),
                        Collectors.summingLong(row -> (long) row[4])));
    }

    static Map<Spending, Long> spendings() {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Spending((int) row[0], row[3]), Collectors.summingLong(row -> (long) row[4])));
    }

    private static List<double[]> rows() {
        try (InputStream file = Cdnow.class.getResourceAsStream("/segment/value/cdnow-sample.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .map(Cdnow::numbers)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(String line) {
        return List.of(line.split(",")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
