package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container of the engine, by its id. What is asked of it is looked up then. */
public final class Container implements Facts {
  private final Commands commands;
  private final Pages pages;
  private final String id;
  private final Map<String, Object> listed;

  /**
   * A container.
   *
   * @param listed what a list said of it, by column; may be empty
   */
  Container(Commands commands, Pages pages, String id, Map<String, Object> listed) {
    this.commands = commands;
    this.pages = pages;
    this.id = id;
    this.listed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(listed));
  }

  /** The id. */
  public String id() {
    return id;
  }

  /** The name. */
  public String name() {
    return String.valueOf(inspect().get("Name")).replaceFirst("^/", "");
  }

  /** The image's name as it was called with. */
  public String image() {
    return String.valueOf(at("Config", "Image"));
  }

  /** {@code created running paused restarting removing exited dead}. */
  public String state() {
    return String.valueOf(at("State", "Status"));
  }

  /** The status that its program ended with. */
  public int exitCode() {
    return at("State", "ExitCode") instanceof Number code ? code.intValue() : 0;
  }

  /** The ports of the host by the container's own ports: {@code [8080: 18080]}. */
  public Map<Integer, Integer> ports() {
    Map<Integer, Integer> ports = new LinkedHashMap<>();
    if (at("NetworkSettings", "Ports") instanceof Map<?, ?> published) {
      published.forEach(
          (own, bindings) -> {
            if (bindings instanceof List<?> several
                && !several.isEmpty()
                && several.get(0) instanceof Map<?, ?> first) {
              int inside = Integer.parseInt(String.valueOf(own).replaceFirst("/.*", ""));
              ports.put(inside, Integer.valueOf(String.valueOf(first.get("HostPort"))));
            }
          });
    }
    return ports;
  }

  /** What {@code docker inspect} says. */
  public Map<?, ?> inspect() {
    return Json.object(commands.call(List.of("docker", "container", "inspect", id)).text());
  }

  private @Nullable Object at(String... path) { // a value of JSON may be null
    Object value = inspect();
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** What it has written so far. */
  public String logs() {
    return commands.call(List.of("docker", "logs", id)).text();
  }

  /**
   * Runs a program in it.
   *
   * @return what the program wrote to standard output, without the last line end
   * @throws dev.stagecraft.core.ProblemException where it ended with another status than 0
   */
  public String exec(Object... words) {
    List<String> called = new ArrayList<>(List.of("docker", "exec", id));
    called.addAll(NamedArguments.words(Arrays.asList(words)));
    return Verbs.chopped(commands.call(called).text());
  }

  /** Stops it. */
  public Container stop() {
    commands.carryOut(List.of("docker", "stop", id));
    return this;
  }

  /** Removes it, running or not, with its volumes; one that is gone already is no failure. */
  public void rm() {
    var outcome = commands.attempt(List.of("docker", "rm", "-f", "-v", id));
    boolean gone = String.join("\n", outcome.remarks()).contains("No such container");
    if (outcome.status() != 0 && !gone) {
      throw outcome
          .problem()
          .orElse(Problem.of("script.command", String.join("\n", outcome.remarks())))
          .exception();
    }
  }

  /** The address of its first published port: {@code http://127.0.0.1:18080}. */
  public String url() {
    return pages.base(port());
  }

  private int port() {
    return ports().values().stream()
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of("script.port", "container " + name() + " publishes no port")
                    .withHint("run(image, ports: [8080: 80])")
                    .exception());
  }

  /**
   * Asks for a page of its first published port, and waits until the server in it answers.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.page} where none answers in time, or
   *     the container ended
   */
  public Page get(String path) {
    return pages.get(port(), path, this::ended);
  }

  /** The same on the port that a port of its own is published as. */
  public Page get(int own, String path) {
    Integer port =
        Optional.ofNullable(ports().get(own))
            .orElseThrow(
                () ->
                    Problem.of("script.port", "port " + own + " of " + name() + " is not published")
                        .withHint("it publishes " + ports().keySet())
                        .exception());
    return pages.get(port, path, this::ended);
  }

  /** Why it does not answer any more, where it does not run. */
  private Optional<String> ended() {
    if (state().equals("running")) {
      return Optional.empty();
    }
    List<String> lines = logs().lines().toList();
    return Optional.of(
        "it ended with status "
            + exitCode()
            + lines.stream()
                .skip(Math.max(0, lines.size() - 3))
                .map(line -> "\n" + line)
                .reduce("", String::concat));
  }

  @Override
  public Map<String, Object> row() {
    if (!listed.isEmpty()) {
      return listed;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id.length() > 12 ? id.substring(0, 12) : id);
    row.put("name", name());
    row.put("image", image());
    row.put("state", state());
    row.put(
        "ports", ports().entrySet().stream().map(p -> p.getValue() + ":" + p.getKey()).toList());
    return row;
  }

  @Override
  public Object propertyMissing(String name) {
    return switch (name) {
      case "id" -> id;
      case "name" -> name();
      case "image" -> image();
      case "state" -> state();
      case "exitCode" -> exitCode();
      case "ports" -> ports();
      case "inspect" -> inspect();
      case "logs" -> logs();
      case "url" -> url();
      default -> Facts.super.propertyMissing(name);
    };
  }

  @Override
  public String toString() {
    return id.length() > 12 ? id.substring(0, 12) : id;
  }
}
