package dev.stagecraft.console;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says of a line whether it holds a secret, so that it is not kept: a password that is written out
 * in an option or an assignment, or what looks like a token. A variable is none.
 */
final class SecretLine implements Predicate<String> {
  private static final String NAMES = "(?:password|passwd|passphrase|token|api-?_?key|secret)";

  private static final List<Pattern> WRITTEN_OUT =
      List.of(
          // --password x, --access-token=x, but not --password-stdin, nor --secret NAME
          Pattern.compile(
              "(?is)(?:^|\\s)--?(?:[a-z]+-)*(?!secret)"
                  + NAMES
                  + "(?:=|\\s+)[\"']?(?![\"'$\\-<])\\S"),
          // -e DB_PASSWORD=x, export TOKEN=x
          Pattern.compile("(?is)(?:^|[\\s\"'=,;])\\w*" + NAMES + "\\w*=[\"']?(?![\"'$\\s])\\S"),
          // docker login -p x, podman login -u me -px
          Pattern.compile("(?s)\\blogin\\b[^\\n;|&]*\\s-p(?:\\s+|=)?[\"']?(?![\"'$\\s])\\S"),
          // curl -u me:x
          Pattern.compile(
              "(?s)\\bcurl\\b[^\\n;|&]*\\s(?:-u|--user)[\\s=]*[^\\s:]+:[\"']?(?![\"'$])\\S"),
          // mysql -px
          Pattern.compile("(?s)\\b(?:mysql|mariadb)\\w*\\b[^\\n;|&]*\\s-p[\"']?(?![\"'$])\\S"));

  private final Predicate<String> token;

  /**
   * The usual secrets, and others.
   *
   * @param token whether a text holds what looks like a token or a key
   */
  SecretLine(Predicate<String> token) {
    this.token = token;
  }

  @Override
  public boolean test(String line) {
    return WRITTEN_OUT.stream().anyMatch(p -> p.matcher(line).find()) || token.test(line);
  }
}
