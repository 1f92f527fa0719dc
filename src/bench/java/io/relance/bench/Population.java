package io.relance.bench;

import java.time.Instant;
import java.util.Locale;

/**
 * The customers of W8, made set by set: people with their traits and consents, orders, a timeline, and the tallies reckoned
 * from that timeline, so that they agree with it. Uneven as people are: three of ten never bought and nobody more than
 * thirty times; half of them did little and a few did a hundred times as much. Seconds spent in the shop are not tallied, as
 * no bundled table reads them.
 */
final class Population {

    /** What the contacts are called, counted from 0. */
    static final String PEOPLE = "w8";

    /** Makes neighbours by number strangers in the tables, being prime. */
    private static final int STRIDE = 104_729;

    /** People whose timelines are made in one statement. */
    private static final int PART = 100_000;

    private static final String SESSION =
            """
            set synchronous_commit = off; set work_mem = '512MB'; set max_parallel_workers_per_gather = 0;
            set session_replication_role = replica; select setseed(0.42);
            """;

    private static final String NUMBERS =
            """
            drop schema if exists bench cascade;
            create schema bench;
            create unlogged table bench.person as
              select n as number, first + 1 + (n::bigint * %2$d) %% %1$d as contact,
                case when random() < 0.3 then 0 else least(30, 1 + floor(-ln(1 - random()) * 6.6))::int end as orders,
                least(2000, floor(10 * (power(1 - random(), -0.6) - 1)))::int as looks,
                timestamptz '%3$s' - interval '1095 days' * (0.02 + 0.98 * random()) as joined,
                timestamptz '%3$s' as today,
                case when n %% 3 = 0 then date '1950-01-01' + n %% 19000 end as birthday
              from generate_series(0, %1$d - 1) n, (select max(id) as first from contact.contact) c
              order by contact;
            analyze bench.person""";

    private static final String CONTACTS =
            """
            insert into contact.contact (id, user_id, email, first_name, last_name, language, traits, created_at, updated_at)
              select contact, 'w8-' || number, 'w8-' || number || '@example.org', 'Camille', 'Exemple ' || number, 'fr',
                jsonb_strip_nulls(jsonb_build_object('birthday', birthday, 'createdAt', joined,
                  'favouriteCategory', case when number % 5 = 0 then 'vases' end,
                  'address', jsonb_build_object('country', 'FR', 'city', 'Nulle-Part', 'postalCode', '00000'))),
                joined, joined from bench.person order by contact;
            insert into contact.identity (kind, value, contact_id)
              select 'user', 'w8-' || number, contact from bench.person order by contact;
            select setval(pg_get_serial_sequence('contact.contact', 'id'), (select max(id) from contact.contact));
            insert into consent.present (contact_id, topic, state, source, at)
              select contact, topic, 'granted', 'api', joined from bench.person,
                (values ('email', 5), ('sms', 2)) t (topic, one_of) where number % one_of <> 0 order by contact""";

    /** In the order in which they were placed, as in a shop that has grown. */
    private static final String ORDERS =
            """
            create unlogged table bench.bought as
              select contact, 'w8-' || number || '-' || k as order_id, joined + (today - joined) * random() as at,
                (array['vases', 'lamps', 'chairs', 'tables', 'rugs', 'shelves'])[1 + (number + k * k) % 6] as category,
                (15 + floor(200 * power(random(), 2)))::numeric as total, random() < 0.2 as with_code,
                random() < 0.02 as cancelled
              from bench.person, generate_series(1, orders) k order by 3;
            insert into shop.customer_order (contact, order_id, status, lines, total, currency, refunded, completed_at, carts,
                with_code)
              select contact, order_id, case when cancelled then 'cancelled' else 'completed' end,
                jsonb_build_array(jsonb_build_object('productId', category || '-1', 'sku', 'A-1', 'name', 'Vague, ' || category,
                  'category', category, 'price', total - 5, 'quantity', 1, 'url', 'https://boutique.example/p/1'),
                  jsonb_build_object('productId', category || '-2', 'name', 'Petite', 'category', category, 'price', 5,
                  'quantity', 1)),
                total, 'EUR', 0, at, '{}', with_code from bench.bought""";

    private static final String MONTHS =
            """
            select shared.ensure_month('contact', 'activity', month)
            from generate_series(timestamptz '%1$s' - interval '37 months', timestamptz '%1$s', interval '1 month') month""";

    private static final String PURCHASES =
            """
            insert into contact.activity (contact_id, at, name, properties, source, live)
              select contact, at, 'Order Completed', jsonb_build_object('order_id', order_id, 'total', total,
                'currency', 'EUR', 'products', jsonb_build_array(jsonb_build_object('product_id', category || '-1',
                'name', 'Vague, ' || category, 'category', category, 'price', total - 5, 'quantity', 1),
                jsonb_build_object('product_id', category || '-2', 'category', category, 'price', 5, 'quantity', 1))),
                'made', true from bench.bought;
            insert into contact.activity (contact_id, at, name, properties, source, live)
              select b.contact, least(at + interval '1 day', p.today), 'Order Cancelled',
                jsonb_build_object('order_id', order_id), 'made', true
              from bench.bought b join bench.person p using (contact) where cancelled""";

