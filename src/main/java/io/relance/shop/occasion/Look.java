package io.relance.shop.occasion;

import io.relance.contact.NewActivity;
import java.time.Instant;

/**
 * What a look at an occasion finds.
 *
 * @param tell what there is to tell; null: nothing
 * @param toldAt when it was told last, now counted in
 * @param next when to look again; null: there is no such occasion
 */
record Look(NewActivity tell, Instant toldAt, Instant next) {

    static Look none() {
        return new Look(null, null, null);
    }

    static Look later(Occasion occasion, Instant next) {
        return new Look(null, occasion.toldAt(), next);
    }
}
