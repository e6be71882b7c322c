package dev.stagecraft.replay;

import dev.stagecraft.engine.Containers;
import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.Effects;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.language.Pipeline;
import dev.stagecraft.language.SimpleCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A {@code sleep} that is followed by requests to published ports waits for the ports instead: as
 * long as it takes, shorter or longer than the lab says, within a limit.
 */
final class SmartSleep {
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(30);

  /** States of a container that will not answer any more. */
  private static final Set<String> OVER = Set.of("exited", "dead", "removing");

  private final LabEngine engine;
  private final LongSupplier nanos;
  private final Set<Integer> published = new TreeSet<>();
  private final Set<Integer> silent = new TreeSet<>();
  private final Map<Integer, Publisher> publishers = new TreeMap<>();

  SmartSleep(LabEngine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
  }

  /**
   * Who publishes a port.
   *
   * @param name where the lab gave one that its text tells
   * @param started whether the container was there when the statement had ended, and does not come
   *     back by itself
   */
  private record Publisher(Optional<String> name, boolean started) {
    static Publisher of(DockerUse use, boolean inTurn) {
      Optional<String> name = use.values("name").stream().findFirst();
      boolean told = name.filter(text -> text.matches(".*[$`].*")).isEmpty();
      boolean started = inTurn && told && use.verb().equals("run") && use.flag("detach");
      return new Publisher(name.filter(text -> told), started && use.values("restart").isEmpty());
    }
  }

  /**
   * A sleep that is worth waiting for.
   *
   * @param asked how long the lab would sleep
   * @param ports which ports are asked afterwards
   * @param rest what else the statement does; empty where it only sleeps
   */
  record Found(Duration asked, List<Integer> ports, String rest) {
    Found {
      ports = List.copyOf(ports);
    }

    Duration limit() {
      Duration tenfold = asked.multipliedBy(10);
      return tenfold.compareTo(LEAST_LIMIT) > 0 ? tenfold : LEAST_LIMIT;
    }
  }

  /** Notes the ports that a statement publishes. */
  void note(LabStatement statement) {
    boolean inTurn =
        statement.parsed().items().stream()
            .noneMatch(pipeline -> pipeline.background() || pipeline.compound());
    for (DockerUse use : DockerUse.in(statement)) {
      if (use.verb().equals("run") || use.verb().equals("create")) {
        published.addAll(use.publishedPorts());
        Publisher publisher = Publisher.of(use, inTurn);
        use.publishedPorts().forEach(port -> publishers.put(port, publisher));
      }
    }
  }

  /** The name of the container that publishes a port, where the lab gave one. */
  Optional<String> publisher(int port) {
    return Optional.ofNullable(publishers.get(port)).flatMap(Publisher::name);
  }

  /**
   * The sleep of a statement, where a port is asked by it or by the statements behind it.
   *
   * @param following the statements that come next, in order
   */
  Optional<Found> in(LabStatement statement, List<LabStatement> following) {
    List<Pipeline> items = statement.parsed().items();
    Optional<Duration> asked = items.isEmpty() ? Optional.empty() : sleep(items.get(0));
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> ports = new ArrayList<>(Effects.asked(statement));
    if (ports.isEmpty() && items.size() == 1) {
      for (LabStatement next : following) {
        List<Integer> more = Effects.asked(next);
        if (more.isEmpty()) {
          break;
        }
        more.stream().filter(port -> !ports.contains(port)).forEach(ports::add);
      }
    }
    if (ports.isEmpty()) {
      return Optional.empty();
    }
    ports.retainAll(known(ports));
    String rest = items.size() == 1 ? "" : statement.text().substring(items.get(1).span().start());
    return ports.isEmpty() ? Optional.empty() : Optional.of(new Found(asked.get(), ports, rest));
  }

  /** Those of some ports that a container publishes. */
  private Set<Integer> known(List<Integer> ports) {
    if (published.containsAll(ports)) {
      return published;
    }
    Set<Integer> known = new TreeSet<>(published);
    Containers.Query running = new Containers.Query(false, OptionalInt.empty(), false, Map.of());
    for (Containers.Summary container : engine.engine().get().containers().list(running)) {
      container.ports().forEach(port -> port.publicPort().ifPresent(known::add));
    }
    return known;
  }

  /** The duration of a pipeline that is nothing but a sleep and is waited for. */
  private static Optional<Duration> sleep(Pipeline pipeline) {
    boolean waitedFor =
        pipeline.operatorAfter().isEmpty()
            || pipeline.operatorAfter().equals(";")
            || pipeline.operatorAfter().equals("&&")
            || pipeline.operatorAfter().equals("\n");
    if (!pipeline.plain() || !waitedFor || pipeline.commands().size() != 1) {
      return Optional.empty();
    }
    SimpleCommand command = pipeline.commands().get(0);
    List<String> words = command.literals().orElse(List.of());
    if (words.size() != 2
        || !words.get(0).equals("sleep")
        || !command.redirections().isEmpty()
        || !words.get(1).matches("\\d{1,4}(\\.\\d{1,3})?[smh]?")) {
      return Optional.empty();
    }
    String number = words.get(1).replaceAll("[smh]$", "");
    long unit = words.get(1).endsWith("m") ? 60_000 : words.get(1).endsWith("h") ? 3_600_000 : 1000;
    return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(number) * unit)));
  }

  /** A port that a statement asks and that gave no answer while it was waited for. */
  Optional<Integer> silent(LabStatement statement) {
    return Effects.asked(statement).stream().filter(silent::contains).findFirst();
  }

  /** Whether a port may give an answer yet: not where its container was started and is over. */
  private boolean mayAnswer(int port) {
    Optional<Publisher> publisher =
        Optional.ofNullable(publishers.get(port)).filter(Publisher::started);
    return publisher.isEmpty()
        || engine.engine().get().containers().list(Containers.Query.everything()).stream()
            .filter(each -> !OVER.contains(each.state()))
            .anyMatch(
                each ->
                    publisher.get().name().filter(each.names()::contains).isPresent()
                        || each.ports().stream().anyMatch(p -> p.publicPort().orElse(-1) == port));
  }

  /** Waits for each port while its container runs, and says so. */
  void await(Found sleep, Consumer<ReplayEvent> events) {
    long begun = nanos.getAsLong();
    for (int port : sleep.ports()) {
      Duration spent = Duration.ofNanos(nanos.getAsLong() - begun);
      Duration left = sleep.limit().minus(spent);
      Optional<Duration> answered =
          left.isNegative() || left.isZero()
              ? Optional.empty()
              : engine
                  .probe()
                  .await("127.0.0.1", port, left, () -> mayAnswer(port))
                  .map(spent::plus);
      boolean unused = answered.isPresent() ? silent.remove(port) : silent.add(port);
      boolean over = answered.isEmpty() && !mayAnswer(port);
      Duration limit = over ? Duration.ofNanos(nanos.getAsLong() - begun) : sleep.limit();
      events.accept(new ReplayEvent.Waited(port, sleep.asked(), answered, limit));
      if (over) {
        events.accept(new ReplayEvent.Remark("the container of port " + port + " no longer runs"));
      }
    }
  }
}
