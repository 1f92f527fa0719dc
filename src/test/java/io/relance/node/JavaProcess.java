package io.relance.node;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts JVMs beside this one; none outlives it, unless it is killed itself. */
final class JavaProcess {

    private JavaProcess() {}

    /** Starts {@code java} with these arguments; what it writes goes to {@code log}, null: it is read by the caller. */
    static Process start(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(log != null);
        try {
            if (log == null) {
                builder.redirectError(Redirect.INHERIT);
            } else {
                Files.createDirectories(log.toAbsolutePath().getParent());
                builder.redirectOutput(Redirect.appendTo(log.toFile()));
            }
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a main class of the tests, a small JVM that ends when its standard input does. */
    static Process tool(Class<?> main, String... arguments) {
        return start(
                Stream.concat(
                                Stream.of("-Xmx1g", "-XX:+UseSerialGC", "-cp", classPath(), main.getName()),
                                Stream.of(arguments))
                        .toList(),
                Map.of(),
                null);
    }

    /** The class path of this JVM. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The product's classes and libraries, without the tests' classes. */
    static String productClassPath() {
        String tests = File.separator + "test-classes";
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(tests) && !entry.endsWith(tests + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The same and this one class. */
    static String productClassPath(Class<?> more) {
        String file = more.getName().replace('.', '/') + ".class";
        Path alone = Path.of("target", "nodes", more.getSimpleName());
        try (InputStream bytes = more.getClassLoader().getResourceAsStream(file)) {
            Files.createDirectories(alone.resolve(file).getParent());
            Files.copy(bytes, alone.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return productClassPath() + File.pathSeparator + alone;
    }
}
