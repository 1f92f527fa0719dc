package io.relance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.GateRules;
import io.relance.Outside;
import io.relance.node.Arrival;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * One PostgreSQL, one SMTP server, and as many nodes as a test wants, all of them processes that can be hurt. Whoever
 * agreed may be written to again and again.
 */
final class Town implements AutoCloseable {

    /** Marketing: given up when in doubt. */
    static final String LETTER = "Letter Wanted";

    /** Transactional: sent again when in doubt. */
    static final String RECEIPT = "Receipt Wanted";

    /** An e-mail, unless a purchase comes within {@link #WAIT}. */
    static final String CART = "Cart Left";

    /** What ends the wait. */
    static final String ORDER = "Order Completed";

    /** How long a left cart waits for its purchase. */
    static final Duration WAIT = Duration.ofSeconds(4);

    /** How many messages one node may be handing over at any moment: so many may be in doubt when it dies. */
    static final int ON_THE_WAY = 4 * 25;

    /** Remembers every message that was ever in doubt, for however short a time. */
    private static final String DOUBTS =
            """
            create table public.doubted (id bigint primary key);
            create function public.doubt() returns trigger language plpgsql as $$
            begin
              insert into public.doubted values (new.id) on conflict do nothing;
              return null;
            end
            $$;
            create trigger doubt after insert or update on message.outbox
              for each row when (new.state = 'in_doubt') execute function public.doubt()""";

    private final Path folder;
    private final List<Node> nodes = new ArrayList<>();
    private final List<LoadDriver> drivers = new ArrayList<>();
    private boolean prepared;
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
                .unless(ORDER, WAIT.toString())
                .step("remind", "sendEmail", Map.of("template", "letter"))
                .ends("Reminded"));
    }

    /** A new one below {@code folder}. */
    static Town found(Path folder) {
        return new Town(folder);
    }

    /** One more diagram, for the nodes that start from now on. */
    void diagram(Sketch sketch) {
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
        started.forEach(Node::awaitReady);
        if (!prepared) {
            database.execute(DOUBTS);
            database.execute(
                    "insert into pressure.setting (changed_at, changed_by, rules) values ('2026-01-01', 'test', '"
                            + GateRules.NONE + "')");
            prepared = true;
        }
        return started;
    }

    /** Every message that was ever in doubt. */
    Set<Long> everInDoubt() {
        return ids("select id::text, id from public.doubted");
    }

    /** The messages that are in doubt for good. */
    Set<Long> inDoubt() {
        return messages("state = 'in_doubt'");
    }

    /** Mails that arrived for these journeys, by the message they are. */
    Map<Long, List<Arrival>> arrived(String... journeys) {
        Map<Long, List<Arrival>> arrived = sink.arrivals(0).stream().collect(Collectors.groupingBy(Town::message));
        arrived.keySet().retainAll(messages("journey in ('" + String.join("', '", journeys) + "')"));
        return arrived;
    }

    /** Those that arrived more than once. */
    static Set<Long> twice(Map<Long, List<Arrival>> arrived) {
        return arrived.entrySet().stream()
                .filter(mails -> mails.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The message a mail is: its Message-ID begins with the number, in digits and letters. */
    private static long message(Arrival mail) {
        return Long.parseLong(mail.messageId().substring(1, mail.messageId().indexOf('.')), 36);
    }

    /** The ids of the messages for which this SQL condition holds. */
    Set<Long> messages(String condition) {
        return ids("select id::text, id from message.message where " + condition);
    }

    private Set<Long> ids(String question) {
        return new HashSet<>(database.numbers(question).values());
    }

    /** Of these messages, those that an analyst is not told to be in doubt, neither by the message nor by a decision. */
    Set<Long> notReportedInDoubt(Node node, Set<Long> messages) {
        Outside outside = new Outside(node.port());
        return messages.stream()
                .filter(Predicate.not(id -> isReportedInDoubt(outside, id)))
                .collect(Collectors.toSet());
    }

    /** Of these messages, which were sent once more, those that no decision says were in doubt. */
    Set<Long> sentAgainUntold(Node node, Set<Long> messages) {
        Outside outside = new Outside(node.port());
        return messages.stream()
                .filter(id -> !isDecidedInDoubt(outside, id, "held"))
                .collect(Collectors.toSet());
    }

    private boolean isReportedInDoubt(Outside outside, long id) {
        return list(outside, "/api/contacts/" + who(id), "/messages").stream()
                        .filter(message -> message.path("id").asLong() == id)
                        .anyMatch(message -> message.path("state").asText().equals("in_doubt"))
                && isDecidedInDoubt(outside, id, "failed");
    }

    private boolean isDecidedInDoubt(Outside outside, long id, String outcome) {
        String journey = database.text("select journey from message.message where id = " + id);
        return list(outside, "/api/contacts/" + who(id) + "/decisions?journey=" + journey, "").stream()
                .anyMatch(decision -> decision.path("outcome").asText().equals(outcome)
                        && decision.path("reason").asText().equals("in_doubt"));
    }

    private String who(long id) {
        return database.text("select split_part(address, '@', 1) from message.message where id = " + id);
    }

    private static List<JsonNode> list(Outside outside, String address, String at) {
        List<JsonNode> list = new ArrayList<>();
        Outside.read(outside.as("admin", "GET", address, null).body()).at(at).forEach(list::add);
        return list;
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
