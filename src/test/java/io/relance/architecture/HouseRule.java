package io.relance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static io.relance.architecture.HouseWords.CONTROLLERS;
import static io.relance.architecture.HouseWords.MUTABLE_SETTINGS;
import static io.relance.architecture.HouseWords.PUBLIC;
import static io.relance.architecture.HouseWords.THE_WALL_CLOCK;

import com.tngtech.archunit.lang.ArchRule;
import planted.relance.crowd.A;
import planted.relance.loyalty.LoyaltySettings;
import planted.relance.shared.Gossip;
import planted.relance.shop.CouponManager;
import planted.relance.shop.EngineUser;
import planted.relance.shop.FieldInjected;
import planted.relance.shop.JulLogger;
import planted.relance.shop.MailSender;
import planted.relance.shop.Moment;
import planted.relance.shop.PriceUtils;
import planted.relance.shop.Printer;
import planted.relance.shop.PublicAdvice;
import planted.relance.shop.PublicController;
import planted.relance.shop.PublicTable;
import planted.relance.shop.SmsSender;
import planted.relance.shop.ValueInjected;

/** What Modulith does not say about the product's classes; each rule with the planted classes that break it. */
@SuppressWarnings("ImmutableEnumChecker") // a rule is a value, though its type does not say so
enum HouseRule {
    ENGINE_ONLY_IN_JOURNEY_AND_RULES(
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.relance.journey..", "io.relance.rules..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.camunda.."),
            EngineUser.class),
    MAIL_AND_TWILIO_ONLY_IN_CHANNELS(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.relance.channel..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "jakarta.mail..", "org.eclipse.angus..", "org.springframework.mail..", "com.twilio.."),
            MailSender.class,
            SmsSender.class),
    SQL_ONLY_IN_PACKAGE_PRIVATE_TYPES(
            noClasses()
                    .that(PUBLIC)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.jdbc..", "javax.sql..", "java.sql.."),
            PublicTable.class,
            PublicTable.Inside.class),
    NO_FIELD_INJECTION(
            noFields()
                    .should(beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                            .or(beAnnotatedWith("org.springframework.beans.factory.annotation.Value"))
                            .or(beAnnotatedWith("jakarta.annotation.Resource"))
                            .or(beAnnotatedWith("jakarta.inject.Inject"))),
            FieldInjected.class,
            ValueInjected.class),
    NO_WALL_CLOCK(
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.relance.ClockConfiguration")
                    .should()
                    .accessTargetWhere(THE_WALL_CLOCK),
            Moment.Now.class,
            Moment.Reference.class,
            Moment.Today.class,
            Moment.Zoned.class,
            Moment.Millis.class,
            Moment.OldDate.class,
            Moment.SystemClock.class),
    NO_EMPTY_NAMES(
            noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl|Services?)(\\$.*)?"),
            CouponManager.class,
            PriceUtils.class),
    CONTROLLERS_ARE_PACKAGE_PRIVATE(
            noClasses().that(CONTROLLERS).should(be(PUBLIC)).allowEmptyShould(true),
            PublicController.class,
            PublicAdvice.class),
    NO_JAVA_UTIL_LOGGING(noClasses().should(USE_JAVA_UTIL_LOGGING), JulLogger.class),
    NO_STANDARD_STREAMS(noClasses().should(ACCESS_STANDARD_STREAMS), Printer.class),
    SHARED_KNOWS_NO_ROOM(
            noClasses()
                    .that()
                    .resideInAPackage("..relance.shared..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("..relance..").and(resideOutsideOfPackage("..relance.shared.."))),
            Gossip.class),
    HALF_OF_A_ROOM_IS_PRIVATE(
            classes()
                    .that()
                    .resideOutsideOfPackage("io.relance.shared")
                    .should(new BePrivateForAtLeastHalfOfTheRoom(6)),
            A.class),
    SETTINGS_ARE_RECORDS(noClasses().should(be(MUTABLE_SETTINGS)), LoyaltySettings.class);

    final ArchRule rule;
    final Class<?>[] offenders;

    HouseRule(ArchRule rule, Class<?>... offenders) {
        this.rule = rule;
        this.offenders = offenders;
    }
}
