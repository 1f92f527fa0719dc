package io.relance.channel.email.returned;

import io.relance.tracking.MailReport.Kind;
import java.util.regex.Pattern;

/**
 * What servers say, in the order in which it counts: lower case, one space between words. French providers answer in
 * French, often without accents.
 */
enum Words {
    CLOSED(
            Kind.HARD,
            true,
            "due to inactivity|(mailbox|account|user|recipient)( \\S+)? (has been |is |was )?"
                    + "(permanently )?(disabled|inactive|deactivated|closed|terminated)"
                    + "|(inactive|disabled) (user|account|mailbox|recipient)|is (disabled|inactive)\\b"
                    + "|compte .{0,40}(d[ée]sactiv[ée]|ferm[ée]|cl[ôo]tur[ée])"
                    + "|bo[îi]te .{0,40}(d[ée]sactiv[ée]e|ferm[ée]e|cl[ôo]tur[ée]e)"
                    // Microsoft's way of saying that its directory does not know the address.
                    + "|recipient address rejected: access denied"),

    FULL(
            Kind.SOFT,
            true,
            "(mailbox|mail box|inbox|mailfolder|mail folder) .{0,20}\\bfull\\b|over ?quota|over .{0,30}quota"
                    + "|quota .{0,20}(exceeded|reached|full)|exceed(s|ed|ing)? .{0,40}(quota|storage)"
                    + "|mailbox size limit|out of (storage|disk) space|insufficient (system |disk )?storage"
                    + "|not enough .{0,20}(space|storage)|storage (limit|allocation)"
                    + "|bo[îi]te .{0,60}pleine|quota .{0,30}(d[ée]pass[ée]|atteint)"
                    + "|espace .{0,40}(insuffisant|satur[ée])|postfach .{0,20}voll"
                    + "|receiving (mail|email|messages) (at a rate|too quickly)"),

    UNWANTED(
            Kind.BLOCK,
            false,
            "\\bspam|anti-?spam|unsolicited|\\bjunk\\b|black ?list|block ?list|deny ?list|\\bblocked\\b|\\blisted\\b"
                    + "|reputation|\\bdmarc\\b|\\bspf\\b|\\bdkim\\b|unauthenticated|not authenticated|\\bpolicy\\b"
                    + "|\\bpolicies\\b|relay(ing)? (access )?(is )?(denied|not permitted|not allowed)|unable to relay"
                    + "|\\brbl\\b|\\bdnsbl\\b|access denied|not authori[sz]ed|prohibited|content (rejected|filter)"
                    + "|\\bvirus|malware|phish|gr[ae]y-?list|rate limit|throttl|too many (connections|messages|mails)"
                    + "|temporarily deferred|complaint|sender .{0,20}(rejected|refused|denied|blocked)|client host"
                    + "|\\bhelo\\b|\\behlo\\b|reverse dns|\\bptr\\b|tls (is )?required|message (is )?too (large|big)"
                    + "|(message|mail) .{0,20}size|size .{0,20}exceed|exceeds .{0,40}size"
                    + "|mail rejet[ée]e?|ind[ée]sirable|liste noire|service refus|politique|trop de connexions"
                    + "|r[ée]putation|exp[ée]diteur .{0,30}(refus|rejet|bloqu|interdit)|message trop (gros|volumineux)"
                    + "|\\bofr_?(10\\d|50\\d|999)"),

    UNKNOWN(
            Kind.HARD,
            true,
            "user unknown|unknown (user|recipient|address|mailbox|local|account)"
                    + "|no such (user|address|mailbox|recipient|person|account)"
                    + "|(user|recipient|address|account|mailbox|alias)\\b.{0,60}(does not|doesn't|do not|did not) exist"
                    + "|account that you tried to reach does not exist|(doesn't|does not) have an? .{0,30}account"
                    + "|(user|recipient|mailbox|account|address)\\b.{0,30} not found|not found in .{0,30}directory"
                    + "|could ?n[o']t be found|(?<!sender )\\binvalid (recipient|address|mailbox|user)|bad destination"
                    + "|no (mailbox|account|user) (here )?(by|with) that name"
                    + "|not a (known|valid) (user|mailbox|recipient|address)|recipient (address )?rejected: (user )?unknown"
                    + "|(utilisateur|destinataire|compte)\\b.{0,40}(inconnu|invalide|introuvable|inexistant)"
                    + "|adresse\\b.{0,80}(inconnue|invalide|introuvable|inexistante)|n'existe (pas|plus)"
                    + "|bo[îi]te\\b.{0,40}(inexistante|introuvable|inconnue)"
                    + "|(empf[äa]nger|benutzer|postfach) .{0,20}(unbekannt|existiert nicht)|unbekannter (empf|benutzer)") {
        /** A server that is to check an address first, and cannot now, does not say that it is wrong. */
        @Override
        boolean said(String words) {
            return super.said(words) && !PASSING.matcher(words).find();
        }
    },

    NO_SERVER(
            Kind.HARD,
            true,
            "unrout(e)?able (mail )?(address|domain)|(host|domain)( name)? (was |could )?(not|n't) (be )?(found|resolved)"
                    + "|no such (domain|host)|domain .{0,30}(does not|doesn't) exist|couldn't find any host named"
                    + "|no mx|null mx|mailbox unavailable|domaine .{0,30}(inconnu|introuvable|inexistant)") {
        @Override
        Kind means(boolean permanent) {
            return permanent ? Kind.HARD : Kind.SOFT;
        }
    },

    TROUBLE(
            Kind.SOFT,
            false,
            "mailer error|(mail )?server error|configuration error|internal (server )?error|timed out|time-?out"
                    + "|connection (was )?(refused|reset|closed|dropped)|loops? back|mail loop|too many hops|temporar"
                    + "|try again|try later|unreachable|indisponible|r[ée]essayer|d[ée]lai .{0,20}d[ée]pass[ée]");

    private static final Pattern PASSING =
            Pattern.compile("unverified address|verification in progress|temporar|try again");

    private final Kind kind;
    private final boolean ofMailbox;
    private final Pattern pattern;

    Words(Kind kind, boolean ofMailbox, String pattern) {
        this.kind = kind;
        this.ofMailbox = ofMailbox;
        this.pattern = Pattern.compile(pattern);
    }

    boolean said(String words) {
        return pattern.matcher(words).find();
    }

    Kind means(boolean permanent) {
        return kind;
    }

    /** Whether they are about the mailbox, rather than a server on the way or the mail. */
    boolean ofMailbox() {
        return ofMailbox;
    }
}
