package io.relance.journey.desk;

import io.relance.contact.Contact;
import io.relance.journey.word.Words;
import io.relance.message.Message;
import io.relance.shared.Channel;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What an advisor sees of the customer while a task is open, as text; Markdown where the form shows lists. */
@Component
class CustomerSheet {

    private static final int LONGEST = 3_500;

    private static final Map<Channel, String> BY =
            Map.of(Channel.EMAIL, "e-mail", Channel.SMS, "text message", Channel.PHONE, "phone", Channel.PUSH, "push");

    /** The task's local variables for a run. */
    Map<String, Object> of(Words words, ZoneId zone) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        Contact contact = words.contact().orElse(null);
        sheet.put("customerName", contact == null ? "" : plain(name(contact)));
        sheet.put("customerPhone", contact == null || contact.phone() == null ? "—" : plain(contact.phone()));
        sheet.put("customerEmail", contact == null || contact.email() == null ? "—" : plain(contact.email()));
        sheet.put(
                "customerLanguage",
                contact == null ? "" : Locale.forLanguageTag(contact.language()).getDisplayLanguage(Locale.ENGLISH));
        sheet.put("cartLines", cut(lines(words)));
        sheet.put("cartTotal", total(words));
        sheet.put("messagesSent", cut(messages(words, zone)));
        return sheet;
    }

    private static String name(Contact contact) {
        String name = (text(contact.firstName()) + " " + text(contact.lastName())).strip();
        return name.isEmpty() ? text(contact.email()) : name;
    }

    private static String lines(Words words) {
        Object lines = words.path("cart.lines");
        if (!(lines instanceof List<?> list) || list.isEmpty()) {
            return "—";
        }
        String currency = String.valueOf(words.path("cart.currency"));
        return list.stream().map(line -> line((Map<?, ?>) line, currency)).collect(Collectors.joining("\n"));
    }

    private static String line(Map<?, ?> line, String currency) {
        String variant = line.get("variant") == null ? "" : " (" + line.get("variant") + ")";
        Object name = line.get("name") == null ? line.get("productId") : line.get("name");
        return "- " + line.get("quantity") + " × " + plain(name) + plain(variant)
                + (line.get("price") == null ? "" : ": " + money(line.get("price"), currency));
    }

    private static String total(Words words) {
        Object total = words.path("cart.total");
        return total == null ? "—" : money(total, String.valueOf(words.path("cart.currency")));
    }

    private static String messages(Words words, ZoneId zone) {
        DateTimeFormatter at =
                DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(zone);
        String list = words.messages().stream()
                .map(message -> "- " + line(message, at))
                .collect(Collectors.joining("\n"));
        return list.isEmpty() ? "—" : list;
    }

    private static String line(Message message, DateTimeFormatter at) {
        String when = message.sentAt() == null ? at.format(message.queuedAt()) : at.format(message.sentAt());
        String clicked = message.clickedAt() == null ? "" : ", clicked";
        String why = message.reason() == null ? "" : " (" + message.reason() + ")";
        return when + ": " + plain(message.template()) + " by " + BY.get(message.channel()) + ", "
                + message.state().code().replace('_', ' ') + clicked + why;
    }

    private static String money(Object amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.FRANCE);
        try {
            format.setCurrency(Currency.getInstance(currency));
        } catch (IllegalArgumentException e) {
            return amount + " " + currency;
        }
        return format.format(new java.math.BigDecimal(amount.toString()));
    }

    /** What customers and shops wrote must not become Markdown or HTML in the form. */
    private static String plain(Object text) {
        return String.valueOf(text)
                .replaceAll("[\\r\\n]+", " ")
                .replaceAll("([\\\\`*{}\\[\\]<>#|]|(?<!\\w)_|_(?!\\w))", "\\\\$1");
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "\n- …" : text;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
