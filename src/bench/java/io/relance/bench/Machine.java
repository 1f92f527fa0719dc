package io.relance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** What the figures were measured on and with. */
final class Machine {

    private static final Pattern LIBRARY =
            Pattern.compile("BOOT-INF/lib/(camunda-engine|spring-boot|postgresql|liqp)-(\\d[^/]*)\\.jar");

    private Machine() {}

    static Map<String, Object> describe() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", field("/proc/cpuinfo", "model name"));
        machine.put("memory", field("/proc/meminfo", "MemTotal"));
        machine.put("huge_pages", HugePages.count());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("load_at_end", field("/proc/loadavg", ""));
        return machine;
    }

    static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        try (JarFile jar = new JarFile("target/relance.jar")) {
            jar.stream().forEach(entry -> {
                var library = LIBRARY.matcher(entry.getName());
                if (library.matches()) {
                    versions.put(library.group(1), library.group(2));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    /** A figure of the memory in kB; 0 where it is not known. */
    static long kilobytes(String name) {
        String figure = field("/proc/meminfo", name).replace(" kB", "");
        return figure.isEmpty() ? 0 : Long.parseLong(figure);
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
