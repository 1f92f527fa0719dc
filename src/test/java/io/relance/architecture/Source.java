package io.relance.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One Java file, measured. */
final class Source {

    /** Literals come first, so that comment signs in them are not taken for comments. */
    private static final Pattern LITERALS_AND_COMMENTS = Pattern.compile("\"\"\"[\\s\\S]*?\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

    private final String code;
    private final Trees trees;
    private final CompilationUnitTree file;

    private Source(String text, Trees trees, CompilationUnitTree file) {
        this.code = withoutComments(text);
        this.trees = trees;
        this.file = file;
    }

    static Source of(String text) {
        return parse(List.of(new Text(Path.of("Source.java"), text)))
                .values()
                .iterator()
                .next();
    }

    /** Every Java file below {@code root}, by its path. */
    static Map<Path, Source> below(Path root) {
        return parse(Texts.below(root, ".java").stream()
                .map(path -> new Text(path, Texts.read(path)))
                .toList());
    }

    /** All in one task of the compiler: one each takes ten times as long. */
    private static Map<Path, Source> parse(List<Text> texts) {
        var compiler = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, texts);
        var trees = Trees.instance(compiler);
        var sources = new LinkedHashMap<Path, Source>();
        try {
            for (var file : compiler.parse()) {
                var source = file.getSourceFile();
                var path = Path.of(source.toUri().getPath().substring(1));
                sources.put(path, new Source(source.getCharContent(true).toString(), trees, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** The text between quotes, all of it. */
    String literals() {
        return LITERALS_AND_COMMENTS
                .matcher(code)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
    }

    /** Lines that are neither blank nor comment. */
    long lines() {
        return lines(code);
    }

    /** Each method and constructor with the code lines between its braces; overloads count by the longest. */
    Map<String, Long> methods() {
        var methods = new LinkedHashMap<String, Long>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getBody() != null) {
                    methods.merge(method.getName().toString(), bodyLines(method), Math::max);
                }
                return super.visitMethod(method, null);
            }
        }.scan(file, null);
        return methods;
    }

    /** The public top-level types without Javadoc. */
    List<String> undocumented() {
        return file.getTypeDecls().stream()
                .filter(type -> type instanceof ClassTree)
                .map(type -> (ClassTree) type)
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .filter(type -> trees.getDocComment(TreePath.getPath(file, type)) == null)
                .map(type -> type.getSimpleName().toString())
                .toList();
    }

    private long bodyLines(MethodTree method) {
        var positions = trees.getSourcePositions();
        int start = (int) positions.getStartPosition(file, method.getBody());
        int end = (int) positions.getEndPosition(file, method.getBody());
        return lines(code.substring(start + 1, end - 1));
    }

    private static long lines(String code) {
        return code.lines().filter(line -> !line.isBlank()).count();
    }

    /** Comments become spaces, so that positions stay what they are. */
    private static String withoutComments(String text) {
        return LITERALS_AND_COMMENTS.matcher(text).replaceAll(match -> {
            var found = match.group();
            return found.startsWith("/") ? found.replaceAll("[^\\n]", " ") : Matcher.quoteReplacement(found);
        });
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(Path path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
