package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Table.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specs say what values are; completion only reads it. */
class OptionValuesTest {
  private static Option option(CommandSpec spec, String name) {
    return spec.options().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void runsOptions() {
    CommandSpec run = RunSpec.spec();
    assertEquals(Completes.NETWORK, option(run, "network").completes());
    assertEquals(Completes.MOUNT, option(run, "volume").completes());
    assertEquals(Completes.FILE, option(run, "env-file").completes());
    assertEquals(
        Choice.of("no", "always", "on-failure", "unless-stopped"),
        option(run, "restart").choices());
    assertEquals(List.of(), option(run, "detach").choices());
    assertEquals(Completes.NOTHING, option(run, "name").completes());
  }

  @Test
  void filtersColumnsAndFields() {
    CommandSpec spec =
        VerbSpec.docker("things", "List things")
            .list('f', "filter", "filter", "Some only")
            .value("format", "string", "A template")
            .filters("name=", "label=")
            .columns(List.of(Column.left("name", "NAME"), Column.right("size", "SIZE")))
            .fields(Map.of("Name", "THING NAME", "ID", "THING ID"))
            .build();
    assertEquals(Choice.of("name=", "label="), option(spec, "filter").choices());
    assertEquals('f', option(spec, "filter").letter().orElseThrow());
    assertEquals(Completes.TEMPLATE, option(spec, "format").completes());
    assertEquals(
        List.of(new Choice("name", "text"), new Choice("size", "size, as 100MB")), spec.columns());
    assertEquals(
        List.of(new Choice("ID", "thing id"), new Choice("Name", "thing name")), spec.fields());
  }

  @Test
  void templateOfAnythingNamesFieldsOnce() {
    List<Choice> fields =
        VerbSpec.docker("x", "X").fields(TemplateNames.ofAnything()).build().fields();
    assertEquals(
        fields.stream().distinct().sorted((a, b) -> a.word().compareTo(b.word())).toList(), fields);
    assertEquals(1, fields.stream().filter(f -> f.word().equals("Id")).count());
  }
}
