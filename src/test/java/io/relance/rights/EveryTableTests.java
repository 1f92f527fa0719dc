package io.relance.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.PersonalData;
import io.relance.contact.PersonalData.Held;
import io.relance.trial.TrialTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No table is forgotten: each is a room's that gives it out and erases it, or it is told here why it need not be. */
@TrialTest
class EveryTableTests {

    private static final Map<String, String> WITHOUT_PEOPLE = new TreeMap<>(Map.ofEntries(
            Map.entry("contact.seen", "names of activities and traits that the shop sends, nobody's values"),
            Map.entry("contact.rights_audit", "the record itself: a keyed hash, numbers of rows, a login"),
            Map.entry("contact.rights_open", "what is still to be erased: numbers, gone with the second look"),
            Map.entry("loyalty.tier", "the settings' tiers"),
            Map.entry("loyalty.pool_code", "coupon codes that nobody got yet"),
            Map.entry(
                    "loyalty.spent_code",
                    "keyed hashes of codes that were issued, and their offers; nobody's any more"),
            Map.entry("pressure.setting", "the shop's rules and the logins that changed them"),
            Map.entry("message.template", "published texts, before anybody's words are filled in"),
            Map.entry("message.in_hand", "numbers of messages, for as long as a batch takes"),
            Map.entry("channel_sms.inbound", "Twilio's numbers of messages, against repetitions"),
            Map.entry("tracking.step_click", "how many clicked in a step's messages on a day, nobody's clicks"),
            Map.entry("shared.retired", "up to which moment each table's old rows went"),
            Map.entry("shop.rate", "the settings' rates of currencies"),
            Map.entry("segment.counted", "names of activities and categories, nobody's"),
            Map.entry("segment.model", "parameters of the models, fitted to everybody"),
            Map.entry("segment.named", "names of segments"),
            Map.entry("segment.table_version", "decision tables, how many they would move, the logins that said so"),
            Map.entry(
                    "segment.product",
                    "what the shelf, or at least two people's orders alike, say of products, and how many bought each"),
            Map.entry("segment.run", "work over everybody: how far it is, and the logins that asked for it"),
            Map.entry("segment.planned", "activities for all members of a segment, as a login asked for them"),
            Map.entry("shop.variant", "in which sizes and colours, and how many are left"),
            Map.entry("ingest.lane", "numbers of lanes"),
            Map.entry(
                    "ingest.seen",
                    "clients' messageIds, random by their protocol, kept for 90 days against repetitions"),
            Map.entry("journey.switch", "which journeys are on, and the logins that switched them"),
            Map.entry("flyway.flyway_schema_history", "migrations")));

    /** The engine's tables that hold no run: definitions, staff, its own matters, and what this product never fills. */
    private static final Set<String> ENGINE_WITHOUT_RUNS = Set.of(
            "act_ge_property",
            "act_ge_schema_log",
            "act_re_camformdef",
            "act_re_decision_def",
            "act_re_decision_req_def",
            "act_re_deployment",
            "act_re_procdef",
            "act_id_group",
            "act_id_info",
            "act_id_membership",
            "act_id_tenant",
            "act_id_tenant_member",
            "act_id_user",
            "act_ru_authorization",
            "act_ru_filter",
            "act_ru_meter_log",
            "act_ru_task_meter_log",
            "act_ru_batch",
            "act_hi_batch",
            "act_ru_jobdef",
            "act_hi_dec_in",
            "act_hi_dec_out",
            "act_hi_decinst");

    /** The engine deletes these with their run, which an erasure ends. */
    private static final Set<String> ENGINE_GOES_WITH_THE_RUN = Set.of(
            "act_ge_bytearray",
            "act_ru_execution",
            "act_ru_job",
            "act_ru_event_subscr",
            "act_ru_ext_task",
            "act_ru_identitylink",
            "act_ru_incident");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<PersonalData> rooms;

    @Test
    void everyTableIsARoomsOrIsToldWhyNot() {
        Set<String> forgotten = new TreeSet<>(tables());
        forgotten.removeAll(held());
        forgotten.removeAll(WITHOUT_PEOPLE.keySet());
        forgotten.removeAll(ENGINE_WITHOUT_RUNS);
        forgotten.removeAll(ENGINE_GOES_WITH_THE_RUN);
        assertThat(forgotten)
                .as(
                        "tables that hold text or name a contact, and that no PersonalData erases: add them to their room's,"
                                + " or say here why they need not be")
                .isEmpty();
    }

    @Test
    void bitesOnATableThatIsForgotten() {
        jdbc.sql("create table shop.wish (contact_id bigint, at timestamptz)").update();
        try {
            assertThat(tables()).contains("shop.wish");
        } finally {
            jdbc.sql("drop table shop.wish").update();
        }
    }

    @Test
    void whatIsListedExists() {
        assertThat(tables())
                .containsAll(held())
                .containsAll(WITHOUT_PEOPLE.keySet().stream()
                        .filter(table -> !table.equals("ingest.lane"))
                        .toList())
                .containsAll(ENGINE_GOES_WITH_THE_RUN)
                .containsAll(ENGINE_WITHOUT_RUNS);
        assertThat(Stream.of(held(), WITHOUT_PEOPLE.keySet(), ENGINE_WITHOUT_RUNS, ENGINE_GOES_WITH_THE_RUN)
                        .flatMap(Set::stream))
                .as("each is told once")
                .doesNotHaveDuplicates();
    }

    private Set<String> held() {
        return rooms.stream()
                .flatMap(room -> room.tables().stream())
                .map(Held::name)
                .collect(Collectors.toSet());
    }

    /** Tables, without partitions, that can hold a text or name a contact; the engine's without their schema. */
    private List<String> tables() {
        return jdbc.sql(
                        """
                        select distinct case when c.table_schema = 'public' then '' else c.table_schema || '.' end
                          || c.table_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where t.table_type = 'BASE TABLE'
                          and c.table_schema not in ('information_schema', 'pg_catalog')
                          and not (select relispartition from pg_class
                            where oid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass)
                          and (c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea',
                              'xml', 'ARRAY', 'USER-DEFINED')
                            or c.column_name in ('contact', 'contact_id'))""")
                .query(String.class)
                .list();
    }
}
