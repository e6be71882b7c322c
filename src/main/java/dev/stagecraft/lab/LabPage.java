package dev.stagecraft.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * A lab's text as HTML. Code and headings are written by whoever asks for the page. Nothing of it
 * reaches into a network or runs: pictures are links, comments are left out, of the HTML that the
 * author wrote only what shapes text stays.
 */
public final class LabPage {
  /** Tags that may stay, without their attributes. */
  private static final Set<String> TAGS =
      Set.of(
          "b",
          "blockquote",
          "br",
          "code",
          "dd",
          "del",
          "details",
          "dl",
          "dt",
          "em",
          "hr",
          "i",
          "ins",
          "kbd",
          "li",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "s",
          "samp",
          "small",
          "strong",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "tr",
          "u",
          "ul",
          "var");

  private static final Pattern TAG =
      Pattern.compile("<!--.*?(?:-->|$)|<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>", Pattern.DOTALL);

  private LabPage() {}

  /** Who writes what is not prose. */
  public interface Parts {
    /**
     * The HTML of code.
     *
     * @param line where it begins in the file, counted from 1: the line of the backticks, or the
     *     first line where it has none
     * @return empty where it is shown as it stands
     */
    Optional<String> code(int line);

    /**
     * The HTML of a heading.
     *
     * @param line where it stands in the file, counted from 1
     * @param level 1 to 6
     * @param html its text as HTML
     */
    String heading(int line, int level, String html);
  }

  /** The text of a lab. */
  public static String html(Lab lab, Parts parts) {
    List<String> raw = lab.text().lines().toList();
    Parser parser =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    Node document = parser.parse(String.join("\n", MarkdownReader.prepared(raw)));
    return renderer(Optional.of(parts)).render(document);
  }

  private static HtmlRenderer renderer(Optional<Parts> parts) {
    HtmlRenderer.Builder builder =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .sanitizeUrls(true)
            .nodeRendererFactory(SafeText::new)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> attributes.keySet().remove("style"));
    parts.ifPresent(p -> builder.nodeRendererFactory(context -> new PartRenderer(context, p)));
    return builder.build();
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex() + 1;
  }

  /** Author's HTML without what does more than shape text. */
  static String shaped(String html) {
    StringBuilder shaped = new StringBuilder();
    Matcher tag = TAG.matcher(html);
    int at = 0;
    while (tag.find()) {
      shaped.append(escaped(html.substring(at, tag.start())));
      if (tag.group(2) != null) {
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        shaped.append(TAGS.contains(name) ? "<" + tag.group(1) + name + ">" : "");
      }
      at = tag.end();
    }
    return shaped.append(escaped(html.substring(at))).toString();
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Renders code and headings as somebody else says. */
  private record PartRenderer(HtmlNodeRendererContext context, Parts parts)
      implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Heading.class, FencedCodeBlock.class, IndentedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
      HtmlWriter out = context.getWriter();
      out.line();
      if (node instanceof Heading heading) {
        out.raw(parts.heading(line(node), heading.getLevel(), inner(heading)));
      } else if (node instanceof FencedCodeBlock fence) {
        code(out, parts.code(line(node)), fence.getLiteral());
      } else if (node instanceof IndentedCodeBlock indented) {
        indented(out, indented);
      }
      out.line();
    }

    /** Indented text may hold fences of its own, as tabs of MkDocs do. */
    private void indented(HtmlWriter out, IndentedCodeBlock indented) {
      StringBuilder found = new StringBuilder();
      for (int i = 0; i < indented.getSourceSpans().size(); i++) {
        parts.code(line(indented) + i).ifPresent(found::append);
      }
      code(
          out,
          found.isEmpty() ? Optional.empty() : Optional.of(found.toString()),
          indented.getLiteral());
    }

    private static void code(HtmlWriter out, Optional<String> html, String literal) {
      if (html.isPresent()) {
        out.raw(html.get());
        return;
      }
      out.tag("pre");
      out.tag("code");
      out.text(literal);
      out.tag("/code");
      out.tag("/pre");
    }

    private static String inner(Heading heading) {
      HtmlRenderer renderer = renderer(Optional.empty());
      StringBuilder html = new StringBuilder();
      for (Node child = heading.getFirstChild(); child != null; ) {
        Node next = child.getNext();
        html.append(renderer.render(child));
        child = next;
      }
      return html.toString();
    }
  }

  /** Renders links, pictures and the author's own HTML so that nothing of them reaches out. */
  private record SafeText(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Link.class, Image.class, HtmlBlock.class, HtmlInline.class);
    }

    @Override
    public void render(Node node) {
      HtmlWriter out = context.getWriter();
      if (node instanceof HtmlBlock html) {
        out.line();
        out.raw(shaped(html.getLiteral()));
        out.line();
      } else if (node instanceof HtmlInline html) {
        out.raw(shaped(html.getLiteral()));
      } else if (node instanceof Link link) {
        reference(out, link, link.getDestination());
      } else if (node instanceof Image image) {
        reference(out, image, image.getDestination());
      }
    }

    /** Two attributes, in this order. */
    private static Map<String, String> attributes(
        String first, String value, String second, String other) {
      Map<String, String> both = new LinkedHashMap<>();
      both.put(first, value);
      both.put(second, other);
      return both;
    }

    /** A link, where it leads somewhere from everywhere; else the place that it names. */
    private void reference(HtmlWriter out, Node node, String destination) {
      boolean absolute = destination.matches("(?i)(?:https?://|mailto:).*");
      if (absolute) {
        out.tag("a", attributes("href", destination, "rel", "noopener noreferrer"));
      } else {
        out.tag("span", attributes("class", "link", "title", destination));
      }
      for (Node child = node.getFirstChild(); child != null; ) {
        Node next = child.getNext();
        context.render(child);
        child = next;
      }
      out.tag(absolute ? "/a" : "/span");
    }
  }
}
