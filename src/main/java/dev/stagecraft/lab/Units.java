package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements of a lab, one after the other, each with what it needs and leaves. */
final class Units {
  private final Tracer tracer = new Tracer();
  private final List<Needs.Unit> units = new ArrayList<>();

  private Units() {}

  /** All statements and files that a replay of the lab runs, in order. */
  static List<Needs.Unit> of(Lab lab) {
    Units read = new Units();
    for (int i = 0; i < lab.steps().size(); i++) {
      List<Block> blocks = lab.steps().get(i).blocks();
      for (int j = 0; j < blocks.size(); j++) {
        read.block(i, j, blocks.get(j));
      }
    }
    return List.copyOf(read.units);
  }

  private void block(int step, int block, Block what) {
    what.fold(
        commands -> {
          Optional<String> folder = commands.settings().folder();
          String before = tracer.folder();
          Optional<Trace> entered = folder.map(tracer::enter);
          List<LabStatement> statements = commands.statements();
          statements(step, block, statements, commands.expectations(), false, entered);
          entered.ifPresent(unused -> tracer.leave(before));
          return block;
        },
        file -> {
          units.add(
              new Needs.Unit(
                  step, block, 0, file.fence().place().line(), tracer.folder(), tracer.file(file)));
          return block;
        },
        own -> {
          List<LabStatement> statements = own.statements();
          statements(step, block, statements, own.expectations(), true, Optional.empty());
          return block;
        },
        shown -> block);
  }

  private void statements(
      int step,
      int block,
      List<LabStatement> statements,
      List<Expectation> expectations,
      boolean own,
      Optional<Trace> entered) {
    for (int i = 0; i < statements.size(); i++) {
      String folder = tracer.folder();
      Trace trace = tracer.statement(statements.get(i), own);
      boolean last = i == statements.size() - 1;
      Trace all = last ? trace.expecting(tracer.expectations(expectations)) : trace;
      Trace whole = entered.map(all::expecting).orElse(all);
      int line = statements.get(i).place().line();
      units.add(new Needs.Unit(step, block, i, line, folder, whole));
    }
  }
}
