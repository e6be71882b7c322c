package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayText;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, as CI servers read it: a suite a part of the lab, a case a block. Source: the
 * schemas of Maven's surefire and of Jenkins' junit plugin.
 */
final class JUnitReport {
  private final Run run;
  private final XMLStreamWriter xml;
  private final Map<String, Integer> names = new HashMap<>();

  private JUnitReport(Run run, XMLStreamWriter xml) {
    this.run = run;
    this.xml = xml;
  }

  /** A run as XML. */
  static String write(Run run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new JUnitReport(run, xml).document();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
    return text.toString();
  }

  /** A suite's steps. */
  private Map<String, List<Run.Step>> suites() {
    Map<String, List<Run.Step>> suites = new LinkedHashMap<>();
    for (Run.Step step : run.steps()) {
      String name = step.step().part().orElse(run.title());
      suites.computeIfAbsent(name, none -> new ArrayList<>()).add(step);
    }
    return suites;
  }

  private static List<Run.Part> cases(List<Run.Step> steps) {
    return steps.stream()
        .flatMap(step -> step.blocks().stream())
        .filter(block -> block.state() != Run.State.LEFT_OUT)
        .toList();
  }

  private static long count(List<Run.Part> cases, Run.State... states) {
    List<Run.State> wanted = List.of(states);
    return cases.stream().filter(one -> wanted.contains(one.state())).count();
  }

  private void document() throws XMLStreamException {
    Map<String, List<Run.Step>> suites = suites();
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    attribute("name", run.title());
    counts(run.steps(), run.took(), outside() ? 1 : 0);
    for (Map.Entry<String, List<Run.Step>> suite : suites.entrySet()) {
      if (!cases(suite.getValue()).isEmpty()) {
        suite(suite.getKey(), suite.getValue());
      }
    }
    if (outside()) {
      outsideSuite();
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  /** Whether something went wrong that belongs to no block. */
  private boolean outside() {
    boolean told =
        run.steps().stream()
            .flatMap(step -> step.blocks().stream())
            .anyMatch(
                block ->
                    block.state() == Run.State.FAILED || block.state() == Run.State.INTERRUPTED);
    boolean ofSteps = run.steps().stream().anyMatch(step -> !step.failures().isEmpty());
    return ofSteps || !run.succeeded() && !told;
  }

  private void counts(List<Run.Step> steps, Duration took, int more) throws XMLStreamException {
    List<Run.Part> cases = cases(steps);
    attribute("tests", String.valueOf(cases.size() + more));
    attribute("failures", String.valueOf(count(cases, Run.State.FAILED)));
    attribute("errors", String.valueOf(count(cases, Run.State.INTERRUPTED) + more));
    attribute("time", Json.seconds(took));
  }

  private void suite(String name, List<Run.Step> steps) throws XMLStreamException {
    Duration took =
        steps.stream()
            .map(step -> step.took().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    newLine(1);
    xml.writeStartElement("testsuite");
    attribute("name", name);
    counts(steps, took, 0);
    attribute("skipped", String.valueOf(count(cases(steps), Run.State.SKIPPED, Run.State.NOT_RUN)));
    attribute("timestamp", timestamp());
    attribute("file", run.lab().source());
    for (Run.Step step : steps) {
      for (Run.Part block : step.blocks()) {
        if (block.state() != Run.State.LEFT_OUT) {
          testCase(step, block);
        }
      }
    }
    newLine(1);
    xml.writeEndElement();
  }

  /** In UTC, without a zone, as the schema wants it. */
  private String timestamp() {
    return LocalDateTime.ofInstant(run.begun(), ZoneOffset.UTC)
        .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));
  }

  private void testCase(Run.Step step, Run.Part block) throws XMLStreamException {
    String path = step.step().part().map(part -> part + " / ").orElse("") + step.heading();
    newLine(2);
    xml.writeStartElement("testcase");
    attribute("classname", path);
    attribute("name", unique(path, name(block.block()), block.block().fence().place().line()));
    attribute("time", Json.seconds(block.took()));
    switch (block.state()) {
      case FAILED -> failure(block);
      case INTERRUPTED -> {
        newLine(3);
        xml.writeEmptyElement("error");
        attribute("type", run.broken().map(Problem::code).orElse("cancelled"));
        attribute("message", interrupted());
      }
      case SKIPPED -> skipped(step.reason().map(JUnitReport::reason).orElse("skipped"));
      case NOT_RUN -> skipped("not run: " + run.ending());
      case PASSED, LEFT_OUT -> {}
    }
    newLine(3);
    xml.writeStartElement("system-out");
    // the readers' schemas know no attributes for a case's place
    characters(run.lab().source() + ":" + block.block().fence().place().line() + "\n");
    characters(output(block));
    xml.writeEndElement();
    newLine(2);
    xml.writeEndElement();
  }

  private String interrupted() {
    return run.broken().map(Problem::message).orElse("the run was ended while this block ran");
  }

  private static String reason(Problem problem) {
    return problem.message() + problem.hint().map(hint -> " (try: " + hint + ")").orElse("");
  }

  private void skipped(String why) throws XMLStreamException {
    newLine(3);
    xml.writeEmptyElement("skipped");
    attribute("message", why);
  }

  private void failure(Run.Part block) throws XMLStreamException {
    newLine(3);
    xml.writeStartElement("failure");
    attribute("type", block.failures().get(0).code());
    attribute("message", block.failures().get(0).message());
    List<String> lines = new ArrayList<>();
    for (Problem problem : block.failures()) {
      lines.addAll(ReplayText.problem(problem, Optional.empty(), String::length));
    }
    if (!block.difference().isEmpty()) {
      lines.add("");
      lines.addAll(block.difference());
    }
    characters(String.join("\n", lines));
    xml.writeEndElement();
  }

  /** What went wrong outside of every block. */
  private void outsideSuite() throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("testsuite");
    attribute("name", "the run itself");
    attribute("tests", "1");
    attribute("failures", "0");
    attribute("errors", "1");
    attribute("skipped", "0");
    attribute("time", "0.000");
    newLine(2);
    xml.writeStartElement("testcase");
    attribute("classname", run.title());
    attribute("name", "the run itself");
    attribute("time", "0.000");
    newLine(3);
    List<Problem> problems =
        run.steps().stream().flatMap(step -> step.failures().stream()).toList();
    xml.writeStartElement("error");
    attribute(
        "type",
        run.broken()
            .or(() -> problems.stream().findFirst())
            .map(Problem::code)
            .orElse("cancelled"));
    attribute("message", run.ending());
    characters(
        String.join(
            "\n",
            problems.stream()
                .flatMap(
                    problem ->
                        ReplayText.problem(problem, Optional.empty(), String::length).stream())
                .toList()));
    xml.writeEndElement();
    newLine(2);
    xml.writeEndElement();
    newLine(1);
    xml.writeEndElement();
  }

