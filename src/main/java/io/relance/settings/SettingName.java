package io.relance.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a setting in the environment: {@code relance.shop.cartUrl} is set with {@code RELANCE_SHOP_CART_URL}. */
final class SettingName {

    private static final Pattern SECRET = Pattern.compile("SECRET|PASSWORD|KEY|TOKEN");

    private SettingName() {}

    static String of(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("_$", "")
                .toUpperCase(Locale.ROOT);
    }

    /** Whether its value must not be printed. */
    static boolean isSecret(String property) {
        return SECRET.matcher(of(property)).find();
    }
}
