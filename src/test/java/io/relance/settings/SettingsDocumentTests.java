package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Whoever looks for a setting finds it in the document. */
class SettingsDocumentTests {

    private static final Pattern NAME = Pattern.compile("`(…?[A-Z][A-Z_]*[A-Z…]|…_[A-Z_]+)`");

    @Test
    void everySettingOfTheProductIsInTheDocument() throws IOException {
        List<String> documented = names(Files.readString(Path.of("docs/settings.md")));

        assertThat(settings())
                .hasSizeGreaterThan(30)
                .allSatisfy(setting -> assertThat(documented).as(setting).anyMatch(name -> says(name, setting)));
    }

    @Test
    void bitesOnASettingNobodyWroteDown() {
        List<String> documented = names("| `RELANCE_SENDING_THREADS`, `…_BATCH` and `RELANCE_SHOP_RATES_…` |");

        assertThat(documented).anyMatch(name -> says(name, "RELANCE_SENDING_BATCH"));
        assertThat(documented).anyMatch(name -> says(name, "RELANCE_SHOP_RATES_…"));
        assertThat(documented).noneMatch(name -> says(name, "RELANCE_SENDING_LEASE"));
    }

    private static Stream<String> settings() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("io.relance").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .flatMap(type ->
                        leaves(type.getAnnotation(ConfigurationProperties.class).value(), type))
                .distinct();
    }

    private static Stream<String> leaves(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap(component -> leaf(prefix, component));
    }

    private static Stream<String> leaf(String prefix, RecordComponent component) {
        String property = prefix + "." + component.getName();
        boolean several =
                component.getType().isRecord() && component.getType().getName().startsWith("io.relance");
        if (Map.class.isAssignableFrom(component.getType())) {
            // Its keys are the shop's own.
            return Stream.of(SettingName.of(property) + "_…");
        }
        return several ? leaves(property, component.getType()) : Stream.of(SettingName.of(property));
    }

    private static List<String> names(String document) {
        return NAME.matcher(document)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();
    }

    private static boolean says(String documented, String setting) {
        String name = plain(documented);
        if (setting.endsWith("…")) {
            return name.startsWith(plain(setting).substring(0, plain(setting).length() - 1));
        }
        if (name.startsWith("…")) {
            return plain(setting).endsWith(name.substring(1));
        }
        return name.endsWith("…")
                ? plain(setting).startsWith(name.substring(0, name.length() - 1))
                : name.equals(plain(setting));
    }

    /** Words may be joined or not: both set the same. */
    private static String plain(String name) {
        return name.replace("_", "");
    }
}