  /** What a block is called: its first command. */
  private static String name(Block block) {
    return block.fold(
        commands ->
            commands
                .settings()
                .name()
                .orElseGet(
                    () -> first(commands.statements().get(0).text(), commands.statements().size())),
        file -> "write " + file.path(),
        own -> first(own.statements().get(0).text(), own.statements().size()),
        shown -> "");
  }

  private static String first(String text, int statements) {
    String line = text.strip().lines().findFirst().orElse("");
    return line + (statements > 1 ? " (and " + (statements - 1) + " more)" : "");
  }

  /** CI servers take two cases of one name for one. */
  private String unique(String path, String name, int line) {
    int before = names.merge(path + "\n" + name, 1, Integer::sum);
    return before == 1 ? name : name + " (line " + line + ")";
  }

  private static String output(Run.Part block) {
    StringBuilder text = new StringBuilder();
    for (Run.Ran ran : block.statements()) {
      text.append("$ ").append(ran.statement().text().stripTrailing()).append('\n');
      Printed printed = ran.printed();
      text.append(XmlText.lossless(printed.first()));
      printed.note().ifPresent(note -> line(text, note));
      text.append(XmlText.lossless(printed.last()));
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
      ran.end()
          .filter(end -> end.status() != 0)
          .ifPresent(end -> text.append(status(end)).append('\n'));
    }
    block.met().forEach(met -> text.append("\u2713 ").append(met).append('\n'));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(text.charAt(text.length() - 1) == '\n' ? "" : "\n").append(line).append('\n');
  }

  private static String status(ReplayEvent.StatementEnded end) {
    String how =
        switch (end.verdict()) {
          case DONE, FAILED -> "";
          case EXPECTED -> ", as expected";
          case TOLERATED -> ", tolerated";
        };
    return "(status " + end.status() + how + ")";
  }

  private void attribute(String name, String value) throws XMLStreamException {
    // a reader makes blanks of line ends in attributes anyway
    xml.writeAttribute(name, XmlText.legal(value.replaceAll("[\r\n\t]+", " ")));
  }

  private void characters(String text) throws XMLStreamException {
    List<String> pieces = List.of(XmlText.legal(text).split("\r", -1));
    xml.writeCharacters(pieces.get(0));
    for (String piece : pieces.subList(1, pieces.size())) {
      xml.writeEntityRef("#13"); // as it stands a reader would make a line end of it
      xml.writeCharacters(piece);
    }
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
