package dev.stagecraft.lab;

import dev.stagecraft.core.ByteSize;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code size IMAGE RELATION WHAT}: {@code size a:multi <= 1/3 a:single}, {@code size a >
 * 100MB}, {@code size a = 15MB within 20%}.
 */
final class SizeDirective {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)(B|kB|KB|MB|GB)");
  private static final Pattern SHARE = Pattern.compile("(\\d+)/([1-9]\\d*)|(\\d+(?:\\.\\d+)?)%");
  private static final String EXAMPLES =
      "for example: size app:multi <= 1/3 app:single, or: size app:multi = 15MB within 20%";

  private SizeDirective() {}

  static Expectation read(Directives.DirectiveLine line) {
    List<Attributes.Item> items = line.items();
    if (items.size() < 4) {
      throw line.problem(items.get(0), "size takes an image, a sign and what to compare with")
          .withHint(EXAMPLES)
          .exception();
    }
    Attributes.Item sign = items.get(2);
    Expectation.Relation relation =
        Arrays.stream(Expectation.Relation.values())
            .filter(r -> r.sign().equals(sign.word()))
            .findFirst()
            .orElseThrow(
                () ->
                    line.problem(sign, sign.word() + " is no sign for two sizes")
                        .withHint("the signs are < <= > >= =")
                        .exception());
    int at = 3;
    Optional<Double> factor = share(items.get(at).word());
    at += factor.isPresent() ? 1 : 0;
    if (at >= items.size()) {
      throw line.problem(items.get(3), "a share of which image").withHint(EXAMPLES).exception();
    }
    Optional<ByteSize> size = factor.isPresent() ? Optional.empty() : size(items.get(at).word());
    String other = items.get(at).word();
    at++;
    double within = within(line, relation, items.subList(at, items.size()));
    return new Expectation.Size(
        items.get(1).word(),
        relation,
        factor.orElse(1.0),
        size.isPresent() ? Optional.empty() : Optional.of(other),
        size,
        within,
        line.place());
  }

  private static double within(
      Directives.DirectiveLine line, Expectation.Relation relation, List<Attributes.Item> rest) {
    boolean about = relation == Expectation.Relation.ABOUT;
    boolean wellFormed =
        about
            ? rest.size() == 2
                && rest.get(0).word().equals("within")
                && share(rest.get(1).word()).isPresent()
            : rest.isEmpty();
    if (!wellFormed) {
      throw line.problem(
              rest.isEmpty() ? line.items().get(2) : rest.get(0),
              about ? "= needs a tolerance: within 20%" : "nothing may follow here")
          .withHint(EXAMPLES)
          .exception();
    }
    return about ? share(rest.get(1).word()).orElseThrow() : 0;
  }

  private static Optional<Double> share(String word) {
    Matcher share = SHARE.matcher(word);
    if (!share.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        share.group(3) == null
            ? Double.parseDouble(share.group(1)) / Double.parseDouble(share.group(2))
            : Double.parseDouble(share.group(3)) / 100);
  }

  private static Optional<ByteSize> size(String word) {
    Matcher size = SIZE.matcher(word);
    if (!size.matches()) {
      return Optional.empty();
    }
    int power =
        switch (size.group(2).toUpperCase(Locale.ROOT)) {
          case "KB" -> 3;
          case "MB" -> 6;
          case "GB" -> 9;
          default -> 0;
        };
    return Optional.of(
        new ByteSize(new BigDecimal(size.group(1)).movePointRight(power).longValue()));
  }
}
