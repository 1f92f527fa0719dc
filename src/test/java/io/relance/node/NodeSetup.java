package io.relance.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a node is started with: settings by environment only, as in production. */
public final class NodeSetup {

    /** The source and the key that its intake knows. */
    public static final String WRITE_KEY = "bench";

    private final String name;
    private final List<String> program;
    private final List<String> options = new ArrayList<>(List.of("-Xmx1g"));
    private final Map<String, String> environment = new LinkedHashMap<>();
    private int port = NodeDatabase.freePort();

    NodeSetup(String name, List<String> program) {
        this.name = name;
        this.program = program;
        with("RELANCE_SECRET", "a-secret-that-only-tests-and-benchmarks-know");
        with("RELANCE_ADMIN_PASSWORD", "admin");
        with("RELANCE_WRITE_KEYS", "bench:" + WRITE_KEY);
        with("RELANCE_INTAKE_RATE", "1000000");
        with("RELANCE_INTAKE_BURST", "1000000");
        with("RELANCE_SENDER_EMAIL", "bonjour@boutique.example");
        with("RELANCE_SENDER_NAME", "Boutique Exemple");
        with("RELANCE_POSTAL_ADDRESS", "1 rue de l'Exemple, 00000 Nulle-Part, France");
        with("RELANCE_SHOP_NAME", "Boutique Exemple");
        with("RELANCE_SHOP_URL", "https://boutique.example");
        with("SPRING_MAIL_HOST", "localhost");
    }

    /** One setting more, or another value for one. */
    public NodeSetup with(String setting, String value) {
        environment.put(setting, value);
        return this;
    }

    /** Its PostgreSQL. */
    public NodeSetup database(NodeDatabase database) {
        with("SPRING_DATASOURCE_URL", database.url());
        with("SPRING_DATASOURCE_USERNAME", "postgres");
        return with("SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    /** Its SMTP server, on this machine. */
    public NodeSetup smtp(int smtpPort) {
        return with("SPRING_MAIL_PORT", String.valueOf(smtpPort));
    }

    /** The folder with its diagrams, forms and messages. */
    public NodeSetup content(Path folder) {
        return with("RELANCE_CONTENT_DIR", folder.toAbsolutePath().toString());
    }

    /** Always the same port, for a node that is started again. */
    public NodeSetup port(int fixed) {
        port = fixed;
        return this;
    }

    /** Options of its JVM, beside or over {@code -Xmx1g}. */
    public NodeSetup jvm(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** What it will be started with, for a report. */
    public List<String> options() {
        return List.copyOf(options);
    }

    /** Starts it and waits until it is ready; the same setup starts it again after it is gone. */
    public Node start() {
        return launch().awaitReady();
    }

    /** Starts it and does not wait. */
    public Node launch() {
        with("SERVER_PORT", String.valueOf(port));
        with("RELANCE_BASE_URL", "http://localhost:" + port);
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(program);
        Path log = Path.of("target", "nodes", name + ".log");
        return new Node(JavaProcess.start(arguments, environment, log), port, log);
    }
}
