package io.relance.message.content;

import java.util.Map;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import liqp.parser.v4.NodeVisitor;

/** A Liquid text, parsed for one thread: its nodes keep state while they render and must never be shared. */
final class ParsedText {

    private final LNode root;

    ParsedText(String liquid) {
        var tree = Liquid.parse(Printing.instrument(liquid)).getParseTree();
        root = new NodeVisitor(Liquid.INSERTIONS, Liquid.filters(), true).visit(tree);
    }

    String render(Map<String, Object> words, RenderContext render) {
        TemplateContext context = new TemplateContext(Liquid.PARSER, words);
        context.getEnvironmentMap().put(RenderContext.KEY, render);
        return String.valueOf(root.render(context));
    }
}
