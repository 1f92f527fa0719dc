package io.relance.loyalty;

import java.time.Period;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a customer and the friend they bring get for it.
 *
 * @param points for who brought a friend; zero for none
 * @param friendPoints for the friend; zero for none
 * @param rewardAfter how long after the friend's first order, so that it can no longer be given back
 * @param url the address a customer gives to friends, with {@code {code}} in it; empty for the shop's own
 */
record ReferralTerms(int points, int friendPoints, Period rewardAfter, String url) {

    private static final String AMOUNT = "a whole number from 0 to 999999";
    private static final Setting POINTS = new Setting("RELANCE_LOYALTY_REFERRAL_POINTS", AMOUNT);
    private static final Setting FRIEND_POINTS = new Setting("RELANCE_LOYALTY_REFERRAL_FRIEND_POINTS", AMOUNT);
    private static final Setting REWARD_AFTER =
            new Setting("RELANCE_LOYALTY_REFERRAL_REWARD_AFTER", "a period of days such as P14D; P0D for at once");
    private static final Setting URL =
            new Setting("RELANCE_LOYALTY_REFERRAL_URL", "an http or https address with {code} in it");

    /** Reads the settings as texts, so that a wrong one is refused in our words. */
    @ConstructorBinding
    ReferralTerms(
            @DefaultValue("100") String points,
            @DefaultValue("50") String friendPoints,
            @DefaultValue("P14D") String rewardAfter,
            @DefaultValue("") String url) {
        this(
                amount(POINTS, points),
                amount(FRIEND_POINTS, friendPoints),
                REWARD_AFTER.period(rewardAfter),
                url.strip());
        URL.require(this.url.isEmpty() || this.url.matches("https?://.+\\{code}.*"), url);
    }

    private static int amount(Setting setting, String text) {
        int amount = setting.read(text, Integer::parseInt);
        setting.require(amount >= 0 && amount <= 999_999, text);
        return amount;
    }
}
