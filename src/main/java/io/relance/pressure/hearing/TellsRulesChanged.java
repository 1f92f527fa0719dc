package io.relance.pressure.hearing;

import io.relance.pressure.RulesChanged;
import io.relance.pressure.setting.SettingHistory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Other rooms learn that the rules changed, not which they are. */
@Component
class TellsRulesChanged {

    private final ApplicationEventPublisher events;

    TellsRulesChanged(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void on(SettingHistory.Change change) {
        events.publishEvent(new RulesChanged(change.at()));
    }
}
