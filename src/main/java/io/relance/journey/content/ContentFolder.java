package io.relance.journey.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where journeys, forms and messages come from: a folder, or what was bundled when the jar was built. */
class ContentFolder {

    private static final int DEPTH = 4;

    private final Path folder;

    /** @param folder null for the bundled content */
    ContentFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether files may change while the product runs. */
    boolean canChange() {
        return folder != null;
    }

    /** The files below a part of the folder ({@code processes}), by their path in it. */
    Map<String, byte[]> files(String part) {
        try {
            return folder == null ? bundled(part) : onDisk(folder.resolve(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> onDisk(Path part) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(part)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(part, DEPTH)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    files.put(part.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> bundled(String part) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        String root = "content/" + part + "/";
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "**")) {
            String url = resource.getURL().toString();
            if (resource.isReadable() && !url.endsWith("/")) {
                files.put(url.substring(url.lastIndexOf(root) + root.length()), resource.getContentAsByteArray());
            }
        }
        return files;
    }

    @Override
    public String toString() {
        return folder == null ? "the bundled content" : folder.toString();
    }
}
