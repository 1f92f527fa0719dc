package io.relance.segment.complement;

import io.relance.segment.tally.Slug;
import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is read to propose something: what people bought, and what goes with it. One read each for many people. */
@Component
class ProposalRows {

    private static final String OWNED = Sql.named("owned");
    private static final String CANDIDATES = Sql.named("candidates");

    private final JdbcClient sql;

    ProposalRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What may be proposed.
     *
     * @param pairs with what was bought
     * @param popular what is bought most of the categories, by the category as tables write it
     */
    record Candidates(List<Pair> pairs, Map<String, List<Candidate>> popular) {}

    /** What each of these contacts bought, the latest first; who never bought is missing. */
    Map<ContactId, List<Owned>> owned(Collection<ContactId> contacts) {
        Map<ContactId, List<Owned>> owned = new HashMap<>();
        sql.sql(OWNED)
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .query(row -> {
                    owned.computeIfAbsent(new ContactId(row.getLong("contact")), each -> new ArrayList<>())
                            .add(owned(row));
                });
        return owned;
    }

    private static Owned owned(ResultSet row) throws SQLException {
        Set<String> names =
                new HashSet<>(Arrays.asList((String[]) row.getArray("skus").getArray()));
        names.removeIf(Objects::isNull);
        names.add(row.getString("key"));
        String category = row.getString("category");
        String slug = category == null ? "" : Slug.of(category);
        return new Owned(
                row.getObject("id", Integer.class),
                row.getString("key"),
                row.getString("product_id"),
                names,
                row.getString("name"),
                slug.isEmpty() ? null : slug,
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /**
     * What goes with these products, and what is bought most of these categories.
     *
     * @param most of each category
     */
    Candidates candidates(Collection<Integer> owned, Collection<String> categories, int most) {
        Candidates found = new Candidates(new ArrayList<>(), new HashMap<>());
        sql.sql(CANDIDATES)
                .param("owned", owned.toArray(Integer[]::new))
                .param("categories", categories.toArray(String[]::new))
                .param("most", most)
                .query(row -> {
                    Candidate candidate = candidate(row);
                    Integer with = row.getObject("with_product", Integer.class);
                    if (with == null) {
                        found.popular()
                                .computeIfAbsent(candidate.slug(), each -> new ArrayList<>())
                                .add(candidate);
                    } else {
                        found.pairs().add(new Pair(candidate, with, row.getInt("together"), row.getDouble("lift")));
                    }
                });
        return found;
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getInt("id"),
                row.getString("key"),
                row.getString("product_id"),
                row.getString("sku"),
                row.getString("name"),
                row.getString("category"),
                row.getString("slug"),
                row.getBigDecimal("price"),
                row.getString("url"),
                row.getString("image_url"),
                row.getInt("buyers"));
    }
}
