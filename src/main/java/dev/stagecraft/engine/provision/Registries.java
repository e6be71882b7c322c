package dev.stagecraft.engine.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The registries, as this engine reaches them. Whether one can be reached is decided once: the
 * first pull of it that meets nobody, within a few seconds, decides for the session.
 */
final class Registries {
  /** What a failure to reach a registry says, and how a person would call it. */
  private static final String[][] UNREACHED = {
    {"no such host", "no such host"},
    {"server misbehaving", "its name cannot be looked up"},
    {"temporary failure in name resolution", "its name cannot be looked up"},
    {"connection refused", "connection refused"},
    {"no route to host", "no route to it"},
    {"network is unreachable", "the network is unreachable"},
    {"i/o timeout", "no answer"},
    {"tls handshake timeout", "no answer"},
    {"client.timeout exceeded", "no answer"},
    {"context deadline exceeded", "no answer"},
  };

  private final Images images;
  private final Duration limit;
  private final Map<String, String> unreachable = new ConcurrentHashMap<>();
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * The registries behind an engine.
   *
   * @param limit how long one may take for its first word
   */
  Registries(Images images, Duration limit) {
    this.images = images;
    this.limit = limit;
  }

  /** How a pull ended. */
  sealed interface Pull permits Pulled, Unreachable, Refused {}

  /** The image is there. */
  record Pulled() implements Pull {}

  /**
   * The registry cannot be reached at all.
   *
   * @param reason in a few words
   * @param decidedBefore whether it was told already
   */
  record Unreachable(String registry, String reason, boolean decidedBefore) implements Pull {}

  /**
   * The registry answered, and did not give the image.
   *
   * @param says its own words, or the engine's
   */
  record Refused(String registry, String says) implements Pull {
    /** Which kind of refusal its words are. */
    Refusal kind() {
      String lower = says.toLowerCase(Locale.ROOT);
      if (lower.contains("x509") || lower.contains("certificate")) {
        return Refusal.CERTIFICATE;
      }
      if (lower.contains("toomanyrequests")
          || lower.contains("429")
          || lower.contains("rate limit")) {
        return Refusal.THROTTLED;
      }
      boolean unknown = lower.contains("manifest unknown") || lower.contains("not found");
      return unknown ? Refusal.NOT_THERE : Refusal.DENIED;
    }
  }

  /** Kinds of a registry's refusal. */
  enum Refusal {
    CERTIFICATE,
    THROTTLED,
    NOT_THERE,
    DENIED
  }

  /** Pulls an image, unless its registry is known not to be reachable. */
  Pull pull(ImageName image, Consumer<String> listener) {
    String registry = image.domain();
    Optional<String> known = Optional.ofNullable(unreachable.get(registry));
    if (known.isPresent()) {
      return new Unreachable(registry, known.get(), !told.add(registry));
    }
    Attempt attempt = new Attempt(image, listener);
    Optional<RuntimeException> failed = attempt.await(false);
    Optional<String> reason = attempt.decide(failed, false);
    if (reason.isPresent()) {
      return new Unreachable(registry, reason.get(), !told.add(registry));
    }
    if (failed.isEmpty()) {
      return new Pulled();
    }
    String says = words(failed.get());
    if (failed.get() instanceof ProblemException problem
        && !problem.problem().code().equals("engine.pull")
        && !problem.problem().code().equals("engine.refused")) {
      throw problem;
    }
    return new Refused(registry, says);
  }

  /**
   * Why the registry of an image cannot be reached, if so. Where that is not known yet, a pull
   * begins, and ends with the registry's first word.
   */
  Optional<Unreachable> unreachable(ImageName image) {
    String registry = image.domain();
    if (!reached.contains(registry) && !unreachable.containsKey(registry)) {
      Attempt attempt = new Attempt(image, line -> {});
      Optional<RuntimeException> failed = attempt.await(true);
      Optional<String> unused = attempt.decide(failed, true);
    }
    return Optional.ofNullable(unreachable.get(registry))
        .map(reason -> new Unreachable(registry, reason, told.contains(registry)));
  }

  private static String words(RuntimeException failed) {
    return failed instanceof EngineRefusal refusal
        ? refusal.says()
        : failed instanceof ProblemException problem
            ? problem.problem().message()
            : String.valueOf(failed.getMessage());
  }

  /** Why a registry was not reached, if that is what the words say. */
  static Optional<String> reason(String says) {
    String lower = says.toLowerCase(Locale.ROOT);
    for (String[] pair : UNREACHED) {
      if (lower.contains(pair[0])) {
        return Optional.of(pair[1]);
      }
    }
    return Optional.empty();
  }

  /** One pull in a thread of its own, so that its first word can be waited for. */
  private final class Attempt {
    private final ImageName image;
    private final CountDownLatch firstWord = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Optional<RuntimeException>> failed =
        new AtomicReference<>(Optional.empty());
    private final Consumer<String> listener;
    private boolean late;
    private boolean answered;

    Attempt(ImageName image, Consumer<String> listener) {
      this.image = image;
      this.listener = listener;
    }

    /**
     * Waits for its end, or for the limit without a word.
     *
     * @param word whether the first word is enough, and the pull ends with it
     */
    Optional<RuntimeException> await(boolean word) {
      Thread thread = new Thread(this::run, "pull " + image);
      thread.setDaemon(true);
      thread.start();
      try {
        if (!firstWord.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          late = true;
          thread.interrupt();
        } else if (word) {
          thread.interrupt();
        }
        end.await();
      } catch (InterruptedException interrupted) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        throw new Cancelled("pulling " + image);
      }
      return Objects.requireNonNull(failed.get());
    }

    /**
     * Notes whether the registry was reached; answers why it was not. What we ended is no reason.
     */
    Optional<String> decide(Optional<RuntimeException> failed, boolean word) {
      Optional<String> reason = Optional.empty();
      if (late) {
        reason = Optional.of("no answer within " + limit.toSeconds() + " s");
      } else if (failed.isPresent() && !(word && answered)) {
        reason = reason(words(failed.get()));
      }
      reason.ifPresentOrElse(
          why -> unreachable.put(image.domain(), why), () -> reached.add(image.domain()));
      return reason;
    }

    private void run() {
      try {
        images.pull(image.familiar(), Optional.empty(), this::heard);
      } catch (RuntimeException thrown) {
        failed.set(Optional.of(thrown));
      } finally {
        firstWord.countDown();
        end.countDown();
      }
    }

    private void heard(JsonNode message) {
      answered = true;
      firstWord.countDown();
      String status = message.path("status").asText("");
      if (status.startsWith("Pulling from")) {
        listener.accept("pulling");
      }
    }
  }
}
