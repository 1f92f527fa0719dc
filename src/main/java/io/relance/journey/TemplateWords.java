package io.relance.journey;

import io.relance.journey.run.Enrolments;
import io.relance.journey.run.FormAnswers;
import io.relance.loyalty.Coupons;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a journey adds to the words of its messages. */
@Configuration(proxyBeanMethods = false)
class TemplateWords {

    @Bean
    TemplateFacts triggerWord(Enrolments enrolments) {
        return word(
                "trigger",
                run -> enrolments.find(run).map(found -> found.trigger()).orElse(Map.of()));
    }

    @Bean
    TemplateFacts couponWord(Coupons coupons) {
        return word("coupon", run -> coupons.latest(run)
                .<Map<String, Object>>map(coupon ->
                        Map.of("code", coupon.code(), "offer", coupon.offer(), "expiresAt", coupon.expiresAt()))
                .orElse(Map.of()));
    }

    @Bean
    TemplateFacts formWord(FormAnswers forms) {
        return word("form", run -> forms.latest(run).orElse(Map.of()));
    }

    /** Who completed the run's last task; for the personal message that follows from it. */
    @Bean
    TemplateFacts advisorWord(FormAnswers forms, Staff staff) {
        return word("advisor", run -> forms.latest(run)
                .map(form -> form.get("by"))
                .<Map<String, Object>>map(by -> Map.of("name", staff.name(by.toString())))
                .orElse(Map.of()));
    }

    private static TemplateFacts word(String word, Function<Long, Map<String, Object>> read) {
        return new TemplateFacts() {
            @Override
            public String word() {
                return word;
            }

            @Override
            public Map<String, Object> of(Message message) {
                return message.step() == null
                        ? Map.of()
                        : read.apply(message.step().enrolment());
            }
        };
    }
}
