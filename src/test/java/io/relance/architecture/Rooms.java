package io.relance.architecture;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rooms as the sources have them, independent of what Modulith detects. */
final class Rooms {

    static final Path ROOT = Path.of("src/main/java/io/relance");

    private Rooms() {}

    /** The folders with Java files in them, as dotted names below {@code io.relance}; the root itself is none. */
    static Set<String> packages() {
        return Texts.below(ROOT, ".java").stream()
                .map(file -> ROOT.relativize(file.getParent()).toString().replace('/', '.'))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the rooms: the first word of each package, the first two below {@code channel}. */
    static Set<String> names() {
        return packages().stream()
                .map(name -> roomOf("io.relance." + name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The room that a package below {@code …relance} belongs to; empty for that package itself. */
    static String roomOf(String packageName) {
        var words = packageName.replaceFirst("^.*?\\brelance\\b\\.?", "").split("\\.", -1);
        return words[0].equals("channel") && words.length > 1 ? words[0] + "." + words[1] : words[0];
    }
}
