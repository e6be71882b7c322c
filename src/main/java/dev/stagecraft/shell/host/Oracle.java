package dev.stagecraft.shell.host;

import dev.stagecraft.language.Completeness;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A second bash that never runs anything of the person's: it judges whether text is complete, and
 * it kills the session's shells where this process ends without having done so.
 */
final class Oracle implements Closeable {
  private static final Pattern OPEN =
      Pattern.compile(
          "unexpected end of file|unexpected EOF while looking for"
              + "|here-document at line \\d+ delimited by end-of-file|unexpected token `EOF'");

  private final Path bash;
  private final Set<Long> guarded = new LinkedHashSet<>();
  private Optional<Process> process = Optional.empty();
  private Optional<InputStream> answers = Optional.empty();
  private boolean closed;

  Oracle(Path bash) {
    this.bash = bash;
  }

  /** Has a shell's process group killed where this process ends without having done so. */
  synchronized void guard(long pid) throws IOException {
    if (closed) {
      return;
    }
    guarded.add(pid);
    if (process.filter(Process::isAlive).isPresent()) {
      send("G", Long.toString(pid));
    } else {
      start();
    }
  }

  /** A shell has ended by itself: its number may be another's from now on. */
  synchronized void release(long pid) throws IOException {
    if (guarded.remove(pid) && process.filter(Process::isAlive).isPresent()) {
      send("R", Long.toString(pid));
    }
  }

  private void start() throws IOException {
    List<String> words = new ArrayList<>();
    Programs.find("setsid", "").ifPresent(setsid -> words.add(setsid.toString()));
    words.addAll(List.of(bash.toString(), "-pc", Scripts.template("helper.sh"), "bash"));
    Process started = new ProcessBuilder(words).redirectError(Redirect.DISCARD).start();
    process = Optional.of(started);
    answers = Optional.of(new BufferedInputStream(started.getInputStream()));
    for (long pid : guarded) {
      send("G", Long.toString(pid));
    }
  }

  private void send(String kind, String text) throws IOException {
    OutputStream requests = process.orElseThrow().getOutputStream();
    requests.write((kind + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
    requests.flush();
  }

  /**
   * How a text ends.
   *
   * @param options what the judge is to switch on first: {@code shopt -s extglob}
   */
  synchronized Completeness state(String text, String options) throws IOException {
    if (closed) {
      throw new IOException("the session has ended");
    }
    if (process.filter(Process::isAlive).isEmpty()) {
      start();
    }
    return judge(text, options);
  }

  private Completeness judge(String text, String options) throws IOException {
    send(options, text);
    int status = Integer.parseInt(field());
    String message = field();
    if (OPEN.matcher(message).find()) {
      return Completeness.INCOMPLETE;
    }
    if (status != 0 || message.contains("syntax error")) {
      return Completeness.WRONG;
    }
    String line = text.substring(text.lastIndexOf('\n') + 1);
    int before = line.length();
    while (before > 0 && line.charAt(before - 1) == '\\') {
      before--;
    }
    if ((line.length() - before) % 2 == 0) {
      return Completeness.COMPLETE;
    }
    String shorter = text.substring(0, text.length() - 1);
    if (line.equals("\\")
        || judge(shorter, options) == Completeness.INCOMPLETE
        || judge(text + "\n}", options) == Completeness.COMPLETE) {
      return Completeness.INCOMPLETE;
    }
    return Completeness.COMPLETE;
  }

  private String field() throws IOException {
    InputStream in = answers.orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int b = in.read();
    while (b > 0) {
      bytes.write(b);
      b = in.read();
    }
    if (b < 0) {
      throw new IOException("the judge of statements has ended");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Ends the judge; the shells that it guarded must have ended before. */
  @Override
  public synchronized void close() {
    closed = true;
    process.ifPresent(Process::destroyForcibly);
    process = Optional.empty();
  }
}
