package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The containers of an engine. A reference is an id, a unique start of an id, or a name. */
public interface Containers {
  /** The containers that a query asks for, newest first, as docker lists them. */
  List<Summary> list(Query query);

  /** What {@code GET /containers/REF/json} says, with sizes where asked. */
  JsonNode inspect(String reference, boolean size);

  /**
   * Makes a container.
   *
   * @param name the name wanted; the engine finds one where there is none
   * @param platform {@code os/arch}, where one is asked for
   * @param config the body of {@code POST /containers/create}
   */
  Created create(Optional<String> name, Optional<String> platform, JsonNode config);

  /** Starts a container; nothing happens where it runs. */
  void start(String reference);

  /**
   * Stops a container; nothing happens where it does not run.
   *
   * @param timeout how long it has before it is killed; the container's own limit where empty
   * @param signal the signal sent first, where not the container's own
   */
  void stop(String reference, Optional<Duration> timeout, Optional<String> signal);

  /** Sends a signal, {@code SIGKILL} or a number. */
  void kill(String reference, String signal);

  /** Stops a container if it runs, and starts it; see {@link #stop}. */
  void restart(String reference, Optional<Duration> timeout, Optional<String> signal);

  /** Freezes all processes of a container. */
  void pause(String reference);

  /** Lets a frozen container go on. */
  void unpause(String reference);

  /** Gives a container another name. */
  void rename(String reference, String name);

  /**
   * The processes of a container.
   *
   * @param arguments for the engine's {@code ps}, where not the usual ones
   * @return {@code Titles}, {@code Processes}
   */
  JsonNode top(String reference, List<String> arguments);

  /**
   * How a container's files differ from its image's: {@code Kind} (0 C, 1 A, 2 D), {@code Path}.
   */
  List<JsonNode> changes(String reference);

  /** What a container uses now: one sample and the one before it. Takes a second or two. */
  JsonNode stats(String reference);

  /** Removes a container, and its anonymous volumes where asked. */
  void remove(String reference, boolean force, boolean volumes);

  /**
   * Waits for a container.
   *
   * @param condition {@code not-running}, {@code next-exit} or {@code removed}
   * @param begun called once when the engine has begun to wait, so that a start cannot be missed
   * @return the container's exit status
   */
  int await(String reference, String condition, Runnable begun);

  /** Reads a container's log until its end, or for ever where followed. */
  void logs(String reference, LogQuery query, Sink sink);

  /** Attaches to a container; the caller closes it. */
  Attachment attach(String reference, boolean stdin, boolean logs);

  /** Tells the size of a container's terminal. */
  void resize(String reference, int rows, int columns);

  /** Makes an exec in a running container: the body of {@code POST /containers/REF/exec}. */
  String exec(String reference, JsonNode config);

  /** Starts an exec and attaches to it; detached, the attachment is closed already. */
  Attachment execStart(String id, boolean detach, boolean tty);

  /** What {@code GET /exec/ID/json} says. */
  JsonNode execInspect(String id);

  /** Tells the size of an exec's terminal. */
  void execResize(String id, int rows, int columns);

  /**
   * Which containers to list.
   *
   * @param all stopped ones too
   * @param limit at most so many of the newest, of all states
   * @param size with sizes
   * @param filters as docker names them: {@code label}, {@code name}, {@code status} …
   */
  record Query(boolean all, OptionalInt limit, boolean size, Map<String, List<String>> filters) {
    /** All containers, running or not. */
    public static Query everything() {
      return new Query(true, OptionalInt.empty(), false, Map.of());
    }

    /** All containers with a label {@code key=value}. */
    public static Query labelled(String label) {
      return new Query(true, OptionalInt.empty(), false, Map.of("label", List.of(label)));
    }
  }

  /**
   * A container in a list.
   *
   * @param names without the leading slash
   * @param command as one string
   * @param state {@code created running paused restarting removing exited dead}
   * @param status for a person: {@code Up 2 minutes}
   * @param networks by name
   * @param sizeRw bytes written, where sizes were asked for
   * @param sizeRootFs bytes in all, where sizes were asked for
   */
  record Summary(
      String id,
      List<String> names,
      String image,
      String imageId,
      String command,
      Instant created,
      String state,
      String status,
      List<Port> ports,
      Map<String, String> labels,
      List<String> networks,
      List<String> mounts,
      long sizeRw,
      long sizeRootFs) {}

  /**
   * A port of a container.
   *
   * @param ip the host's address, where published
   * @param privatePort in the container
   * @param publicPort on the host, where published
   * @param protocol {@code tcp udp sctp}
   */
  record Port(Optional<String> ip, int privatePort, OptionalInt publicPort, String protocol) {}

  /** A container that was made. */
  record Created(String id, List<String> warnings) {}

  /**
   * What to read of a log.
   *
   * @param since a time as docker takes it (seconds or RFC 3339), where given
   * @param tail a number of lines or {@code all}
   */
  record LogQuery(
      boolean follow,
      boolean timestamps,
      Optional<String> since,
      Optional<String> until,
      String tail) {}

  /** Takes what a container writes. Called from one thread; arrays are not used again. */
  interface Sink {
    /** Bytes of standard output, or of the terminal. */
    void out(byte[] bytes);

    /** Bytes of standard error. */
    void err(byte[] bytes);

    /** A sink of two functions. */
    static Sink of(Consumer<byte[]> out, Consumer<byte[]> err) {
      return new Sink() {
        @Override
        public void out(byte[] bytes) {
          out.accept(bytes);
        }

        @Override
        public void err(byte[] bytes) {
          err.accept(bytes);
        }
      };
    }
  }

  /** A connection to a container's streams. Reading and writing may be done by two threads. */
  interface Attachment extends AutoCloseable {
    /** Passes on what the container writes until it ends. */
    void read(Sink sink);

    /** Gives the container bytes to read. */
    void write(byte[] bytes, int offset, int length);

    /** Tells the container that no more will come. Reading goes on. */
    void endInput();

    /** Ends the connection at once, both ways. */
    @Override
    void close();
  }
}
