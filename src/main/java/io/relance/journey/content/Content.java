package io.relance.journey.content;

import io.relance.message.Templates;
import io.relance.shared.DueWork;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Publishes the content at start and whenever a file changes: forms and decisions first, then the messages, which name
 * segments that tables make, then the diagrams that refer to all of them. Every file stands alone: one that is refused keeps its last good version.
 */
@Component
@Order(90)
class Content implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(Content.class);
    private static final String MESSAGES = "messages/";
    private static final List<String> BEFORE_MESSAGES = List.of(".form", ".dmn");
    private static final List<String> AFTER_MESSAGES = List.of(".bpmn");

    private final ContentFolder folder;
    private final Templates templates;
    private final RepositoryService repository;
    private final Map<String, Integer> published = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private volatile boolean ready;
    private boolean news;

    Content(ContentSettings settings, Templates templates, RepositoryService repository, Clock clock) {
        this.folder = new ContentFolder(settings.contentDir());
        this.templates = templates;
        this.repository = repository;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void publishAtStart() {
        log.info("publishing {}", folder);
        publish();
        ready = true;
    }

    /** Whether the content was published once, and which files were refused and have no good version running. */
    boolean isReady() {
        return ready;
    }

    Map<String, String> refused() {
        return new TreeMap<>(refused);
    }

    @Override
    public String name() {
        return "content";
    }

    /** Files change by people's hands, not by the clock: never due in a time that is stepped through. */
    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    @Override
    public void runDue(Instant now) {
        if (ready && folder.canChange()) {
            publish();
        }
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    private synchronized void publish() {
        forgetWhatIsGone();
        Set<String> before = Set.copyOf(refused.keySet());
        news = false;
        publishAll();
        if (news && !before.isEmpty()) {
            // What was refused may have missed what has just come: a template, a form, a decision.
            published.keySet().removeAll(before);
            publishAll();
        }
    }

    /** A refused file that was taken away is no trouble any more; one that comes back is looked at anew. */
    private void forgetWhatIsGone() {
        Set<String> there = new HashSet<>(folder.files("forms").keySet());
        there.addAll(folder.files("processes").keySet());
        folder.files("messages").keySet().forEach(path -> there.add(MESSAGES + path.split("/", 2)[0]));
        refused.keySet().retainAll(there);
        published.keySet().retainAll(there);
    }

    private void publishAll() {
        Map<String, byte[]> all = new TreeMap<>(folder.files("forms"));
        all.putAll(folder.files("processes"));
        BEFORE_MESSAGES.forEach(suffix -> deploy(all, suffix));
        publishMessages();
        AFTER_MESSAGES.forEach(suffix -> deploy(all, suffix));
    }

    private void deploy(Map<String, byte[]> files, String suffix) {
        files.forEach((name, bytes) -> {
            if (name.endsWith(suffix)) {
                deploy(name, bytes);
            }
        });
    }

    private void publishMessages() {
        Map<String, Map<String, String>> byTemplate = new TreeMap<>();
        folder.files("messages").forEach((path, bytes) -> {
            int slash = path.indexOf('/');
            if (slash > 0) {
                byTemplate
                        .computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>())
                        .put(path.substring(slash + 1), new String(bytes, StandardCharsets.UTF_8));
            }
        });
        // A layout first: the templates are compiled into it.
        Stream.concat(
                        byTemplate.keySet().stream().filter(id -> id.startsWith("_")),
                        byTemplate.keySet().stream().filter(id -> !id.startsWith("_")))
                .forEach(id -> publishTemplate(id, byTemplate.get(id)));
    }

    private void publishTemplate(String id, Map<String, String> files) {
        if (changed(MESSAGES + id, files.hashCode())) {
            List<String> problems = templates.publish(id, files);
            note(MESSAGES + id, problems.isEmpty() ? null : String.join("; ", problems));
        }
    }

    private void deploy(String name, byte[] bytes) {
        if (!changed(name, Arrays.hashCode(bytes))) {
            return;
        }
        try {
            repository
                    .createDeployment()
                    .name(name)
                    .source("content")
                    .enableDuplicateFiltering(true)
                    .addString(name, new String(bytes, StandardCharsets.UTF_8))
                    .deploy();
            note(name, null);
        } catch (ProcessEngineException e) {
            note(name, e.getMessage());
        }
    }

    private boolean changed(String name, int hash) {
        Integer before = published.put(name, hash);
        return before == null || before != hash;
    }

    private void note(String name, String problem) {
        if (problem == null) {
            news = true;
            refused.remove(name);
            log.info("published {}", name);
        } else {
            refused.put(name, problem);
            log.error("{} is refused; its last good version, if any, stays: {}", name, problem);
        }
    }

    /** Whether a refused file has an older version that runs. */
    boolean hasGoodVersion(String name) {
        return name.startsWith(MESSAGES)
                ? templates.version(name.substring(MESSAGES.length())) > 0
                : repository.createDeploymentQuery().deploymentName(name).count() > 0;
    }
}
