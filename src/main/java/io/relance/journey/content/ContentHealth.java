package io.relance.journey.content;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Healthy once diagrams, forms and messages are published; down when one is refused and nothing runs in its place. */
@Component("contentHealthIndicator")
class ContentHealth implements HealthIndicator {

    private final Content content;

    ContentHealth(Content content) {
        this.content = content;
    }

    @Override
    public Health health() {
        if (!content.isReady()) {
            return Health.outOfService()
                    .withDetail("content", "is being published")
                    .build();
        }
        Health.Builder health = Health.up();
        content.refused().forEach((name, problem) -> {
            health.withDetail(name, problem);
            if (!content.hasGoodVersion(name)) {
                health.down();
            }
        });
        return health.build();
    }
}
