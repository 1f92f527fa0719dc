package io.relance.loyalty;

import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The contact's points and tier, in the contact's page and API. */
@Configuration(proxyBeanMethods = false)
class StandingFacets {

    @Bean
    @Order(30)
    Facet pointsFacet(Points points) {
        return facet("points", points, Standing::points);
    }

    @Bean
    @Order(31)
    Facet tierFacet(Points points) {
        return facet("tier", points, Standing::tier);
    }

    private static Facet facet(String field, Points points, Function<Standing, Object> part) {
        return new Facet() {
            @Override
            public String field() {
                return field;
            }

            @Override
            public Optional<Object> of(ContactId contact) {
                return Optional.ofNullable(part.apply(points.standing(contact)));
            }
        };
    }
}
