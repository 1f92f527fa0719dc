package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style that only the text shows: sizes, Javadoc, a sentence for each room. */
class SourceRulesTests {

    private static final int LINES_OF_A_FILE = 200;
    private static final int LINES_OF_A_METHOD = 30;
    private static final int FILES_OF_SHARED = 10;

    private static final Map<Path, Source> product = Source.below(Path.of("src/main/java"));

    @Test
    void filesAreShort() {
        assertThat(offences(SourceRulesTests::tooLong)).isEmpty();
    }

    @Test
    void bitesOnALongFile() {
        assertThat(tooLong(Source.of("class Long {\n" + "int i;\n".repeat(198) + "}\n")))
                .isEmpty();
        assertThat(tooLong(Source.of("class Long {\n" + "int i;\n".repeat(199) + "}\n")))
                .containsExactly("201 code lines");
    }

    @Test
    void commentsAndBlankLinesAreNotCounted() {
        var source = Source.of(
                """
                /* a comment
                   of two lines */
                class Commented { // an end

                    // a line
                    String address = "http://example.org/*";
                    char quote = '"'; /* short */
                    String block = ""\"
                        // not a comment
                        ""\";
                }
                """);

        assertThat(source.lines()).isEqualTo(7);
    }

    @Test
    void methodsAreShort() {
        assertThat(offences(SourceRulesTests::tooLongMethods)).isEmpty();
    }

    @Test
    void bitesOnALongMethod() {
        assertThat(tooLongMethods(method(30))).isEmpty();
        assertThat(tooLongMethods(method(31))).containsExactly("run has 31 lines");
    }

    @Test
    void publicTypesSayWhatTheyAreFor() {
        assertThat(offences(Source::undocumented)).isEmpty();
    }

    @Test
    void bitesOnAPublicTypeWithoutJavadoc() {
        assertThat(Source.of("// no Javadoc\npublic record Silent(int i) {}").undocumented())
                .containsExactly("Silent");
        assertThat(Source.of("/** Said. */\npublic record Said(int i) {}").undocumented())
                .isEmpty();
        assertThat(Source.of("record Hidden(int i) {}").undocumented()).isEmpty();
    }

    @Test
    void everyRoomSaysItsSentence() {
        assertThat(Rooms.packages()).isNotEmpty();
        assertThat(Rooms.packages().stream().filter(name -> silent(Rooms.ROOT.resolve(name.replace('.', '/')))))
                .isEmpty();
    }

    @Test
    void bitesOnARoomWithoutItsSentence() {
        assertThat(silent(Path.of("src/test/java/planted/relance/crowd"))).isTrue();
        assertThat(silent(Path.of("src/test/java/planted/rooms/kitchen"))).isFalse();
    }

    @Test
    void sharedStaysSmall() {
        assertThat(files(Rooms.ROOT.resolve("shared"))).isBetween(1L, (long) FILES_OF_SHARED);
    }

    @Test
    void bitesOnManyFiles() {
        assertThat(files(Path.of("src/test/java/planted/relance/shop"))).isGreaterThan(FILES_OF_SHARED);
    }

    private static List<String> tooLong(Source source) {
        return source.lines() > LINES_OF_A_FILE ? List.of(source.lines() + " code lines") : List.of();
    }

    private static List<String> tooLongMethods(Source source) {
        return source.methods().entrySet().stream()
                .filter(method -> method.getValue() > LINES_OF_A_METHOD)
                .map(method -> method.getKey() + " has " + method.getValue() + " lines")
                .toList();
    }

    private static boolean silent(Path room) {
        var sentence = room.resolve("package-info.java");
        return !Files.exists(sentence) || !Texts.read(sentence).startsWith("/**");
    }

    private static long files(Path room) {
        return Texts.below(room, ".java").stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .count();
    }

    private static Stream<String> offences(Function<Source, List<String>> rule) {
        return product.entrySet().stream()
                .flatMap(file -> rule.apply(file.getValue()).stream().map(offence -> file.getKey() + ": " + offence));
    }

    private static Source method(int lines) {
        return Source.of("class Long {\nvoid run() {\n// a comment\n\n" + "i++;\n".repeat(lines) + "}\n}\n");
    }
}
