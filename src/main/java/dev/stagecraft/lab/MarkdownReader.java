package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads the parts of a Markdown file that matter to a lab, wherever they stand (in lists, quotes,
 * details): headings, HTML comments and code, each with its place. Front matter is passed over.
 */
final class MarkdownReader {
  private static final Pattern EXECUTE = Pattern.compile("^(\\s*(?:```+|~~~+))\\s*\\{\\{.*}}\\s*$");

  /** A part of the file. */
  sealed interface Item permits Title, Comment, Listing {}

  /**
   * A heading.
   *
   * @param level 1 to 6
   * @param line counted from 1
   */
  record Title(int level, String text, int line) implements Item {}

  /** An HTML comment, line by line, as it stands in the file. */
  record Comment(List<String> lines, List<Place> origins) implements Item {}

  /**
   * Code.
   *
   * @param info the words behind the backticks
   * @param fenced whether it has backticks; indented code has none
   */
  record Listing(Place place, String info, boolean fenced, List<String> lines, List<Place> origins)
      implements Item {}

  private final String source;
  private final List<String> raw;
  private final List<Item> items = new ArrayList<>();

  private MarkdownReader(String source, List<String> raw) {
    this.source = source;
    this.raw = raw;
  }

  /** All headings, comments and code of a text, in the order of the file. */
  static List<Item> read(String source, String text) {
    List<String> raw = text.lines().toList();
    MarkdownReader reader = new MarkdownReader(source, raw);
    Parser parser = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    parser.parse(String.join("\n", prepared(raw))).accept(reader.new Collector());
    return reader.items;
  }

  /** The lines as the Markdown parser gets them; as many as before, so that places stay right. */
  static List<String> prepared(List<String> raw) {
    List<String> lines = new ArrayList<>(raw);
    if (!lines.isEmpty() && lines.get(0).strip().equals("---")) {
      for (int end = 1; end < lines.size(); end++) {
        if (lines.get(end).strip().equals("---") || lines.get(end).strip().equals("...")) {
          for (int i = 0; i <= end; i++) {
            lines.set(i, "");
          }
          break;
        }
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      var execute = EXECUTE.matcher(lines.get(i));
      if (execute.matches()) {
        lines.set(i, execute.group(1));
      }
    }
    return lines;
  }

  private Place place(int line, int column, int length) {
    return new Place(source, line + 1, column + 1, length, raw.get(line));
  }

  /** Where a line of code begins in the line of the file that holds it. */
  private Place origin(int line, String code) {
    String whole = raw.get(line);
    int column = code.isEmpty() ? -1 : whole.lastIndexOf(code);
    return place(line, column < 0 ? 0 : column, code.length());
  }

  private void code(int line, int column, String info, boolean fenced, String literal) {
    List<String> lines = literal.lines().toList();
    List<Place> origins = new ArrayList<>();
    int first = fenced ? line + 1 : line;
    for (int i = 0; i < lines.size(); i++) {
      origins.add(origin(Math.min(first + i, raw.size() - 1), lines.get(i)));
    }
    int length = Math.max(0, raw.get(line).length() - column);
    items.add(new Listing(place(line, column, length), info, fenced, lines, origins));
  }

  /** Code that is indented: a fence in a tab of MkDocs, or plain text. */
  private void indented(int line, int column, String literal) {
    List<String> lines = literal.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String opening = lines.get(i).strip();
      if (!opening.startsWith("```")) {
        continue;
      }
      int end = i + 1;
      while (end < lines.size() && !lines.get(end).strip().matches("```+")) {
        end++;
      }
      int indent = lines.get(i).indexOf("```");
      List<String> body =
          lines.subList(i + 1, end).stream()
              .map(l -> l.substring(Math.min(indent, l.length() - l.stripLeading().length())))
              .toList();
      code(line + i, column + indent, opening.replaceFirst("^`+", ""), true, joined(body));
      i = end;
    }
    if (lines.stream().noneMatch(l -> l.strip().startsWith("```"))) {
      code(line, column, "", false, literal);
    }
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Walks the document. */
  private final class Collector extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      int line = heading.getSourceSpans().get(0).getLineIndex();
      items.add(new Title(heading.getLevel(), plain(heading), line + 1));
    }

    @Override
    public void visit(FencedCodeBlock fence) {
      SourceSpan first = fence.getSourceSpans().get(0);
      String info = fence.getInfo() == null ? "" : fence.getInfo();
      code(first.getLineIndex(), first.getColumnIndex(), info, true, fence.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      SourceSpan first = code.getSourceSpans().get(0);
      indented(first.getLineIndex(), first.getColumnIndex(), code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      List<String> lines = html.getLiteral().lines().toList();
      int first = html.getSourceSpans().get(0).getLineIndex();
      List<Place> origins = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        origins.add(origin(first + i, lines.get(i)));
      }
      items.add(new Comment(lines, origins));
    }

    private String plain(Node node) {
      StringBuilder text = new StringBuilder();
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
              text.append(' ');
            }
          });
      return text.toString().strip();
    }
  }
}
