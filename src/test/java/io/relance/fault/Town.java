package io.relance.fault;

import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeDatabase;
import io.relance.node.NodeSetup;
import io.relance.node.Shopping;
import io.relance.node.SinkProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** One PostgreSQL, one SMTP server, and as many nodes as a test wants, all of them processes that can be hurt. */
final class Town implements AutoCloseable {

    /** Marketing: given up when in doubt. */
    static final String LETTER = "Letter Wanted";

    /** Transactional: sent again when in doubt. */
    static final String RECEIPT = "Receipt Wanted";

    /** An e-mail, unless a purchase comes within five seconds. */
    static final String CART = "Cart Left";

    private final Path folder;
    private final List<Node> nodes = new ArrayList<>();
    private final List<LoadDriver> drivers = new ArrayList<>();
    final NodeDatabase database;
    final SinkProcess sink;

    private Town(Path folder) {
        this.folder = folder;
        database = NodeDatabase.create(folder.resolve("pg"));
        sink = SinkProcess.start(folder.resolve("mails"), true);
        write("messages/_layout/fr.mjml", read("messages/_layout/fr.mjml"));
        write(
                "messages/letter/fr.mjml",
                "---\nsubject: \"{{ trigger.n }}\"\npreheader: Exemple\n---\n<mj-section><mj-column><mj-text>"
                        + "Bonjour {{ contact.firstName }}</mj-text></mj-column></mj-section>\n");
        diagram(Sketch.journey("letter", LETTER, Map.of())
                .step("send", "sendEmail", Map.of("template", "letter"))
                .ends("Written"));
        diagram(Sketch.journey("receipt", RECEIPT, Map.of())
                .step("send", "sendEmail", Map.of("template", "letter", "messageClass", "transactional"))
                .ends("Written"));
        diagram(Sketch.journey("cart", CART, Map.of("keyedBy", "cart"))
                .unless("Order Completed", "PT5S")
                .step("remind", "sendEmail", Map.of("template", "letter"))
                .ends("Reminded"));
    }

    /** A new one below {@code folder}. */
    static Town found(Path folder) {
        return new Town(folder);
    }

    private void diagram(Sketch sketch) {
        sketch.files().forEach((name, bytes) -> write("processes/" + name, new String(bytes)));
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve("content").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node to be set up and started; leases are short, so that a test need not wait for minutes. */
    NodeSetup setup(String name) {
        return setup(Node.classes(name));
    }

    /** The same on a machine whose clock is off by so much. */
    NodeSetup setup(NodeSetup skewed, String skew) {
        return setup(skewed).with("SKEW", skew);
    }

    private NodeSetup setup(NodeSetup setup) {
        return setup.database(database)
                .smtp(sink.port())
                .content(folder.resolve("content"))
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .with("RELANCE_SENDING_LEASE", "PT5S")
                .with("RELANCE_SENDING_LOOK_AFTER", "PT2S");
    }

    /** Starts a node that ends with this town. */
    Node start(NodeSetup setup) {
        return start(List.of(setup)).get(0);
    }

    /** Starts some at once; on a machine that has much else to do that may take long. */
    List<Node> start(List<NodeSetup> setups) {
        List<Node> started = setups.stream().map(NodeSetup::launch).toList();
        nodes.addAll(started);
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> started.stream()
                .allMatch(node -> !node.process().isAlive() || node.healthy()));
        return started.stream().map(Node::awaitReady).toList();
    }

    LoadDriver driver() {
        LoadDriver driver = LoadDriver.start();
        drivers.add(driver);
        return driver;
    }

    /** People from one number to another, who agreed to e-mail. */
    static Shopping people(Node node, int from, int to) {
        return Shopping.batches(
                node.address() + "/v1/batch",
                """
                {"type":"identify","messageId":"i-{n}","userId":"camille-{n}","timestamp":"{at}",\
                "traits":{"firstName":"Camille{n}","email":"camille-{n}@example.org","consents":{"email":true}}}""",
                from,
                to);
    }

    /** What each of them does, a message for each. */
    static Shopping does(Node node, String activity, int from, int to) {
        return Shopping.batches(
                node.address() + "/v1/batch",
                """
                {"type":"track","messageId":"ACTIVITY-{n}","userId":"camille-{n}","timestamp":"{at}","event":"ACTIVITY",\
                "properties":{"n":"{n}","cart_id":"c-{n}","order_id":"o-{n}","product_id":"lamp","name":"Lampe","price":"20"}}"""
                        .replace("ACTIVITY", activity),
                from,
                to);
    }

    /** Waits until nothing is left to do, neither in the inbox nor in the outbox. */
    void awaitDone(Duration patience) {
        await(patience)
                .until(() -> count("ingest.inbox") == 0
                        && database.number("select count(*) from act_ru_job where duedate_ <= now() at time zone 'UTC'")
                                == 0
                        && underWay() == 0);
    }

    /** Messages that are neither sent nor otherwise settled. */
    long underWay() {
        return count("message.outbox") + count("message.in_hand");
    }

    long count(String table) {
        return database.number("select count(*) from " + table);
    }

    static ConditionFactory await(Duration patience) {
        return Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }

    @Override
    public void close() {
        drivers.forEach(LoadDriver::close);
        nodes.forEach(Node::close);
        sink.close();
        database.close();
    }
}
