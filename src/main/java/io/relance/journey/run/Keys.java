package io.relance.journey.run;

import io.relance.contact.Activity;
import io.relance.shop.Carts;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which keys of a kind activities are about. */
@Component
public class Keys {

    /** The keys of one batch of activities, read at once. */
    public record Batch(Map<Long, Set<String>> carts) {

        /** The keys of that kind an activity is about; null when it says nothing of the kind. */
        public Set<String> of(Activity activity, Keyed kind) {
            return switch (kind) {
                case CONTACT -> Set.of("");
                case CART -> carts.get(activity.id());
                case ORDER -> single(RunKeys.order(activity));
                case PRODUCT -> single(RunKeys.product(activity));
            };
        }

        private static Set<String> single(String key) {
            return key == null ? null : Set.of(key);
        }
    }

    private final Carts carts;

    Keys(Carts carts) {
        this.carts = carts;
    }

    /** Reads the keys of these activities. */
    public Batch of(Collection<Activity> activities) {
        return new Batch(carts.concernedBy(activities));
    }
}
