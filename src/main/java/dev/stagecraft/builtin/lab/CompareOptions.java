package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Bound;
import dev.stagecraft.core.Problem;
import dev.stagecraft.replay.Comparing;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code replay} is asked to do with recorded outputs. */
final class CompareOptions {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?)%?");

  private CompareOptions() {}

  /**
   * As a person gave it.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.tolerance}, {@code usage.check}
   */
  static Comparing of(Bound given) {
    if (given.flag("check") && given.flag("update")) {
      throw Problem.of("usage.check", "--check and --update exclude each other")
          .withHint("--check tells of differences, --update writes them into the lab")
          .exception();
    }
    Comparing.Mode mode =
        given.flag("check")
            ? Comparing.Mode.CHECK
            : given.flag("update") ? Comparing.Mode.UPDATE : Comparing.Mode.BIND;
    return new Comparing(
        mode, given.value("tolerance").map(CompareOptions::share).orElse(Comparing.TOLERANCE));
  }

  private static double share(String text) {
    Matcher share = SHARE.matcher(text);
    if (!share.matches()) {
      throw Problem.of("usage.tolerance", text + " is no tolerance")
          .withHint("for example: --tolerance 30%")
          .exception();
    }
    return Double.parseDouble(share.group(1)) / 100;
  }
}
