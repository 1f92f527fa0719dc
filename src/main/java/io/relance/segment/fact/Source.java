package io.relance.segment.fact;

/** Where facts are read from: each is one row per contact, read only where a fact needs it. */
enum Source {
    /** Our own row; always there. */
    PERSON("p", null),
    /** The person's traits. */
    CONTACT("c", "left join contact.contact c on c.id = p.contact"),
    /** What they did, ever. */
    TOTAL(
            "t",
            "left join (select contact, {columns} from segment.total x"
                    + " join (select id, points, (points * 100)::bigint as hundredths from segment.counted worth"
                    + " where points <> 0 or id = any(:totalled)) k on k.id = x.counted"
                    + " where {contact} group by contact) t on t.contact = p.contact"),
    /** What they did on which days. */
    DAY(
            "d",
            "left join (select contact, {columns} from segment.day where counted = any(:counted) and day > :oldest"
                    + " and {contact} group by contact) d on d.contact = p.contact"),
    /** What they bought. A run over everybody has summed it up once, for their ranks. */
    ORDERS(
            "o",
            "left join (select contact, {columns} from shop.purchase where {contact} group by contact) o"
                    + " on o.contact = p.contact",
            "left join segment.staged_rank o on o.contact = p.contact"),
    /** What is to be expected of them. */
    OUTLOOK("v", "left join segment.outlook v on v.contact = p.contact"),
    /** How they stand in the shop's programme. */
    LOYALTY("l", "left join loyalty.standing l on l.contact = p.contact"),
    /** What they allowed. */
    CONSENT(
            "s",
            "left join (select contact_id as contact, {columns} from consent.present where {contact_id}"
                    + " group by contact_id) s on s.contact = p.contact");

    /** How joins name what activities are worth now. */
    static final String WORTH = "segment.counted worth";

    private final String alias;
    private final String ofSome;
    private final String ofAll;

    Source(String alias, String join) {
        this(alias, join, join);
    }

    Source(String alias, String ofSome, String ofAll) {
        this.alias = alias;
        this.ofSome = ofSome;
        this.ofAll = ofAll;
    }

    String column(String name) {
        return alias + "." + name;
    }

    /** The join with these columns; over some contacts only, or over all. */
    String join(String columns, boolean all) {
        return (all ? ofAll : ofSome)
                .replace("{columns}", columns)
                .replace("{contact}", all ? "contact > :after and contact <= :upTo" : "contact = any(:contacts)")
                .replace(
                        "{contact_id}",
                        all ? "contact_id > :after and contact_id <= :upTo" : "contact_id = any(:contacts)");
    }
}
