package io.relance.segment.run;

import io.relance.contact.Facet;
import io.relance.segment.fact.Fact;
import io.relance.segment.fact.FactQuery;
import io.relance.segment.fact.FactReader;
import io.relance.segment.fact.Facts;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the person has bought so far, and what is to be expected of them, for the API; absent for who never bought. What is
 * expected is reckoned at night, and absent until the first.
 */
@Component
@Order(23)
class OutlookFacet implements Facet {

    private static final String COUNT = "orders.count";

    /** The facts that tables read, by what they are called here. */
    private static final Map<String, String> BOUGHT = new LinkedHashMap<>();

    static {
        BOUGHT.put("orders", COUNT);
        BOUGHT.put("historicValue", "orders.value");
        BOUGHT.put("averageBasket", "orders.averageBasket");
        BOUGHT.put("ordersPerYear", "orders.perYear");
    }

    private final OutlookRows rows;
    private final FactReader reader;
    private final FactQuery bought;
    private final Clock clock;

    OutlookFacet(OutlookRows rows, Facts facts, FactReader reader, Clock clock) {
        this.rows = rows;
        this.reader = reader;
        this.clock = clock;
        List<Fact> read = BOUGHT.values().stream()
                .map(path -> facts.find(path).orElseThrow())
                .toList();
        bought = new FactQuery(read, List.of());
    }

    @Override
    public String field() {
        return "value";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        Map<String, Object> told = new LinkedHashMap<>();
        reader.read(bought, List.of(contact), clock.instant()).stream()
                .map(FactReader.Known::values)
                .filter(facts -> ((BigDecimal) facts.get(COUNT)).signum() > 0)
                .forEach(facts -> BOUGHT.forEach((name, path) -> told.put(name, facts.get(path))));
        rows.of(contact.value()).ifPresent(told::putAll);
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }
}
