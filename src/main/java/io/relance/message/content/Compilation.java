package io.relance.message.content;

import io.relance.shared.MessageClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks and compiles the files of one template. */
public final class Compilation {

    /** The id of the shared layout. */
    public static final String LAYOUT = Layout.TEMPLATE;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}|" + Layout.TEMPLATE);
    private static final Pattern ALLOWED_LINK = Pattern.compile("https?://.+|mailto:.+", Pattern.DOTALL);

    private final String template;
    private final Map<String, String> layouts;
    private final List<String> problems = new ArrayList<>();
    private final List<CompiledFile> files = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    private Compilation(String template, Map<String, String> layouts) {
        this.template = template;
        this.layouts = layouts;
    }

    /**
     * Compiles.
     *
     * @param sources file name → source
     * @param layouts language → body of the shared layout
     */
    public static Compilation of(String template, Map<String, String> sources, Map<String, String> layouts) {
        Compilation compilation = new Compilation(template, layouts);
        if (!ID.matcher(template).matches()) {
            compilation.problems.add(
                    "\"" + template + "\" is no template id; accepted: small letters, digits, - and _");
        } else if (sources.isEmpty()) {
            compilation.problems.add(template + " has no files; accepted: fr.mjml, fr.sms.liquid, fr.txt.liquid");
        }
        new TreeMap<>(sources).forEach(compilation::add);
        return compilation;
    }

    /** What is wrong, each a sentence naming file and place. */
    public List<String> problems() {
        return problems;
    }

    /** The compiled files; of no use when there are problems. */
    public List<CompiledFile> files() {
        return files;
    }

    /** What the files ask of words with parts of parts. */
    public List<Asked> asked() {
        return asked;
    }

    /** The layouts among these sources, language → body. */
    public static Map<String, String> layouts(Map<String, String> sources) {
        Map<String, String> bodies = new LinkedHashMap<>();
        sources.forEach((name, source) -> SourceFile.read(name, source)
                .filter(file -> file.kind() == Kind.MJML)
                .ifPresent(file -> bodies.put(file.language(), file.text().body())));
        return bodies;
    }

    /** Whether this is the shared layout itself. */
    public static boolean isLayout(String template) {
        return template.equals(Layout.TEMPLATE);
    }

    private void add(String name, String source) {
        var file = SourceFile.read(name, source);
        if (file.isEmpty()) {
            problems.add(
                    name
                            + " is no template file; accepted: a language and .mjml, .sms.liquid or .txt.liquid, such as fr.mjml");
        } else if (isLayout(template)) {
            addLayout(file.get());
        } else {
            addMessage(file.get());
        }
    }

    private void addLayout(SourceFile file) {
        words(file.name(), file.text().body());
        if (file.kind() != Kind.MJML
                || !Layout.isWhole(file.text().body())
                || !Layout.hasPlace(file.text().body())) {
            problems.add(file.name() + ": a layout is MJML that begins with <mjml> and has a line <!-- content -->");
        }
        keep(file, file.text().body());
    }

    private void addMessage(SourceFile file) {
        FrontMatter text = file.text();
        int before = problems.size();
        words(file.name(), text.body());
        fields(file);
        String compiled = file.kind() == Kind.MJML ? html(file) : text.body().strip();
        if (problems.size() == before && file.kind() == Kind.MJML) {
            links(file, compiled);
        }
        keep(file, compiled);
    }

    private void words(String place, String liquid) {
        WordCheck.Result read = WordCheck.of(place, liquid);
        problems.addAll(read.problems());
        asked.addAll(read.asked());
    }

    private void keep(SourceFile file, String compiled) {
        FrontMatter text = file.text();
        files.add(new CompiledFile(
                file.language(), file.kind(), text.source(), compiled, text.field("subject"), text.field("preheader")));
    }

    private void fields(SourceFile file) {
        FrontMatter text = file.text();
        for (String field : List.of("subject", "preheader", "reason")) {
            if (text.field(field) != null) {
                words(file.name() + ", " + field, text.field(field));
            } else if (file.kind() == Kind.MJML && field.equals("subject")) {
                problems.add(file.name() + ": the front matter has no subject");
            }
        }
        try {
            messageClass(text);
        } catch (IllegalArgumentException e) {
            problems.add(file.name() + ": " + e.getMessage());
        }
    }

    private static MessageClass messageClass(FrontMatter text) {
        String code = text.field("messageClass");
        return code == null ? MessageClass.MARKETING : MessageClass.of(code);
    }

    private String html(SourceFile file) {
        String body = file.text().body();
        if (!Layout.isWhole(body)) {
            String layout = layouts.get(file.language());
            if (layout == null) {
                problems.add(file.name() + ": there is no layout _layout/" + file.language()
                        + ".mjml to set it into; publish one or begin with <mjml>");
                return "";
            }
            body = Layout.wrap(layout, body);
        }
        body = Layout.withReason(body, file.text().field("reason"));
        String whole = Layout.withPreheader(body, file.text().field("preheader"));
        return new Mjml(file.name(), problems).compile(whole, file.language());
    }

    private void links(SourceFile file, String html) {
        Tokens tokens = Tokens.of(html);
        LinkMarks.HREF.matcher(tokens.text()).results().forEach(link -> {
            var word = Tokens.MARK.matcher(link.group(2));
            boolean allowed = ALLOWED_LINK.matcher(link.group(2)).matches()
                    || (word.lookingAt() && LinkMarks.isAddress(tokens.tag(word.group(1))));
            if (!allowed) {
                problems.add(file.name() + ": the link \"" + tokens.restore(link.group(2))
                        + "\" is not accepted; accepted: http(s), mailto, {{ links.… }} and {{ ….url }}");
            }
        });
        boolean marketing = messageClass(file.text()) == MessageClass.MARKETING;
        if (marketing && tokens.tags().stream().noneMatch(tag -> tag.contains("links.unsubscribe"))) {
            problems.add(file.name() + ": a marketing e-mail must hold {{ links.unsubscribe }}");
        }
    }
}
