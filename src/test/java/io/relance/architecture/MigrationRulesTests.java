package io.relance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each room keeps to its own schema, and no SQL asks the database what time it is. */
class MigrationRulesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> ROOMS = Set.of("shop", "channel.sms");

    /** The product's clock decides; the database's is another one. */
    private static final Pattern CLOCK_OF_THE_DATABASE = Pattern.compile(
            "\\bnow\\(\\)|\\bcurrent_(?:timestamp|date|time)\\b|\\b(?:clock|statement|transaction)_timestamp\\(\\)"
                    + "|\\blocaltime(?:stamp)?\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void everyMigrationKeepsToItsRoom() {
        var migrations = Texts.below(RESOURCES.resolve("db/migration"), "").stream()
                .filter(file -> file.toFile().isFile())
                .map(file -> new Migration(file.getFileName().toString(), Texts.read(file)))
                .toList();

        assertThat(migrations).isNotEmpty();
        assertThat(migrations)
                .flatMap(migration -> migration.offences(Rooms.names()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1__shop_carts.sql", "V020_shop_carts.sql", "V020__shop.sql", "v020__shop_carts.sql"})
    void bitesOnAName(String name) {
        assertThat(new Migration(name, "").offences(ROOMS))
                .singleElement()
                .asString()
                .contains(name);
    }

    @Test
    void bitesOnAnUnknownRoom() {
        assertThat(new Migration("V020__garage_cars.sql", "").offences(ROOMS))
                .containsExactly("V020__garage_cars.sql: names no room");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create schema contact;",
                "create table contact.cart (id bigint);",
                "create table cart (id bigint);",
                "create table if not exists contact.cart (id bigint);",
                "create unlogged table contact.cart (id bigint);",
                "create unique index cart_contact on contact.cart (contact);",
                "alter table only contact.cart add column total numeric;",
                "drop table contact.cart;",
                "create or replace function contact.total() returns void language sql as $$ select 1 $$;",
                "create table shop.a (id bigint); insert into contact.cart values (1);",
                "update contact.cart set total = 0;",
                "delete from contact.cart;"
            })
    void bitesOnAnotherSchema(String sql) {
        assertThat(new Migration("V020__shop_carts.sql", sql).offences(ROOMS)).hasSize(1);
    }

    @Test
    void aRoomsOwnSchemaIsItsOwn() {
        var sql =
                """
                -- create table contact.cart is only said
                create schema channel_sms;
                create table channel_sms.sent (
                  id bigint primary key,
                  status text not null default 'create table contact.cart',
                  message bigint references channel_sms.other (id) on update cascade on delete cascade
                ) partition by range (at);
                create table channel_sms.sent_default partition of channel_sms.sent default;
                create unique index concurrently if not exists sent_status on channel_sms.sent (status);
                create function channel_sms.touch() returns void language plpgsql as $$
                begin
                  execute 'create table contact.cart';
                end $$;
                select shared.ensure_month('channel_sms', 'sent', '2026-03-02');
                insert into channel_sms.sent (id) values (1) on conflict (id) do update set status = 'x';
                """;

        assertThat(new Migration("V070__channel_sms_sent.sql", sql).offences(ROOMS))
                .isEmpty();
    }

    @Test
    void noSqlAsksTheDatabaseForTheTime() {
        var inFiles = Texts.below(RESOURCES, ".sql").stream().filter(file -> asksForTheTime(Texts.read(file)));
        var inJava = Source.below(Path.of("src/main/java")).entrySet().stream()
                .filter(file -> asksForTheTime(file.getValue().literals()))
                .map(file -> file.getKey());

        assertThat(Stream.concat(inFiles, inJava)).isEmpty();
    }

    @Test
    void bitesOnJavaThatAsksTheDatabaseForTheTime() {
        assertThat(asksForTheTime(
                        Source.of("class A { String sql = \"select now()\"; }").literals()))
                .isTrue();
        assertThat(asksForTheTime(Source.of("class A { Object moment = clock.now(); /* now() */ }")
                        .literals()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select now()", "at timestamptz default CURRENT_TIMESTAMP", "where at < clock_timestamp()"})
    void bitesOnTheClockOfTheDatabase(String sql) {
        assertThat(asksForTheTime(sql)).isTrue();
    }

    @Test
    void leavesTheProductsClockAlone() {
        assertThat(List.of("where at < :now", "-- never now()", "/* not current_date */"))
                .noneMatch(MigrationRulesTests::asksForTheTime);
    }

    private static boolean asksForTheTime(String text) {
        var said = text.replaceAll("--[^\\n]*|(?s)/\\*.*?\\*/", " ");
        return CLOCK_OF_THE_DATABASE.matcher(said).find();
    }
}