    /** What people do all day, by how often; the throw of a die says what. */
    private static final String LOOKS =
            """
            insert into contact.activity (contact_id, at, name, properties, source, live)
              select contact, at, case when die < 0.4 then 'Page Viewed' when die < 0.7 then 'Product Viewed'
                  when die < 0.8 then 'Product Added' when die < 0.85 then 'Checkout Started'
                  when die < 0.95 then 'Email Opened' else 'Email Link Clicked' end,
                case when die < 0.4 or die >= 0.8 then '{"url": "https://boutique.example/printemps", "title": "Printemps"}'
                  else jsonb_build_object('product_id', category || '-1', 'name', 'Vague, ' || category,
                    'category', category, 'price', 158, 'currency', 'EUR') end,
                'made', true
              from (select contact, joined + (today - joined) * random() as at, random() as die,
                  (array['vases', 'lamps', 'chairs', 'tables', 'rugs', 'shelves'])[1 + (number + k) %% 6] as category
                from bench.person, generate_series(1, looks) k where number >= %d and number < %d) looked""";

    private static final String NAMES =
            """
            insert into segment.counted (kind, name) select kind, category
              from unnest(array['vases', 'lamps', 'chairs', 'tables', 'rugs', 'shelves']) category,
                unnest(array['viewed', 'bought']) kind on conflict do nothing;
            create unlogged table bench.meaning as
              select a.name, c.category, k.id as counted
              from (values ('Page Viewed', ''), ('Product Viewed', 'viewed'), ('Product Added', 'viewed'),
                  ('Checkout Started', ''), ('Email Opened', ''), ('Email Link Clicked', ''),
                  ('Order Completed', 'bought'), ('Order Cancelled', '')) a (name, kind)
              cross join unnest(array['', 'vases', 'lamps', 'chairs', 'tables', 'rugs', 'shelves']) c (category)
              join segment.counted k on k.kind = 'activity' and k.name = replace(lower(a.name), ' ', '_')
                or k.kind = a.kind and k.name = c.category;
            analyze bench.meaning;
            create unlogged table bench.tally (contact bigint, counted int, day date, n bigint, last_at timestamptz)""";

    private static final String TALLY =
            """
            insert into bench.tally
              select contact_id, counted, (at at time zone 'Europe/Paris')::date, count(*), max(at)
              from contact.activity a join bench.meaning m on m.name = a.name and m.category =
                coalesce(properties ->> 'category', properties #>> '{products,0,category}', '')
              where a.source = 'made' and at >= timestamptz '%1$s' - interval '1 month' * %2$d
                and at < timestamptz '%1$s' - interval '1 month' * (%2$d - 1) group by 1, 2, 3""";

    /** As they came: by the day, and by the first day. */
    private static final String TALLIES =
            """
            analyze bench.tally;
            insert into segment.day (contact, counted, day, n)
              select contact, counted, day, sum(n) from bench.tally group by 1, 2, 3 order by day;
            insert into segment.total (contact, counted, n, last_at, halved)
              select contact, counted, sum(n), max(last_at), sum(n) from bench.tally group by 1, 2 order by min(day);
            insert into segment.person (contact, revision, birthday, account_at, browsed_at)
              select contact, 1, birthday, joined, browsed_at from bench.person left join (
                select contact, max(last_at) as browsed_at from bench.tally t join segment.counted k on k.id = t.counted
                where k.kind = 'activity' and k.name in ('page_viewed', 'product_viewed', 'product_added',
                  'checkout_started') group by contact) b using (contact) order by contact;
            drop schema bench cascade""";

    private static final int MONTHS_BACK = 38;

    private Population() {}

    /** Makes so many customers who are known, and leaves nothing for later. */
    static void load(Rig rig, int customers) {
        // What the clock says while the benchmark is measured is what "today" means in its data.
        String today = Instant.ofEpochMilli(System.currentTimeMillis()).toString();
        for (String name : new String[] {
            "Page Viewed",
            "Product Viewed",
            "Product Added",
            "Checkout Started",
            "Email Opened",
            "Email Link Clicked",
            "Order Completed",
            "Order Cancelled"
        }) {
            // The product itself makes the number under which it counts a name.
            rig.post(io.relance.node.Shopping.batches(rig.url(), Events.track("warm", name, " w8 first"), 0, 1));
        }
        rig.settle();
        step(rig, "people", NUMBERS.formatted(customers, STRIDE, today));
        step(rig, "contacts", CONTACTS);
        step(rig, "orders", ORDERS);
        step(rig, "months", MONTHS.formatted(today));
        step(rig, "purchases", PURCHASES);
        for (int from = 0; from < customers; from += PART) {
            step(rig, "timelines from " + from, LOOKS.formatted(from, Math.min(customers, from + PART)));
        }
        step(rig, "names", NAMES);
        for (int month = MONTHS_BACK; month >= 0; month--) {
            rig.database.execute(SESSION + TALLY.formatted(today, month));
        }
        step(rig, "tallies", TALLIES);
        rig.settle();
    }

    private static void step(Rig rig, String what, String sql) {
        long began = System.nanoTime();
        rig.database.execute(SESSION + sql);
        System.out.printf(Locale.ROOT, "  %s after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }
}
