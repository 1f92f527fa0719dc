package io.relance.journey.step;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.Priorities;
import io.relance.loyalty.Coupons;
import io.relance.message.Messages;
import io.relance.shared.Channel;
import java.time.Clock;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The service tasks a diagram may use; the bean's name is the word in the diagram: {@code ${sendEmail}}. */
@Configuration(proxyBeanMethods = false)
class Steps {

    @Bean
    ActivityBehavior sendEmail(Diagrams diagrams, Messages messages, @Lazy Priorities priorities, Clock clock) {
        return new SendStep(Channel.EMAIL, diagrams, messages, priorities, clock);
    }

    @Bean
    ActivityBehavior sendSms(Diagrams diagrams, Messages messages, @Lazy Priorities priorities, Clock clock) {
        return new SendStep(Channel.SMS, diagrams, messages, priorities, clock);
    }

    @Bean
    ActivityBehavior recordActivity(Diagrams diagrams, Timeline timeline, @Lazy Values values, Clock clock) {
        return new RecordActivityStep(diagrams, timeline, values, clock);
    }

    @Bean
    ActivityBehavior updateContact(Diagrams diagrams, Contacts contacts, @Lazy Values values) {
        return new UpdateContactStep(diagrams, contacts, values);
    }

    @Bean
    ActivityBehavior grantPoints(Diagrams diagrams, @Lazy Values values, Clock clock) {
        return new GrantPointsStep(diagrams, values, clock);
    }

    @Bean
    ActivityBehavior issueCoupon(Diagrams diagrams, Coupons coupons, Clock clock) {
        return new IssueCouponStep(diagrams, coupons, clock);
    }
}
