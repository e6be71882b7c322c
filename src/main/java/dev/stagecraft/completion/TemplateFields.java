package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that a template after {@code --format} may name. */
final class TemplateFields {
  private static final Pattern OPEN = Pattern.compile("(?s).*\\{\\{([^}]*)$");
  private static final Pattern FIELD = Pattern.compile("(?s)(.*[ (|]|)\\.([A-Za-z0-9_.]*)$");

  private final List<Choice> fields;

  TemplateFields(CommandSpec spec) {
    this.fields = spec.fields();
  }

  /**
   * What may end the unfinished word of a template. The braces are closed with it; the quote stays
   * open, for the next field.
   */
  List<Suggestion> at(TypedLine line, String given) {
    String typed = line.partial().substring(given.length());
    Matcher open = OPEN.matcher(typed);
    if (!open.matches()) {
      return typed.contains("{{") ? List.of() : beginnings(line, given, typed);
    }
    String inside = open.group(1);
    Matcher field = FIELD.matcher(inside);
    if (field.matches()) {
      return fields(line.raw(), field.group(2), "");
    }
    return inside.isBlank() ? fields(line.raw(), "", ".") : List.of();
  }

  private List<Suggestion> fields(String raw, String path, String dot) {
    int last = path.lastIndexOf('.') + 1;
    String parent = path.substring(0, last);
    String begun = path.substring(last);
    Map<String, Choice> next = new TreeMap<>();
    for (Choice field : fields) {
      if (field.word().startsWith(parent)) {
        String rest = field.word().substring(parent.length());
        int end = rest.indexOf('.');
        String name = end < 0 ? rest : rest.substring(0, end);
        next.putIfAbsent(name, end < 0 ? field : new Choice(field.word(), "has fields"));
      }
    }
    List<Offer> offers = new ArrayList<>();
    next.forEach((name, field) -> offers.add(Offer.open(name, "fields", field.says())));
    String before = raw.substring(0, raw.length() - begun.length());
    return new Matching(begun)
        .of(offers).stream()
            .map(
                o ->
                    new Suggestion(
                        before + dot + o.word() + (o.says().equals("has fields") ? "" : "}}"),
                        "." + parent + o.word(),
                        o.group(),
                        o.says(),
                        false))
            .toList();
  }

  private List<Suggestion> beginnings(TypedLine line, String given, String typed) {
    List<Offer> offers =
        List.of(
            Offer.word("json", "formats", "everything, a line of JSON each").strict(),
            Offer.word("table", "formats", "columns with headers").strict(),
            Offer.open("table {{.", "formats", "chosen columns with headers").strict(),
            Offer.open("{{.", "formats", "chosen fields").strict());
    List<Suggestion> found = new ArrayList<>();
    for (Offer offer : new Matching(typed).of(offers)) {
      boolean bare = line.raw().equals(line.partial());
      String word = given + offer.word();
      String value =
          bare && !offer.finished()
              ? given + "'" + offer.word()
              : new Quoting(line).write(word, offer.finished());
      found.add(
          new Suggestion(value, offer.shown(), offer.group(), offer.says(), offer.finished()));
    }
    return found;
  }
}
