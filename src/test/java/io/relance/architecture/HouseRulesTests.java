package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link HouseRule} holds for the product, and bites where it is broken. */
class HouseRulesTests {

    private static final JavaClasses product = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.relance");
    private static final JavaClasses planted = new ClassFileImporter().importPackages("planted.relance");

    @ParameterizedTest
    @EnumSource
    void holds(HouseRule house) {
        house.rule.check(product);
    }

    @ParameterizedTest
    @MethodSource("offenders")
    void bites(HouseRule house, Class<?> offender) {
        var violations = house.rule.evaluate(planted).getFailureReport().getDetails();

        assertThat(violations).anyMatch(violation -> violation.contains(nameIn(house, offender)));
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheInnocentAlone(HouseRule house) {
        var violations = house.rule.evaluate(planted).getFailureReport().getDetails();

        assertThat(violations).noneMatch(violation -> violation.contains("planted.relance.shop.Innocent"));
    }

    @Test
    void looksAtTheProduct() {
        assertThat(product.contain("io.relance.Relance")).isTrue();
        assertThat(product.contain(HouseRule.class)).isFalse();
    }

    private static Stream<Arguments> offenders() {
        return Stream.of(HouseRule.values())
                .flatMap(house -> Stream.of(house.offenders).map(offender -> Arguments.of(house, offender)));
    }

    private static String nameIn(HouseRule house, Class<?> offender) {
        return house == HouseRule.HALF_OF_A_ROOM_IS_PRIVATE ? "crowd shows 4 of its 7 types" : offender.getName();
    }
}
