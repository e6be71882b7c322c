package dev.stagecraft.engine.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages.Extent;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

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

  private static final String SLOW = "it answered before, and now says nothing for ";

  private final Images images;
  private final Duration limit;
  private final Map<String, String> unreachable = new ConcurrentHashMap<>();
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Registries that a first pull is finding out about; others wait for that. */
  private final Map<String, CountDownLatch> deciding = new ConcurrentHashMap<>();

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
      if (says.startsWith(SLOW)) {
        return Refusal.SLOW;
      }
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
    SLOW,
    THROTTLED,
    NOT_THERE,
    DENIED
  }

  /** Pulls an image, unless its registry is known not to be reachable. */
  Pull pull(ImageName image, Telling telling) {
    String registry = image.domain();
    return decided(
        registry,
        word -> {
          Optional<String> known = Optional.ofNullable(unreachable.get(registry));
          if (known.isPresent()) {
            return new Unreachable(registry, known.get(), !told.add(registry));
          }
          return pulled(image, new Attempt(image, telling, word));
        });
  }

  private Pull pulled(ImageName image, Attempt attempt) {
    String registry = image.domain();
    boolean before = reached.contains(registry);
    Optional<RuntimeException> failed = attempt.await(false);
    if (attempt.late && before) {
      return new Refused(registry, SLOW + limit.toSeconds() + " s");
    }
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
    return decided(
        registry,
        word -> {
          if (!reached.contains(registry) && !unreachable.containsKey(registry)) {
            Telling nobody = new Telling(image.familiar(), unheard -> {}, System::nanoTime);
            Attempt attempt = new Attempt(image, nobody, word);
            Optional<RuntimeException> failed = attempt.await(true);
            Optional<String> unused = attempt.decide(failed, true);
          }
          return Optional.ofNullable(unreachable.get(registry))
              .map(reason -> new Unreachable(registry, reason, told.contains(registry)));
        });
  }

  /**
   * Does something with a registry. Where nobody knows yet whether it can be reached, one thread at
   * a time tries, and the others wait until it is known.
   *
   * @param work is given what to call when the registry has said its first word
   */
  private <T> T decided(String registry, Function<Runnable, T> work) {
    while (!reached.contains(registry) && !unreachable.containsKey(registry)) {
      CountDownLatch mine = new CountDownLatch(1);
      Optional<CountDownLatch> other = Optional.ofNullable(deciding.putIfAbsent(registry, mine));
      if (other.isEmpty()) {
        try {
          return work.apply(
              () -> {
                reached.add(registry);
                mine.countDown();
              });
        } finally {
          deciding.remove(registry, mine);
          mine.countDown();
        }
      }
      try {
        other.get().await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Cancelled("waiting for the registry " + registry);
      }
    }
    return work.apply(() -> {});
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
    private final Telling telling;
    private final Runnable word;
    private final Map<String, long[]> layers = new HashMap<>();
    private boolean late;
    private boolean answered;

    Attempt(ImageName image, Telling telling, Runnable word) {
      this.image = image;
      this.telling = telling;
      this.word = word;
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
      word.run();
      firstWord.countDown();
      String status = message.path("status").asText("");
      if (status.startsWith("Pulling from")) {
        telling.say("pulling");
      } else if (status.equals("Downloading")) {
        // {"status":"Downloading","progressDetail":{"current":5,"total":9},"id":"3f2a…"}
        JsonNode detail = message.path("progressDetail");
        layers.put(
            message.path("id").asText(""),
            new long[] {detail.path("current").asLong(), detail.path("total").asLong()});
        long current = layers.values().stream().mapToLong(layer -> layer[0]).sum();
        long total = layers.values().stream().mapToLong(layer -> layer[1]).sum();
        telling.far("pulling", new Extent(current, OptionalLong.of(total), "bytes"));
      }
    }
  }
}
