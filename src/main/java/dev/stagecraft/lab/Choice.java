package dev.stagecraft.lab;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which steps of a lab a person asks for. Parts and steps are added up; from and until are the ends
 * of what is taken of them, or of the whole lab.
 *
 * @param parts names of parts
 * @param steps numbers, ranges ({@code 7-9}, several with commas) or titles of steps
 * @param from the first step, or the first of a part, if given
 * @param until the last step, or the last of a part, if given
 */
public record Choice(
    List<String> parts, List<String> steps, Optional<String> from, Optional<String> until) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");
  private static final Pattern STEP = Pattern.compile("(?i)^step\\s+(\\d{1,4})\\b.*$");
  private static final Pattern PREFIX =
      Pattern.compile("(?i)^(part|chapter|section)\\s+(\\w{1,4})\\s*[:.)\u2013\u2014\u00b7-]?\\s*");
  private static final int MOST_NAMED = 12;

  public Choice {
    parts = List.copyOf(parts);
    steps = List.copyOf(steps);
  }

  /** Everything. */
  public static Choice all() {
    return new Choice(List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** Whether nothing was chosen, and so everything is. */
  public boolean isAll() {
    return parts.isEmpty() && steps.isEmpty() && from.isEmpty() && until.isEmpty();
  }

  /**
   * The positions of the steps that are meant, from 0, in the order of the file.
   *
   * @throws ProblemException {@code lab.part} or {@code lab.step} where the lab has no such one,
   *     with the nearest; {@code lab.choice} where nothing is left
   */
  public Set<Integer> steps(Lab lab) {
    Set<Integer> chosen = new TreeSet<>();
    parts.forEach(part -> chosen.addAll(part(lab, part)));
    steps.forEach(
        given -> {
          for (String one : given.split(",", -1)) {
            chosen.addAll(step(lab, one.strip()));
          }
        });
    if (parts.isEmpty() && steps.isEmpty()) {
      for (int i = 0; i < lab.steps().size(); i++) {
        chosen.add(i);
      }
    }
    from.ifPresent(name -> chosen.removeIf(at -> at < end(lab, name).first()));
    until.ifPresent(name -> chosen.removeIf(at -> at > end(lab, name).last()));
    if (chosen.isEmpty()) {
      throw Problem.of("lab.choice", "there is no step between the two ends")
          .withHint("--from names the first step and --until the last one")
          .exception();
    }
    return new LinkedHashSet<>(chosen);
  }

  private static TreeSet<Integer> end(Lab lab, String name) {
    Set<Integer> found = numbered(lab, name);
    if (found.isEmpty()) {
      found = titled(lab, name);
    }
    if (found.isEmpty()) {
      found = ofPart(lab, name);
    }
    if (found.isEmpty()) {
      List<String> names = new ArrayList<>(titles(lab));
      names.addAll(partNames(lab));
      throw unknown("lab.step", "step or part", name, names, lab).exception();
    }
    return new TreeSet<>(found);
  }

  private static Set<Integer> part(Lab lab, String name) {
    Set<Integer> found = ofPart(lab, name);
    if (found.isEmpty()) {
      throw unknown("lab.part", "part", name, partNames(lab), lab).exception();
    }
    return found;
  }

  /** The steps of a number or a title, each with the headings below it. */
  private static Set<Integer> step(Lab lab, String name) {
    Set<Integer> found = numbered(lab, name);
    if (found.isEmpty()) {
      found = titled(lab, name);
    }
    if (found.isEmpty()) {
      throw unknown("lab.step", "step", name, titles(lab), lab).exception();
    }
    return found;
  }

  private static Set<Integer> numbered(Lab lab, String name) {
    Matcher range = RANGE.matcher(name);
    if (!range.matches()) {
      return Set.of();
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first > last) {
      throw Problem.of("lab.step", name + " is no range of steps")
          .withHint("a range goes upwards: " + last + "-" + first)
          .exception();
    }
    boolean ends = has(lab, first) && has(lab, last);
    Set<Integer> found = new LinkedHashSet<>();
    for (int i = 0; i < lab.steps().size() && ends; i++) {
      Lab.Step step = lab.steps().get(i);
      int number = step.number() > 0 ? step.number() : above(step);
      if (number >= first && number <= last) {
        found.add(i);
      }
    }
    return found;
  }

  private static boolean has(Lab lab, int number) {
    return lab.steps().stream().anyMatch(step -> step.number() == number || above(step) == number);
  }

  /** The number of the step whose heading is above a heading without one; 0 if there is none. */
  private static int above(Lab.Step step) {
    Matcher heading = STEP.matcher(step.part().orElse(""));
    return step.number() == 0 && heading.matches() ? Integer.parseInt(heading.group(1)) : 0;
  }

  private static Set<Integer> titled(Lab lab, String name) {
    for (int exact = 0; exact < 2; exact++) {
      Set<Integer> found = new LinkedHashSet<>();
      for (int i = 0; i < lab.steps().size(); i++) {
        String title = plain(lab.steps().get(i).title());
        if (exact == 0 ? title.equals(plain(name)) : title.startsWith(plain(name))) {
          found.add(i);
        }
      }
      if (!found.isEmpty() && !plain(name).isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  private static Set<Integer> ofPart(Lab lab, String name) {
    String wanted = plain(name);
    List<String> names = partNames(lab);
    List<String> meant = names.stream().filter(part -> spellings(part).contains(wanted)).toList();
    if (meant.isEmpty() && !wanted.isEmpty()) {
      meant = names.stream().filter(part -> rest(part).startsWith(wanted)).toList();
    }
    Set<Integer> found = new LinkedHashSet<>();
    for (int i = 0; i < lab.steps().size() && meant.size() == 1; i++) {
      if (lab.steps().get(i).part().filter(meant.get(0)::equals).isPresent()) {
        found.add(i);
      }
    }
    return found;
  }

  /**
   * How a part may be called: {@code Part 2: Python}, {@code Part 2}, {@code 2}, {@code Python}.
   */
  private static List<String> spellings(String part) {
    Matcher prefix = PREFIX.matcher(part);
    return prefix.find()
        ? List.of(
            plain(part),
            plain(prefix.group(1) + " " + prefix.group(2)),
            plain(prefix.group(2)),
            rest(part))
        : List.of(plain(part));
  }

  private static String rest(String part) {
    return plain(PREFIX.matcher(part).replaceFirst(""));
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static List<String> partNames(Lab lab) {
    return lab.steps().stream().flatMap(step -> step.part().stream()).distinct().toList();
  }

  private static List<String> titles(Lab lab) {
    return lab.steps().stream().map(Lab.Step::title).distinct().toList();
  }

  private static Problem unknown(
      String code, String what, String name, List<String> names, Lab lab) {
    Problem problem = Problem.of(code, "the lab has no " + what + " " + name);
    if (name.matches("[\\d,-]+") && lab.numberedSteps() > 0) {
      List<Integer> numbers =
          lab.steps().stream().map(Lab.Step::number).filter(number -> number > 0).toList();
      return problem.withHint(
          "its steps are " + numbers.get(0) + " to " + numbers.get(numbers.size() - 1));
    }
    List<String> near = Nearest.of(plain(name), names, Choice::rest);
    if (!near.isEmpty()) {
      return problem.withHint("did you mean " + String.join(" or ", near) + "?");
    }
    return names.isEmpty()
        ? problem.withHint("its headings have no " + what + "s; --plan shows them")
        : problem.withHint(
            "it has " + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))));
  }
}
