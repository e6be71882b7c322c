package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a lab from the text of a Markdown file. */
public final class LabReader {
  private static final Pattern STEP =
      Pattern.compile("(?i)^step\\s+(\\d{1,4})\\s*[:.)\u2013\u2014\u00b7-]?\\s*(.*)$");

  private final String source;
  private final List<Lab.Step> steps = new ArrayList<>();
  private final List<Lab.App> apps = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<MarkdownReader.Title> above = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Classifier classifier;
  private final OutputFences outputs;
  private Recording.Rules everywhere = Recording.Rules.NONE;
  private Optional<String> title = Optional.empty();
  private Annotation pending = Annotation.NONE;
  private Optional<Place> pendingAt = Optional.empty();

  private LabReader(String source, String text) {
    this.source = source;
    this.outputs = new OutputFences(text.lines().toList());
    this.classifier = new Classifier(remarks);
  }

  /**
   * Reads a lab.
   *
   * @param source the file as the person named it
   * @param text what it holds
   * @throws dev.stagecraft.core.ProblemException {@code lab.directive} (an annotation is wrong),
   *     {@code lab.empty} (there is no block to run)
   */
  public static Lab read(String source, String text) {
    LabReader reader = new LabReader(source, text);
    for (MarkdownReader.Item item : MarkdownReader.read(source, text)) {
      if (item instanceof MarkdownReader.Title heading) {
        reader.heading(heading);
      } else if (item instanceof MarkdownReader.Comment comment) {
        reader.comment(comment);
      } else if (item instanceof MarkdownReader.Listing listing) {
        reader.listing(listing);
      }
    }
    reader.endStep();
    reader.nothingPending();
    Lab lab =
        new Lab(source, text, reader.title, numbered(reader.steps), reader.apps, reader.remarks);
    if (lab.blocks().stream().noneMatch(LabReader::does)) {
      throw Problem.of("lab.empty", source + " has no block of commands to run")
          .withHint("put commands between ```bash and ``` lines")
          .exception();
    }
    return lab;
  }

  /** The author's own numbers, where headings have some: {@code Step 3: Verify}. */
  private static List<Lab.Step> numbered(List<Lab.Step> steps) {
    if (steps.stream().noneMatch(step -> STEP.matcher(step.title()).matches())) {
      return steps;
    }
    List<Lab.Step> numbered = new ArrayList<>();
    for (Lab.Step step : steps) {
      Matcher written = STEP.matcher(step.title());
      boolean has = written.matches();
      numbered.add(
          new Lab.Step(
              has ? Integer.parseInt(written.group(1)) : 0,
              step.part(),
              has && !written.group(2).isBlank() ? written.group(2) : step.title(),
              step.line(),
              step.blocks()));
    }
    return numbered;
  }

  private static boolean does(Block block) {
    return block.fold(commands -> true, file -> true, own -> true, shown -> false);
  }

  private void heading(MarkdownReader.Title heading) {
    nothingPending();
    endStep();
    if (heading.level() == 1 && title.isEmpty()) {
      title = Optional.of(heading.text());
    }
    above.removeIf(other -> other.level() >= heading.level());
    above.add(heading);
  }

  private void endStep() {
    if (blocks.isEmpty()) {
      return;
    }
    boolean none = above.isEmpty();
    MarkdownReader.Title own =
        none ? new MarkdownReader.Title(1, title.orElse(source), 1) : above.get(above.size() - 1);
    Optional<String> part =
        above.size() < 2
            ? Optional.empty()
            : Optional.of(above.get(above.size() - 2).text()).filter(t -> !isTitle(t));
    steps.add(new Lab.Step(steps.size() + 1, part, own.text(), own.line(), blocks));
    blocks.clear();
  }

  private boolean isTitle(String text) {
    return title.filter(text::equals).isPresent();
  }

  private void comment(MarkdownReader.Comment comment) {
    List<String> lines = new ArrayList<>();
    List<Place> origins = new ArrayList<>();
    for (int i = 0; i < comment.lines().size(); i++) {
      if (comment.lines().get(i).strip().startsWith("<!--") && !lines.isEmpty()) {
        directives(lines, origins);
      }
      lines.add(comment.lines().get(i));
      origins.add(comment.origins().get(i));
    }
    directives(lines, origins);
  }

  private void directives(List<String> lines, List<Place> origins) {
    if (Directives.ours(String.join("\n", lines).strip())) {
      Directives.Said said = Directives.read(lines, origins);
      apps.addAll(said.apps());
      everywhere = everywhere.and(said.everywhere());
      if (said.aboutFence()) {
        pending = pending.and(said.annotation());
        pendingAt = pendingAt.or(() -> Optional.of(origins.get(0)));
      }
    }
    lines.clear();
    origins.clear();
  }

  private void listing(MarkdownReader.Listing listing) {
    String language = listing.fenced() ? InfoString.language(listing.info()) : "";
    Annotation annotation = InfoString.read(listing.info(), language, listing.place()).and(pending);
    pending = Annotation.NONE;
    pendingAt = Optional.empty();
    Block.Fence fence =
        new Block.Fence(listing.place(), language, listing.lines(), listing.origins());
    if (annotation.output()) {
      output(fence, annotation);
      return;
    }
    Block block = classifier.block(fence, listing.fenced(), annotation);
    boolean passive = block.fold(commands -> false, file -> false, own -> false, shown -> true);
    if (passive
        && annotation.skip().isEmpty()
        && !blocks.isEmpty()
        && outputs.belongs(blocks.get(blocks.size() - 1), fence, listing.fenced())) {
      output(fence, annotation);
    } else {
      blocks.add(OutputFences.ruled(block, everywhere.and(annotation.rules())));
    }
  }

  /** A fence that shows what the block above it writes. */
  private void output(Block.Fence fence, Annotation annotation) {
    int last = blocks.size() - 1;
    if (last < 0 || OutputFences.statements(blocks.get(last)).isEmpty()) {
      throw Problem.of("lab.directive", "there is no block right above whose output this could be")
          .at(fence.place())
          .withHint("output belongs to a fence right below a block of commands")
          .exception();
    }
    blocks.set(last, OutputFences.showing(blocks.get(last), fence, annotation.rules()));
    blocks.add(new Block.Shown(fence, "the output of the commands above"));
  }

  private void nothingPending() {
    pendingAt.ifPresent(
        place -> {
          throw Problem.of("lab.directive", "there is no block below this for it to be about")
              .at(place)
              .withHint("put it on the lines above a fence")
              .exception();
        });
  }
}
