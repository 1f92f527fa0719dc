package io.relance.journey;

import io.relance.journey.run.Enrolments;
import io.relance.journey.run.FormAnswers;
import io.relance.loyalty.Coupons;
import io.relance.loyalty.Points;
import io.relance.loyalty.Referrals;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a journey adds to the words of its messages. */
@Configuration(proxyBeanMethods = false)
class TemplateWords {

    @Bean
    TemplateFacts triggerWord(Enrolments enrolments) {
        return new RunWord("trigger") {
            @Override
            Map<Long, Map<String, Object>> ofRuns(Set<Long> runs) {
                Map<Long, Map<String, Object>> triggers = new HashMap<>();
                enrolments.findAll(runs).forEach((number, run) -> triggers.put(number, run.trigger()));
                return triggers;
            }
        };
    }

    @Bean
    TemplateFacts couponWord(Coupons coupons) {
        return word("coupon", run -> coupons.latest(run)
                .<Map<String, Object>>map(coupon ->
                        Map.of("code", coupon.code(), "offer", coupon.offer(), "expiresAt", coupon.expiresAt()))
                .orElse(Map.of()));
    }

    @Bean
    TemplateFacts pointsWord(Points points) {
        return new PointsWord(points);
    }

    @Bean
    TemplateFacts referralWord(Referrals referrals) {
        return ReferralWord.whole(referrals);
    }

    @Bean
    TemplateFacts referralCodeWord(Referrals referrals) {
        return ReferralWord.ofTheContact(referrals);
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
        return new RunWord(word) {
            @Override
            Map<Long, Map<String, Object>> ofRuns(Set<Long> runs) {
                return runs.stream().collect(Collectors.toMap(Function.identity(), read));
            }
        };
    }

    /** A word that is the same for all messages of a run; read once for a whole batch. */
    private abstract static class RunWord implements TemplateFacts {

        private final String word;

        RunWord(String word) {
            this.word = word;
        }

        /** The values by run; one that has none may be missing. */
        abstract Map<Long, Map<String, Object>> ofRuns(Set<Long> runs);

        @Override
        public String word() {
            return word;
        }

        @Override
        public Map<String, Object> of(Message message) {
            return ofAll(List.of(message)).getOrDefault(message.id(), Map.of());
        }

        @Override
        public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
            List<Message> sent =
                    messages.stream().filter(message -> message.step() != null).toList();
            Map<Long, Map<String, Object>> values = ofRuns(
                    sent.stream().map(message -> message.step().enrolment()).collect(Collectors.toSet()));
            return sent.stream()
                    .filter(message -> values.containsKey(message.step().enrolment()))
                    .collect(Collectors.toMap(
                            Message::id, message -> values.get(message.step().enrolment())));
        }
    }
}
