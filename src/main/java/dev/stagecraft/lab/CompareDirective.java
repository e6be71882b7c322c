package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads {@code compare …}: {@code compare off}, {@code compare versions within 30%}, {@code compare
 * any-order /pid \d+/}, {@code compare everywhere versions}.
 */
final class CompareDirective {
  private static final Pattern PART =
      Pattern.compile("\\s*(?:/((?:[^/\\\\]|\\\\.)+)/|within\\s+(\\S+)|(\\S+))");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)%");

  private CompareDirective() {}

  /** Whether it is about all fences below, not only about the next one. */
  static boolean everywhere(Directives.DirectiveLine line) {
    return line.items().stream().anyMatch(item -> item.word().equals("everywhere"));
  }

  static Recording.Rules read(Directives.DirectiveLine line) {
    Attributes.Item first = line.items().get(0);
    Matcher part = PART.matcher(line.after(first));
    boolean off = false;
    boolean versions = false;
    boolean anyOrder = false;
    OptionalDouble within = OptionalDouble.empty();
    List<String> masks = new ArrayList<>();
    boolean any = false;
    while (part.lookingAt()) {
      any = true;
      if (part.group(1) != null) {
        masks.add(pattern(line, part.group(1)));
      } else if (part.group(2) != null) {
        within = OptionalDouble.of(share(line, part.group(2)));
      } else {
        String word = part.group(3);
        off |= word.equals("off");
        versions |= word.equals("versions");
        anyOrder |= word.equals("any-order");
        if (!List.of("off", "versions", "any-order", "everywhere").contains(word)) {
          throw line.problem(first, word + " is nothing that compare takes")
              .withHint("it takes off, versions, any-order, within 30%, /REGEX/ and everywhere")
              .exception();
        }
      }
      part.region(part.end(), part.regionEnd());
    }
    if (!any) {
      throw line.problem(first, "compare needs to say how")
          .withHint("for example: compare off, or: compare versions within 30%")
          .exception();
    }
    return new Recording.Rules(off, versions, anyOrder, within, masks);
  }

  private static String pattern(Directives.DirectiveLine line, String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException wrong) {
      throw line.problem(line.items().get(0), "the pattern is wrong: " + wrong.getDescription())
          .exception(wrong);
    }
  }

  private static double share(Directives.DirectiveLine line, String text) {
    Matcher share = SHARE.matcher(text);
    if (!share.matches()) {
      throw line.problem(line.items().get(0), text + " is no tolerance")
          .withHint("write it as in: compare within 30%")
          .exception();
    }
    return Double.parseDouble(share.group(1)) / 100;
  }
}
