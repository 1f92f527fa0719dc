package io.relance.message.template;

import io.relance.message.content.CompiledFile;
import io.relance.message.content.Kind;
import io.relance.message.sql.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes and reads published templates. */
@Component
class TemplateRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    TemplateRows(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Lets one publication at a time go on, on all nodes, until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('message.template'))")
                .query((row, number) -> true)
                .single();
    }

    /** The latest versions' numbers, by template; one that was never published is missing. */
    Map<String, Integer> latest(Collection<String> templates) {
        Map<String, Integer> latest = new HashMap<>();
        jdbc.sql("select id, max(version) as version from message.template where id = any(:ids) group by id")
                .param("ids", templates.toArray(String[]::new))
                .query(row -> {
                    latest.put(row.getString("id"), row.getInt("version"));
                });
        return latest;
    }

    /** The ids of all templates. */
    List<String> ids() {
        return jdbc.sql("select distinct id from message.template order by id")
                .query(String.class)
                .list();
    }

    List<CompiledFile> files(String template, int version) {
        return jdbc.sql(
                        """
                select language, kind, source, compiled, subject, preheader from message.template
                where id = :id and version = :version order by language, kind""")
                .param("id", template)
                .param("version", version)
                .query(TemplateRows::file)
                .list();
    }

    /** When a version was published. */
    Instant publishedAt(String template, int version) {
        return jdbc.sql("select max(published_at) as at from message.template where id = :id and version = :version")
                .param("id", template)
                .param("version", version)
                .query((row, number) -> Moments.read(row.getObject("at", OffsetDateTime.class)))
                .single();
    }

    void add(String template, int version, List<CompiledFile> files, Instant now) {
        batch.batchUpdate(
                """
                insert into message.template (id, version, language, kind, source, compiled, subject, preheader, published_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                files.stream()
                        .map(file -> new Object[] {
                            template,
                            version,
                            file.language(),
                            file.kind().code(),
                            file.source(),
                            file.compiled(),
                            file.subject(),
                            file.preheader(),
                            Moments.sql(now)
                        })
                        .toList());
    }

    private static CompiledFile file(ResultSet row, int number) throws SQLException {
        return new CompiledFile(
                row.getString("language"),
                Kind.of(row.getString("kind")),
                row.getString("source"),
                row.getString("compiled"),
                row.getString("subject"),
                row.getString("preheader"));
    }
}
