package io.relance.loyalty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The steps a good customer climbs, lowest first. */
final class Tiers {

    /**
     * One step.
     *
     * @param from how many points that count it takes to stand on it
     */
    record Tier(String name, long from) {}

    private static final Setting SETTING = new Setting(
            "RELANCE_LOYALTY_TIERS",
            "names with the points they begin at, rising, such as Bronze:0,Silver:500,Gold:1500; empty for no tiers");
    private static final int LONGEST_NAME = 60;

    private final List<Tier> all;

    private Tiers(List<Tier> all) {
        this.all = all;
    }

    /** Reads {@code Bronze:0,Silver:500}. */
    static Tiers read(String text) {
        List<Tier> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Tier tier = SETTING.read(each, Tiers::tier);
            boolean rises =
                    all.isEmpty() || tier.from() > all.get(all.size() - 1).from();
            SETTING.require(rises && names.add(tier.name().toLowerCase(Locale.ROOT)), text);
            all.add(tier);
        }
        return new Tiers(List.copyOf(all));
    }

    private static Tier tier(String text) {
        int colon = text.lastIndexOf(':');
        String name = text.substring(0, Math.max(0, colon)).strip();
        long from = Long.parseLong(text.substring(colon + 1).strip());
        if (name.isEmpty() || name.length() > LONGEST_NAME || from < 0) {
            throw new IllegalArgumentException(text);
        }
        return new Tier(name, from);
    }

    /** All of them, the lowest first. */
    List<Tier> all() {
        return all;
    }

    /** The tier of so many points that count; null below the lowest. */
    String of(long qualifying) {
        String reached = null;
        for (Tier tier : all) {
            reached = tier.from() <= qualifying ? tier.name() : reached;
        }
        return reached;
    }

    /** The tier of who never earned anything; null where even the lowest has to be earned. */
    String first() {
        return of(0);
    }

    /** The next one above so many points that count. */
    Optional<Tier> next(long qualifying) {
        return all.stream().filter(tier -> tier.from() > qualifying).findFirst();
    }

    /** Whether the one is above the other; below all is null, and so is a tier that is no more. */
    boolean isAbove(String tier, String other) {
        return place(tier) > place(other);
    }

    /**
     * Whether it is worth telling that the one was reached from the other. Where everybody begins nobody arrives, and
     * a shop that renames its tiers promotes nobody.
     */
    boolean isNews(String tier, String before) {
        if (Objects.equals(tier, before) || before != null && place(before) < 0) {
            return false;
        }
        return !Objects.equals(tier, first()) || isAbove(before, tier);
    }

    private int place(String name) {
        int place = -1;
        for (int i = 0; i < all.size(); i++) {
            place = all.get(i).name().equals(name) ? i : place;
        }
        return place;
    }
}
