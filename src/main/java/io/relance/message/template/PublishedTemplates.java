package io.relance.message.template;

import io.relance.message.TemplateFacts;
import io.relance.message.content.Asked;
import io.relance.message.content.Compilation;
import io.relance.message.content.CompiledFile;
import io.relance.message.content.Kind;
import io.relance.message.content.Published;
import io.relance.shared.Channel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The published message templates; a version once published stays. */
@Component
public class PublishedTemplates {

    private final TemplateRows rows;
    /** Asked for late: rooms above are built upon this one. */
    private final ObjectProvider<TemplateFacts> others;

    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Published> loaded = new ConcurrentHashMap<>();

    PublishedTemplates(
            TemplateRows rows, ObjectProvider<TemplateFacts> others, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.others = others;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether a template is published for this channel. */
    public boolean exists(String template, Channel channel) {
        Published published = latest(List.of(template)).get(template);
        return published != null && published.fits(channel);
    }

    /**
     * Checks and publishes one template from its files. A new {@code _layout} publishes anew what is set into it.
     *
     * @param files file name ({@code fr.mjml}, {@code en.sms.liquid}) → source
     * @return what is wrong, each a sentence naming file and place; empty when published or unchanged
     */
    public List<String> publish(String template, Map<String, String> files) {
        return transaction.execute(status -> {
            rows.lock();
            List<String> problems = publishLocked(template, files);
            if (!problems.isEmpty()) {
                status.setRollbackOnly();
            }
            return problems;
        });
    }

    private List<String> publishLocked(String template, Map<String, String> files) {
        if (!Compilation.isLayout(template)) {
            return publishAsked(
                    Compilation.of(template, files, Compilation.layouts(files(Compilation.LAYOUT))), template);
        }
        List<String> problems = new ArrayList<>(publishAsked(Compilation.of(template, files, Map.of()), template));
        if (problems.isEmpty()) {
            Map<String, String> layouts = Compilation.layouts(files);
            for (String other : rows.ids()) {
                if (!Compilation.isLayout(other)) {
                    publishOne(Compilation.of(other, files(other), layouts), other)
                            .forEach(problem -> problems.add("in the template " + other + ", " + problem));
                }
            }
        }
        return problems;
    }

    /** Other rooms are asked of what is published itself only: what one of them forgot holds up no new layout. */
    private List<String> publishAsked(Compilation compilation, String template) {
        Set<String> problems = new LinkedHashSet<>(compilation.problems());
        for (Asked asked : compilation.asked()) {
            others.stream()
                    .filter(other -> other.word().equals(asked.word()))
                    .flatMap(other -> other.problem(asked.part()).stream())
                    .forEach(problem -> problems.add(asked.place() + ": " + problem));
        }
        return problems.isEmpty() ? publishOne(compilation, template) : List.copyOf(problems);
    }

    private List<String> publishOne(Compilation compilation, String template) {
        if (compilation.problems().isEmpty()) {
            int version = version(template);
            List<CompiledFile> compiled = compilation.files().stream()
                    .sorted(Comparator.comparing(CompiledFile::language)
                            .thenComparing(file -> file.kind().code()))
                    .toList();
            if (!compiled.equals(rows.files(template, version))) {
                rows.add(template, version + 1, compiled, clock.instant());
            }
        }
        return compilation.problems();
    }

    /** Which parts of a word the latest versions ask for, by template; who asks for none is missing. */
    public Map<String, Set<String>> reading(String word) {
        Map<String, Set<String>> reading = new TreeMap<>();
        latest(rows.ids()).forEach((template, published) -> {
            if (!published.parts(word).isEmpty()) {
                reading.put(template, published.parts(word));
            }
        });
        return reading;
    }

    /** The latest version's number; 0 when there is none. */
    public int version(String template) {
        return rows.latest(List.of(template)).getOrDefault(template, 0);
    }

    private Map<String, String> files(String template) {
        Map<String, String> files = new LinkedHashMap<>();
        rows.files(template, version(template))
                .forEach(file -> files.put(file.language() + file.kind().suffix(), file.source()));
        return files;
    }

    /** The latest versions of these, by id; one that is not published is missing. */
    public Map<String, Published> latest(Collection<String> templates) {
        Map<String, Published> latest = new HashMap<>();
        rows.latest(templates).forEach((template, version) -> {
            if (!Compilation.isLayout(template)) {
                latest.put(
                        template,
                        loaded.computeIfAbsent(
                                template + " " + version,
                                key -> new Published(version, rows.files(template, version))));
            }
        });
        return latest;
    }

    /** What is published, for people. */
    List<Map<String, Object>> list() {
        return rows.ids().stream().map(this::describe).toList();
    }

    private Map<String, Object> describe(String template) {
        int version = version(template);
        List<CompiledFile> files = rows.files(template, version);
        Map<String, String> subjects = new LinkedHashMap<>();
        files.stream()
                .filter(file -> file.kind() == Kind.MJML && file.subject() != null)
                .forEach(file -> subjects.put(file.language(), file.subject()));
        return Map.of(
                "id", template,
                "version", version,
                "publishedAt", rows.publishedAt(template, version),
                "files",
                        files.stream()
                                .map(file -> file.language() + file.kind().suffix())
                                .toList(),
                "subjects", subjects);
    }
}
