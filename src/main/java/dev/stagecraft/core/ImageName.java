package dev.stagecraft.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image as people write it, taken apart. Source: distribution/reference.
 *
 * @param domain the registry's host and port; {@code docker.io} where none was written
 * @param path the repository in that registry, with {@code library/} where docker adds it
 * @param tag the tag, if one was written
 * @param digest {@code algorithm:hex}, if one was written
 */
public record ImageName(String domain, String path, Optional<String> tag, Optional<String> digest) {
  private static final Pattern PATH =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");

  /**
   * Takes a written name apart.
   *
   * @throws ProblemException {@code image.name} where docker would refuse it too
   */
  public static ImageName parse(String written) {
    String rest = written;
    Optional<String> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    Optional<String> tag = Optional.empty();
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = Optional.of(rest.substring(colon + 1));
      rest = rest.substring(0, colon);
    }
    String domain = "docker.io";
    int slash = rest.indexOf('/');
    if (slash > 0) {
      String first = rest.substring(0, slash);
      if (first.contains(".")
          || first.contains(":")
          || first.equals("localhost")
          || !first.equals(first.toLowerCase(java.util.Locale.ROOT))) {
        domain = first.equals("index.docker.io") ? "docker.io" : first;
        rest = rest.substring(slash + 1);
      }
    }
    if (!PATH.matcher(rest).matches()
        || tag.filter(t -> !TAG.matcher(t).matches()).isPresent()
        || digest.filter(d -> !DIGEST.matcher(d).matches()).isPresent()) {
      String reason =
          rest.equals(rest.toLowerCase(java.util.Locale.ROOT))
              ? "invalid reference format"
              : "invalid reference format: repository name ("
                  + (domain.equals("docker.io") && rest.indexOf('/') < 0 ? "library/" : "")
                  + rest
                  + ") must be lowercase";
      throw Problem.of("image.name", reason)
          .withHint("a name looks like repository:tag, for example shop:single")
          .exception();
    }
    if (domain.equals("docker.io") && rest.indexOf('/') < 0) {
      rest = "library/" + rest;
    }
    return new ImageName(domain, rest, tag, digest);
  }

  /** The repository as docker's tables show it: without {@code docker.io/} and {@code library/}. */
  public String repository() {
    if (!domain.equals("docker.io")) {
      return domain + "/" + path;
    }
    return path.startsWith("library/") ? path.substring("library/".length()) : path;
  }

  /** The tag that is meant: the one written, or {@code latest}. */
  public String tagOrLatest() {
    return tag.orElse("latest");
  }

  /** The short form with a tag or digest, as {@code docker tag} would list it. */
  public String familiar() {
    return digest.map(d -> repository() + "@" + d).orElse(repository() + ":" + tagOrLatest());
  }

  /** The full form: {@code docker.io/library/alpine:3.19}. */
  public String canonical() {
    return domain + "/" + path + digest.map(d -> "@" + d).orElse(":" + tagOrLatest());
  }

  @Override
  public String toString() {
    return familiar();
  }
}
