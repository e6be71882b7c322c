package dev.stagecraft.report;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.LabPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as one page: the lab's text with what came of each block, the failures first, the sizes as
 * tables and bars. Everything is in the file; nothing is fetched, and nothing but its own script
 * may run.
 */
final class HtmlReport implements LabPage.Parts {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Run run;
  private final Map<Integer, Run.Part> parts = new HashMap<>();
  private final Map<Integer, Block> shown = new HashMap<>();
  private final Map<Integer, Run.Step> steps = new HashMap<>();
  private final Set<Integer> headings = new HashSet<>();

  private HtmlReport(Run run) {
    this.run = run;
    for (Run.Step step : run.steps()) {
      steps.put(step.step().line(), step);
      step.blocks().forEach(part -> parts.put(part.block().fence().place().line(), part));
      step.step().blocks().forEach(block -> shown.put(block.fence().place().line(), block));
    }
  }

  /** A run as a page. */
  static String write(Run run) {
    return new HtmlReport(run).page();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the product lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String hash(String script) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256-"
          + Base64.getEncoder().encodeToString(sha.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK knows SHA-256", impossible);
    }
  }

  private String page() {
    String script = resource("report.js");
    String text = LabPage.html(run.lab(), this);
    String title = Html.text(run.title());
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        + " style-src 'unsafe-inline'; script-src '"
        + hash(script)
        + "'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
        + title
        + "</title>\n<style>\n"
        + resource("report.css")
        + "</style>\n</head>\n<body>\n<a class=\"jump\" href=\"#main\">To the text</a>\n"
        + header()
        + "<div class=\"layout\">\n"
        + contents()
        + "<main id=\"main\">\n"
        + problems()
        + built()
        + "<article class=\"lab\">\n"
        + untitled()
        + text
        + "</article>\n"
        + "<section class=\"card\" id=\"steps\"><h2>Steps</h2>\n"
        + HtmlTables.steps(run)
        + "</section>\n</main>\n</div>\n<footer>"
        + Html.code(run.lab().source())
        + " replayed by Stagecraft, "
        + TIME.format(run.begun())
        + "</footer>\n<script>"
        + script
        + "</script>\n</body>\n</html>\n";
  }

  private String header() {
    String state = run.succeeded() ? "passed" : "failed";
    String word =
        run.succeeded()
            ? "\u2713 passed"
            : run.cancelled() ? "\u2717 ended early" : "\u2717 failed";
    long skipped = run.steps().stream().filter(s -> s.state() == Run.State.SKIPPED).count();
    String skips =
        skipped == 0 ? "" : "<span class=\"pill skipped\">\u2013 " + skipped + " skipped</span>";
    return "<header class=\"top\">\n<div>\n<p class=\"pills\"><span class=\"pill "
        + state
        + "\">"
        + word
        + "</span>"
        + skips
        + "</p>\n<h1>"
        + Html.text(run.title())
        + "</h1>\n<p class=\"ending\">"
        + Html.text(run.ending())
        + "</p>\n<p class=\"small\">"
        + TIME.format(run.begun())
        + "</p>\n</div>\n<p class=\"tools\" hidden>"
        + "<button type=\"button\" id=\"fold\" aria-pressed=\"false\">Unfold outputs</button>"
        + "<button type=\"button\" id=\"theme\">Dark</button></p>\n</header>\n";
  }

  private String contents() {
    StringBuilder html = new StringBuilder("<nav class=\"toc\" aria-label=\"Steps\">\n");
    html.append("<details open><summary>Steps</summary>\n<ol>\n");
    String part = "";
    for (Run.Step step : run.steps()) {
      if (step.blocks().isEmpty()) {
        continue;
      }
      String above = step.step().part().orElse("");
      if (!above.equals(part) && !above.isEmpty()) {
        html.append("<li class=\"part\">").append(Html.text(above)).append("</li>\n");
      }
      part = above;
      html.append("<li class=\"").append(HtmlBlocks.css(step.state())).append("\"><a href=\"#l");
      html.append(step.step().line()).append("\"><span class=\"mark\">").append(mark(step));
      html.append("</span><span class=\"name\">").append(Html.text(step.heading()));
      html.append("</span>");
      step.took()
          .map(TableFormat::duration)
          .ifPresent(time -> html.append("<span class=\"time\">").append(time).append("</span>"));
      html.append("</a></li>\n");
    }
    return html.append("</ol></details>\n</nav>\n").toString();
  }

