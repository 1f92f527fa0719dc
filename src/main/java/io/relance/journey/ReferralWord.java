package io.relance.journey;

import io.relance.loyalty.Referrals;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The reader's own code for friends, under one of the words by which messages print it; made when first printed. */
class ReferralWord implements TemplateFacts {

    private final String word;
    private final Referrals referrals;
    private final Function<String, Map<String, Object>> values;

    private ReferralWord(String word, Referrals referrals, Function<String, Map<String, Object>> values) {
        this.word = word;
        this.referrals = referrals;
        this.values = values;
    }

    /** {@code referral.code} and {@code referral.url}. */
    static ReferralWord whole(Referrals referrals) {
        return new ReferralWord("referral", referrals, code -> Map.of("code", code, "url", referrals.url(code)));
    }

    /** {@code contact.referralCode}, as in conditions. */
    static ReferralWord ofTheContact(Referrals referrals) {
        return new ReferralWord("contact.referralCode", referrals, code -> Map.of("referralCode", code));
    }

    @Override
    public String word() {
        return word;
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
                all.put(message.id(), values.apply(code));
            }
        });
        return all;
    }
}
