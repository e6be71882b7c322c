package dev.stagecraft.replay;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import java.util.List;
import java.util.Set;

/**
 * The words that are ours in a lab: {@code docker} and {@code stagecraft}, and all of them only in
 * a block that is marked so. {@code stagecraft images} calls {@code images}.
 */
public final class LabWords implements Caller {
  private static final Set<String> ALWAYS = Set.of("docker", "stagecraft");

  private final Caller all;
  private volatile boolean own;

  /** The words of a lab, carried out by another caller. */
  public LabWords(Caller all) {
    this.all = all;
  }

  /** Whether all words are ours from now on. */
  void own(boolean now) {
    own = now;
  }

  @Override
  public boolean ours(String word) {
    return ALWAYS.contains(word) || own && all.ours(word);
  }

  @Override
  public boolean ours(List<String> words) {
    return ALWAYS.contains(words.get(0)) || own && all.ours(words);
  }

  /** A lab has no keyboard. */
  @Override
  public boolean wantsKeyboard(List<String> words) {
    return false;
  }

  @Override
  public Outcome call(Call call) {
    if (!call.words().get(0).equals("stagecraft")) {
      return all.call(call);
    }
    if (call.words().size() < 2) {
      return Outcome.failed(
          2,
          Problem.of("usage.command", "stagecraft in a lab takes one of its commands")
              .withHint("stagecraft help lists them"));
    }
    return all.call(
        new Call(
            call.words().subList(1, call.words().size()),
            call.folder(),
            call.environment(),
            call.streams()));
  }
}
