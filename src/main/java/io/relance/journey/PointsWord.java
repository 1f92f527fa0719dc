package io.relance.journey;

import io.relance.loyalty.Points;
import io.relance.loyalty.Standing;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code points} in messages: how the reader stands in the shop's programme; read once for a whole batch. */
class PointsWord implements TemplateFacts {

    private final Points points;

    PointsWord(Points points) {
        this.points = points;
    }

    @Override
    public String word() {
        return "points";
    }

    @Override
    public Map<String, Object> of(Message message) {
        return values(points.standing(message.contact()));
    }

    @Override
    public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<ContactId, Standing> standings =
                points.standings(messages.stream().map(Message::contact).toList());
        Map<Long, Map<String, Object>> all = new HashMap<>();
        messages.forEach(message -> all.put(message.id(), values(standings.get(message.contact()))));
        return all;
    }

    private static Map<String, Object> values(Standing standing) {
        Map<String, Object> values = new HashMap<>();
        values.put("balance", standing.points());
        values.put("tier", standing.tier());
        values.put("nextTier", standing.nextTier());
        values.put("toNextTier", standing.nextTier() == null ? null : standing.toNextTier());
        values.put("expiring", standing.expiringAt() == null ? null : standing.expiring());
        values.put("expiringAt", standing.expiringAt());
        values.values().removeIf(Objects::isNull);
        return values;
    }
}
