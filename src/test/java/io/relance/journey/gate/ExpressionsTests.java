package io.relance.journey.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTests {

    private final Expressions expressions = new Expressions(Set.of("automationLevel"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${cart.total >= 150}",
                "${contact.mayReceive('email') && !cart.ordered}",
                "${lastMessage.reacted}",
                "${automationLevel == 'manual'}",
                "${contact.orderCount == 0 || cart.value >= 60}",
                "${timing.after('cart.changedAt', 'PT24H', 'PT12H')}",
                "${timing.on(form.callBackOn, '09:00')}",
                "${empty trigger.coupon and not lastMessage.skipped}",
                "${contact.anyTrait == \"a.b(c)\"}",
                "PT24H",
                "advisors"
            })
    void acceptTheVocabulary(String text) {
        assertThat(expressions.problems(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.class.forName('java.lang.Runtime')}",
                "${execution.getVariable('x')}",
                "${runtimeService.deleteProcessInstance(x, y)}",
                "${contact['class']}",
                "${contact.getClass()}",
                "${cart.totl > 3}",
                "${contact.mayReceive('email').class}",
                "${currentUser()}",
                "${now()}",
                "#{applicationContext}",
                "${T(java.lang.Runtime)}",
                "${cart.total; 1}",
                "${cart.total = 5}x${unfinished",
                "${sendEmail.execute(execution)}"
            })
    void refuseEverythingElse(String text) {
        assertThat(expressions.problems(text)).isNotEmpty();
    }
}
