package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.engine.Images;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Shield;
import dev.stagecraft.template.Human;
import dev.stagecraft.template.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code docker images}. */
final class ImagesVerb extends DockerVerb {
  private static final Set<String> SUBCOMMANDS =
      Set.of(
          "build", "history", "import", "inspect", "list", "load", "ls", "prune", "pull", "push",
          "rm", "save", "tag");

  private static final List<Column> COLUMNS =
      List.of(
          Column.left("repository", "REPOSITORY"),
          Column.left("tag", "TAG"),
          Column.left("id", "IMAGE ID"),
          Column.left("created", "CREATED"),
          Column.right("size", "SIZE"));

  ImagesVerb(Workbench bench) {
    super(
        VerbSpec.docker("images", "List images")
            .also("docker image ls", "docker image list", "images")
            .flag('a', "all", "Show all images (default hides intermediate images)")
            .flag("digests", "Show digests")
            .list('f', "filter", "filter", "Filter output based on conditions provided")
            .value("format", "string", "table, json, or a Go template")
            .flag("no-trunc", "Don't truncate output")
            .flag('q', "quiet", "Only show image IDs")
            .filters("before=", "dangling=", "label=", "reference=", "since=")
            .columns(COLUMNS)
            .fields(ImageRow.HEADERS)
            .argument("REPOSITORY[:TAG]", Arity.OPTIONAL, Completes.IMAGE)
            .example("docker images", "all images")
            .example(
                "docker images --format \"table {{.Repository}}\\t{{.Tag}}\\t{{.Size}}\"",
                "chosen columns")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Map<String, List<String>> filters =
        new LinkedHashMap<>(Words.filters(call.arguments().values("filter")));
    Optional<String> name = call.arguments().one("REPOSITORY[:TAG]");
    name.ifPresent(
        n ->
            filters.merge(
                "reference",
                List.of(n),
                (a, b) -> {
                  List<String> both = new ArrayList<>(a);
                  both.addAll(b);
                  return both;
                }));
    boolean digests = call.arguments().flag("digests");
    Listing listing = new Listing(format(call, digests), ImageRow.HEADERS);
    List<Images.Summary> found =
        bench
            .engine()
            .images()
            .list(new Images.Query(call.arguments().flag("all"), digests, filters));
    Optional<String> remark = Optional.empty();
    if (bench.shielded(call)) {
      Shield.Sifted<Images.Summary> sifted =
          bench.session().shield().sift(Kind.IMAGE, found, ImagesVerb::identities);
      found = sifted.shown();
      remark = sifted.remark(Kind.IMAGE);
    }
    List<ImageRow> rows = new ArrayList<>();
    for (Images.Summary image : found) {
      rows.addAll(ImageRow.of(image, digests, digests || listing.format().contains("{{.Digest}}")));
    }
    boolean cut = !call.arguments().flag("no-trunc");
    String text = listing.text(rows.stream().map(row -> row.fields(cut, bench.clock())).toList());
    Outcome outcome = Outcome.rows(table(rows, cut), text);
    if (remark.isPresent()) {
      outcome = outcome.withRemark(remark.get());
    }
    if (name.filter(SUBCOMMANDS::contains).isPresent() && found.isEmpty()) {
      String word = name.get();
      outcome =
          outcome
              .withRemark("")
              .withRemark(
                  "No images found matching \""
                      + word
                      + "\": did you mean \"docker image "
                      + word
                      + "\"?");
    }
    return outcome;
  }

  private static List<String> identities(Images.Summary image) {
    List<String> all = new ArrayList<>(image.tags());
    all.add(image.id());
    return all;
  }

  private static Table table(List<ImageRow> rows, boolean cut) {
    List<List<Object>> cells = new ArrayList<>();
    for (ImageRow row : rows) {
      String id = row.image().id();
      cells.add(
          List.of(
              row.repository(),
              row.tag(),
              cut ? Human.shortId(id) : id,
              row.image().created(),
              new ByteSize(row.image().size())));
    }
    return new Table(COLUMNS, cells);
  }

  private static String format(Invocation call, boolean digests) {
    boolean quiet = call.arguments().flag("quiet");
    String given = call.arguments().value("format").filter(f -> !f.isEmpty()).orElse("table");
    String digestLine = digests ? "digest: {{.Digest}}\n" : "";
    if (given.equals("table")) {
      return quiet
          ? "{{.ID}}"
          : "table {{.Repository}}\t{{.Tag}}\t"
              + (digests ? "{{.Digest}}\t" : "")
              + "{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}";
    }
    if (given.equals("raw")) {
      return quiet
          ? "image_id: {{.ID}}"
          : "repository: {{ .Repository }}\ntag: {{.Tag}}\n"
              + digestLine
              + "image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n";
    }
    boolean addDigest = digests && given.startsWith("table") && !given.contains("{{.Digest}}");
    return addDigest ? given + "\t{{.Digest}}" : given;
  }
}
