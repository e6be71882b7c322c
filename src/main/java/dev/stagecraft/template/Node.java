package dev.stagecraft.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of a parsed template. */
sealed interface Node {
  /** Where it stands in the template, in characters. */
  int at();

  /** The part as Go writes it in a message. */
  String source();

  /** Text that is written as it stands. */
  record Text(int at, String source) implements Node {}

  /** An action that prints or declares. */
  record Action(int at, Pipe pipe) implements Node {
    @Override
    public String source() {
      return "{{" + pipe.source() + "}}";
    }
  }

  /** {@code if}, {@code with} or {@code range} with their bodies. */
  record Branch(int at, Word word, Pipe pipe, Block body, Optional<Block> otherwise)
      implements Node {
    @Override
    public String source() {
      String rest = otherwise.map(b -> "{{else}}" + b.source()).orElse("");
      return "{{" + word.text + " " + pipe.source() + "}}" + body.source() + rest + "{{end}}";
    }
  }

  /** Which branch it is. */
  enum Word {
    IF("if"),
    WITH("with"),
    RANGE("range");

    final String text;

    Word(String text) {
      this.text = text;
    }
  }

  /** {@code break}, {@code continue}, {@code end} or {@code else}. */
  record Jump(int at, String word) implements Node {
    @Override
    public String source() {
      return "{{" + word + "}}";
    }
  }

  /** Parts one after the other. */
  record Block(int at, List<Node> nodes) implements Node {
    public Block {
      nodes = List.copyOf(nodes);
    }

    @Override
    public String source() {
      return nodes.stream().map(Node::source).collect(Collectors.joining());
    }
  }

  /** Commands, each given the value of the one before; with the variables that take the result. */
  record Pipe(int at, boolean assigns, List<Variable> variables, List<Command> commands)
      implements Node {
    public Pipe {
      variables = List.copyOf(variables);
      commands = List.copyOf(commands);
    }

    @Override
    public String source() {
      String left =
          variables.isEmpty()
              ? ""
              : variables.stream().map(Node::source).collect(Collectors.joining(", "))
                  + (assigns ? " = " : " := ");
      return left + commands.stream().map(Node::source).collect(Collectors.joining(" | "));
    }
  }

  /** An operand and its arguments. */
  record Command(int at, List<Node> words) implements Node {
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String source() {
      return words.stream()
          .map(w -> w instanceof Pipe ? "(" + w.source() + ")" : w.source())
          .collect(Collectors.joining(" "));
    }
  }

  /** The name of a function. */
  record Identifier(int at, String source) implements Node {}

  /** The cursor. */
  record DotWord(int at) implements Node {
    @Override
    public String source() {
      return ".";
    }
  }

  /** The constant {@code nil}. */
  record NilWord(int at) implements Node {
    @Override
    public String source() {
      return "nil";
    }
  }

  /** {@code .A.B}. */
  record Field(int at, List<String> names) implements Node {
    public Field {
      names = List.copyOf(names);
    }

    @Override
    public String source() {
      return names.stream().map(n -> "." + n).collect(Collectors.joining());
    }
  }

  /** {@code $x.A.B}; the names do not include the variable's. */
  record Variable(int at, String name, List<String> names) implements Node {
    public Variable {
      names = List.copyOf(names);
    }

    @Override
    public String source() {
      return name + names.stream().map(n -> "." + n).collect(Collectors.joining());
    }
  }

  /** {@code (…).A.B}. */
  record Chain(int at, Node base, List<String> names) implements Node {
    public Chain {
      names = List.copyOf(names);
    }

    @Override
    public String source() {
      String first = base instanceof Pipe ? "(" + base.source() + ")" : base.source();
      return first + names.stream().map(n -> "." + n).collect(Collectors.joining());
    }
  }

  /**
   * A constant.
   *
   * @param source as written
   * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
   */
  record Constant(int at, String source, Object value) implements Node {}
}
