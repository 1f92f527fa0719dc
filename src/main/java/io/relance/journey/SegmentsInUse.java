package io.relance.journey;

import io.relance.journey.gate.SegmentReads;
import io.relance.journey.run.Enrolments;
import io.relance.message.Templates;
import io.relance.segment.SegmentReaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.springframework.stereotype.Component;

/** The segments that journeys and messages name: those that start now, and older versions that somebody is still in. */
@Component
class SegmentsInUse implements SegmentReaders {

    private final Enrolments enrolments;
    private final RepositoryService repository;
    private final Templates templates;
    private final Map<String, Set<String>> read = new ConcurrentHashMap<>();

    SegmentsInUse(Enrolments enrolments, RepositoryService repository, Templates templates) {
        this.enrolments = enrolments;
        this.repository = repository;
        this.templates = templates;
    }

    @Override
    public Map<String, Set<String>> readers() {
        Map<String, Set<String>> readers = new TreeMap<>();
        definitions().latestVersion().list().forEach(definition -> add(readers, definition));
        enrolments
                .runningVersions()
                .forEach((journey, versions) -> versions.forEach(version -> definitions()
                        .processDefinitionKey(journey)
                        .processDefinitionVersion(version)
                        .list()
                        .forEach(definition -> add(readers, definition))));
        templates
                .reading(SegmentWord.WORD)
                .forEach((template, segments) ->
                        segments.forEach(segment -> note(readers, segment, "message " + template)));
        return readers;
    }

    private ProcessDefinitionQuery definitions() {
        return repository.createProcessDefinitionQuery();
    }

    private void add(Map<String, Set<String>> readers, ProcessDefinition definition) {
        read.computeIfAbsent(definition.getId(), this::segments)
                .forEach(segment -> note(
                        readers, segment, "journey " + definition.getKey() + ", version " + definition.getVersion()));
    }

    private static void note(Map<String, Set<String>> readers, String segment, String who) {
        readers.computeIfAbsent(segment, any -> new TreeSet<>()).add(who);
    }

    private Set<String> segments(String definition) {
        try (InputStream diagram = repository.getProcessModel(definition)) {
            return SegmentReads.in(diagram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