  private static String mark(Run.Step step) {
    return switch (step.state()) {
      case PASSED -> "\u2713";
      case FAILED, INTERRUPTED -> "\u2717";
      case SKIPPED -> "\u2013";
      case NOT_RUN, LEFT_OUT -> "\u00b7";
    };
  }

  /** Failures and skips, before everything else. */
  private String problems() {
    StringBuilder html = new StringBuilder();
    for (Run.Step step : run.steps()) {
      String link =
          "<a href=\"#l" + step.step().line() + "\">" + Html.text(step.heading()) + "</a>";
      for (Problem problem : step.problems()) {
        html.append("<div class=\"card failed\"><h2>\u2717 Failed: ").append(link);
        html.append("</h2>\n").append(HtmlBlocks.problem(problem)).append("</div>\n");
      }
      step.reason()
          .ifPresent(
              problem -> {
                html.append("<div class=\"card skipped\"><h2>\u2013 Skipped: ").append(link);
                html.append("</h2>\n<p>").append(Html.text(problem.message())).append("</p>");
                problem
                    .hint()
                    .ifPresent(
                        hint -> html.append("<p>Try: ").append(Html.text(hint)).append("</p>"));
                html.append("</div>\n");
              });
    }
    run.broken()
        .ifPresent(
            problem -> {
              html.append("<div class=\"card failed\"><h2>\u2717 The run broke off</h2>\n");
              html.append(HtmlBlocks.problem(problem)).append("</div>\n");
            });
    if (run.cancelled()) {
      html.append("<div class=\"card failed\"><h2>\u2717 The run was ended before its end</h2>");
      html.append("<p>What ran until then is below.</p></div>\n");
    }
    return html.toString();
  }

  private String built() {
    String tables = HtmlTables.sizes(run.sizes());
    return tables.isEmpty()
        ? ""
        : "<section class=\"card\" id=\"sizes\"><h2>What was built</h2>\n"
            + tables
            + "</section>\n";
  }

  /** A heading for what stands before the first one. */
  private String untitled() {
    StringBuilder html = new StringBuilder();
    run.remarks()
        .forEach(r -> html.append("<p class=\"note\">").append(Html.text(r)).append("</p>\n"));
    if (steps.containsKey(1) && !headings.contains(1)) {
      html.append("<span id=\"l1\"></span>\n");
    }
    return html.toString();
  }

  @Override
  public Optional<String> code(int line) {
    Optional<Run.Part> part = Optional.ofNullable(parts.get(line));
    if (part.isPresent()) {
      return part.map(HtmlBlocks::block);
    }
    Optional<Block> other = Optional.ofNullable(shown.get(line));
    if (other.isPresent() && replacedByReal(line)) {
      return Optional.of("");
    }
    return other.map(block -> HtmlBlocks.shown(block.fence()));
  }

  /** Whether a fence shows an output of which the real one stands above it. */
  private boolean replacedByReal(int line) {
    return parts.values().stream()
        .filter(part -> !part.statements().isEmpty())
        .flatMap(part -> part.statements().stream())
        .map(ran -> ran.statement().recording().origins())
        .anyMatch(origins -> !origins.isEmpty() && follows(line, origins.get(0).line()));
  }

  /** The recorded lines begin on the fence's next line, or behind a repeated command. */
  private static boolean follows(int fence, int first) {
    return first == fence + 1 || first == fence + 2;
  }

  @Override
  public String heading(int line, int level, String html) {
    boolean first = level == 1 && headings.isEmpty() && run.lab().title().isPresent();
    headings.add(line);
    Optional<Run.Step> step = Optional.ofNullable(steps.get(line));
    String badge =
        step.filter(one -> !one.blocks().isEmpty())
            .map(
                one ->
                    " <span class=\"badge\">"
                        + HtmlTables.state(one)
                        + one.took()
                            .map(time -> " <span class=\"time\">" + TableFormat.duration(time))
                            .map(time -> time + "</span>")
                            .orElse("")
                        + "</span>")
            .orElse("");
    String reason =
        step.flatMap(Run.Step::reason)
            .map(problem -> "<p class=\"note skip\">" + Html.text(problem.message()) + "</p>\n")
            .orElse("");
    if (first) { // it is the title of the page
      return "<div id=\"l" + line + "\">" + badge + "</div>\n" + reason;
    }
    return "<h" + level + " id=\"l" + line + "\">" + html + badge + "</h" + level + ">\n" + reason;
  }
}
