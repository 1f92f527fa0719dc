package io.relance.journey;

import io.relance.loyalty.Referrals;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code referral} in messages: the reader's own code for friends; made when it is first printed. */
class ReferralWord implements TemplateFacts {

    private final Referrals referrals;

    ReferralWord(Referrals referrals) {
        this.referrals = referrals;
    }

    @Override
    public String word() {
        return "referral";
    }

    @Override
    public Map<String, Object> of(Message message) {
        return ofAll(List.of(message)).getOrDefault(message.id(), Map.of());
    }

    @Override
    public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<ContactId, String> codes = referrals.codes(
                messages.stream().map(Message::contact).distinct().toList());
        Map<Long, Map<String, Object>> all = new HashMap<>();
        messages.forEach(message -> {
            String code = codes.get(message.contact());
            if (code != null) {
                all.put(message.id(), Map.of("code", code, "url", referrals.url(code)));
            }
        });
        return all;
    }
}
