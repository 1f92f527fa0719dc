package io.relance.message.content;

import io.relance.shared.Channel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One version of a template, ready to be filled in. Immutable and shared; each thread parses its own copies. */
public final class Published {

    /** The texts of one language; {@code html} and {@code subject} are null for SMS. */
    record Text(String language, String subject, String html, String plain) {}

    /** A part of a word that another room knows. */

    /** In capitals, or as a word of its own: not in "non-stop", and not what a filter is called. */
    private static final Pattern STOP = Pattern.compile("(?<![-\\w])(?:STOP|Stop)(?![-\\w])");

    private final int version;
    private final Map<String, Text> mails = new TreeMap<>();
    private final Map<String, Text> shorts = new TreeMap<>();
    private final Set<String> words = new HashSet<>();
    private final Map<String, Set<String>> parts = new HashMap<>();

    /** A version made of its files. */
    public Published(int version, List<CompiledFile> files) {
        this.version = version;
        Map<String, String> plain = new HashMap<>();
        files.stream()
                .filter(file -> file.kind() == Kind.TXT)
                .forEach(file -> plain.put(file.language(), LinkMarks.inText(file.compiled())));
        for (CompiledFile file : files) {
            if (file.kind() == Kind.MJML) {
                String text = plain.computeIfAbsent(file.language(), language -> PlainText.derive(file.compiled()));
                String html = LinkMarks.inHtml(file.compiled());
                mails.put(file.language(), new Text(file.language(), file.subject(), html, text));
            } else if (file.kind() == Kind.SMS) {
                String text = LinkMarks.inText(file.compiled());
                shorts.put(file.language(), new Text(file.language(), null, null, text));
            }
            readWords(file);
        }
    }

    private void readWords(CompiledFile file) {
        readWords(file.compiled());
        if (file.subject() != null) {
            readWords(file.subject());
        }
    }

    private void readWords(String text) {
        WordCheck.Result read = WordCheck.of("", text);
        words.addAll(read.words());
        words.addAll(Vocabulary.ofTheContact(text));
        read.asked().forEach(each -> parts.computeIfAbsent(each.word(), word -> new TreeSet<>())
                .add(each.part()));
    }

    /** Which parts of a word with parts of parts ({@code contact.inSegment}) it asks for. */
    public Set<String> parts(String word) {
        return parts.getOrDefault(word, Set.of());
    }

    /** Its number. */
    public int version() {
        return version;
    }

    /** Whether it uses this first word ({@code coupon}, or {@code contact.inSegment}), so that nobody need look for what it never says. */
    public boolean uses(String word) {
        return words.contains(word);
    }

    /** Whether it has something for this channel. */
    public boolean fits(Channel channel) {
        return channel == Channel.EMAIL ? !mails.isEmpty() : channel == Channel.SMS && !shorts.isEmpty();
    }

    /** Whether its SMS for readers of this language says itself how to end them. */
    public boolean mentionsStop(String language) {
        return sms(language).filter(text -> STOP.matcher(text.plain()).find()).isPresent();
    }

    /** The language in which readers of this one get its SMS. */
    public String language(String readers) {
        return sms(readers).map(Text::language).orElse(readers);
    }

    /** The e-mail in this language, else in French, else in any. */
    Optional<Text> mail(String language) {
        return inLanguage(mails, language);
    }

    /** The SMS in this language, else in French, else in any. */
    Optional<Text> sms(String language) {
        return inLanguage(shorts, language);
    }

    private static Optional<Text> inLanguage(Map<String, Text> texts, String language) {
        Text text = texts.getOrDefault(language, texts.get("fr"));
        return text != null ? Optional.of(text) : texts.values().stream().findFirst();
    }
}
