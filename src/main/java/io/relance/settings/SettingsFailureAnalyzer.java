package io.relance.settings;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says in one line per wrong setting which one it is, by the name an operator sets it with, and what it accepts. Any
 * failure whose message is such a line already ({@code RELANCE_… is missing; it accepts …}) is passed on as it is.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingsFailureAnalyzer implements FailureAnalyzer {

    private static final Pattern LINE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+ .*");
    private static final Pattern WHOLE_LINE = Pattern.compile(LINE.pattern() + "; it accepts .*");

    private static final String NO_DATABASE =
            "SPRING_DATASOURCE_URL is missing; it accepts an address such as jdbc:postgresql://localhost:5432/relance";

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> line(cause).stream())
                .findFirst()
                .map(line -> new FailureAnalysis(line, null, failure))
                .orElse(null);
    }

    private static Optional<String> line(Throwable failure) {
        if (failure instanceof BindException binding) {
            return Optional.of(notBound(binding));
        }
        if (failure instanceof InvalidConfigurationPropertyValueException refused) {
            return Optional.of(named(refused.getReason(), refused.getName()));
        }
        // A class of Spring Boot's own that only its package sees.
        if (failure.getClass().getSimpleName().equals("DataSourceBeanCreationException")) {
            return Optional.of(NO_DATABASE);
        }
        return Optional.ofNullable(failure.getMessage())
                .filter(message -> WHOLE_LINE.matcher(message).matches());
    }

    private static String notBound(BindException binding) {
        if (binding.getCause() instanceof BindValidationException invalid) {
            return invalid(invalid.getValidationErrors());
        }
        var name = binding.getName().toString();
        var accepted = AcceptedValue.of(binding.getTarget().getType());
        if (accepted.isEmpty()) {
            return named(rootMessage(binding), name);
        }
        return SettingName.of(name) + value(binding.getProperty(), name) + "; it accepts " + accepted.get();
    }

    private static String invalid(ValidationErrors errors) {
        List<ObjectError> all = errors.getAllErrors();
        return all.stream()
                .map(error -> named(error.getDefaultMessage(), property(errors, error)))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String property(ValidationErrors errors, ObjectError error) {
        return error instanceof FieldError field
                ? errors.getName() + "." + field.getField()
                : errors.getName().toString();
    }

    private static String named(String message, String property) {
        return LINE.matcher(String.valueOf(message)).matches() ? message : SettingName.of(property) + " " + message;
    }

    private static String value(ConfigurationProperty property, String name) {
        boolean silent = property == null || SettingName.isSecret(name);
        return silent ? " is wrong" : " is '" + property.getValue() + "'";
    }

    private static String rootMessage(Throwable failure) {
        return failure.getCause() == null
                ? String.valueOf(failure.getMessage()).lines().findFirst().orElse("is wrong")
                : rootMessage(failure.getCause());
    }
}
