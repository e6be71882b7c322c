package dev.stagecraft.app;

import dev.stagecraft.builtin.help.ManCommand;
import dev.stagecraft.builtin.lab.ExportCommand;
import dev.stagecraft.command.Binder;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Streams;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Our commands as the shell's executor calls them. */
final class CommandCaller implements Caller {
  private static final String SELF = "stagecraft";
  private static final Pattern KEYBOARD =
      Pattern.compile("-[a-zA-Z]*[it][a-zA-Z]*|--(interactive|tty)(=.*)?");

  private final Dispatcher dispatcher;
  private final Origin origin;
  private final Predicate<String> ours;
  private final Function<Streams, ProgressScope> progress;

  /** Progress for the time of one call. */
  interface ProgressScope extends AutoCloseable {
    /** Who hears. */
    Progress progress();

    @Override
    void close();
  }

  /**
   * A caller.
   *
   * @param ours which first words are ours in this session
   * @param progress who hears of long work, by the streams of the call
   */
  CommandCaller(
      Dispatcher dispatcher,
      Origin origin,
      Predicate<String> ours,
      Function<Streams, ProgressScope> progress) {
    this.dispatcher = dispatcher;
    this.origin = origin;
    this.ours = ours;
    this.progress = progress;
  }

  @Override
  public boolean ours(String word) {
    return ours.test(word);
  }

  @Override
  public boolean ours(List<String> words) {
    return ours(words.get(0))
        && !ExportCommand.isTheShells(words)
        && !ManCommand.isTheHosts(words, dispatcher.registry());
  }

  @Override
  public Set<String> rowWords() {
    return dispatcher.registry().rowWords();
  }

  @Override
  public Outcome pipe(Table rows, Call call) {
    return dispatcher.pipe(rows, call.words(), around(call, Progress.none()));
  }

  private Dispatcher.Surroundings around(Call call, Progress listener) {
    return new Dispatcher.Surroundings(
        call.folder(), call.environment(), call.streams(), listener, origin);
  }

  @Override
  public boolean wantsKeyboard(List<String> words) {
    return dispatcher
        .registry()
        .find(words)
        .filter(
            match ->
                Binder.takesAllAsItStands(match.command().spec())
                    || match.command().spec().options().stream()
                        .anyMatch(o -> o.name().equals("tty")))
        .filter(match -> match.rest().stream().anyMatch(w -> KEYBOARD.matcher(w).matches()))
        .isPresent();
  }

  @Override
  public Outcome call(Call call) {
    List<String> words = call.words();
    if (words.get(0).equals(SELF)) {
      words = words.size() == 1 ? List.of("help") : words.subList(1, words.size());
    }
    try (ProgressScope scope = progress.apply(call.streams())) {
      return dispatcher.call(words, around(call, scope.progress()));
    } catch (EngineRefusal e) {
      return Outcome.failed(
          1, Problem.of("engine.refused", "Error response from daemon: " + e.says()));
    }
  }
}
