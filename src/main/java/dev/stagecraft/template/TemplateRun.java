package dev.stagecraft.template;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.template.Function.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Renders a template's tree once. Source: Go, text/template, exec.go. */
final class TemplateRun {
  private final String text;
  private final Map<String, Function> functions;
  private final boolean raw;
  private final StringBuilder out;
  private final List<Variable> variables = new ArrayList<>();
  private Optional<Node> current = Optional.empty();

  TemplateRun(
      String text, Map<String, Function> functions, boolean raw, Object dot, StringBuilder out) {
    this.text = text;
    this.functions = functions;
    this.raw = raw;
    this.out = out;
    variables.add(new Variable("$", dot));
  }

  /** A variable and its value at this moment. */
  private record Variable(String name, Object value) {}

  /** How a body ended. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  /** Writes what a block comes to. */
  void walk(Object dot, Node.Block block) {
    Flow unused = block(dot, block);
  }

  private Flow block(Object dot, Node.Block block) {
    for (Node node : block.nodes()) {
      Flow flow = node(dot, node);
      if (flow != Flow.ON) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow node(Object dot, Node node) {
    current = Optional.of(node);
    if (node instanceof Node.Text plain) {
      out.append(plain.source());
    } else if (node instanceof Node.Action action) {
      Object value = pipeline(dot, action.pipe());
      if (action.pipe().variables().isEmpty()) {
        print(action, value);
      }
    } else if (node instanceof Node.Jump jump) {
      return jump.word().equals("break") ? Flow.BREAK : Flow.CONTINUE;
    } else if (node instanceof Node.Branch branch) {
      return branch.word() == Node.Word.RANGE ? range(dot, branch) : ifOrWith(dot, branch);
    }
    return Flow.ON;
  }

  private void print(Node.Action action, Object value) {
    current = Optional.of(action);
    if (value instanceof Function) {
      throw fail("can't print " + action.source() + " of type func");
    }
    out.append(GoText.text(value == Nothing.NIL ? Nothing.NO_VALUE : value));
  }

  private Flow ifOrWith(Object dot, Node.Branch branch) {
    int mark = variables.size();
    Object value = pipeline(dot, branch.pipe());
    Flow flow = Flow.ON;
    if (Values.truth(value)) {
      flow = block(branch.word() == Node.Word.WITH ? value : dot, branch.body());
    } else if (branch.otherwise().isPresent()) {
      flow = block(dot, branch.otherwise().get());
    }
    pop(mark);
    return flow;
  }

  private Flow range(Object dot, Node.Branch branch) {
    int mark = variables.size();
    Object value = pipeline(dot, branch.pipe());
    if (value instanceof Long && branch.pipe().variables().size() > 1) {
      throw fail("can't use " + value + " to iterate over more than one variable");
    }
    Elements elements =
        Elements.of(value)
            .orElseThrow(() -> fail("range can't iterate over " + GoText.text(value)));
    int inner = variables.size();
    Flow flow = Flow.ON;
    for (int i = 0; i < elements.values().size() && flow != Flow.BREAK; i++) {
      bind(branch.pipe(), elements.keys().get(i), elements.values().get(i));
      flow = block(elements.values().get(i), branch.body());
      pop(inner);
    }
    flow = Flow.ON;
    if (elements.values().isEmpty() && branch.otherwise().isPresent()) {
      flow = block(dot, branch.otherwise().get());
    }
    pop(mark);
    return flow;
  }

  private void bind(Node.Pipe pipe, Object key, Object element) {
    int count = pipe.variables().size();
    if (count == 1) {
      set(pipe.variables().get(0).name(), element);
    } else if (count > 1) {
      set(pipe.variables().get(0).name(), key);
      set(pipe.variables().get(1).name(), element);
    }
  }

  private void pop(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  private void set(String name, Object value) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name().equals(name)) {
        variables.set(i, new Variable(name, value));
        return;
      }
    }
    throw fail("undefined variable: " + name);
  }

  private Object variable(String name) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name().equals(name)) {
        return variables.get(i).value();
      }
    }
    throw fail("undefined variable: " + name);
  }

  private Object pipeline(Object dot, Node.Pipe pipe) {
    current = Optional.of(pipe);
    Optional<Object> value = Optional.empty();
    for (Node.Command command : pipe.commands()) {
      value = Optional.of(command(dot, command, value));
    }
    Object result = value.orElse(Nothing.NO_VALUE);
    for (Node.Variable declared : pipe.variables()) {
      if (pipe.assigns()) {
        set(declared.name(), result);
      } else {
        variables.add(new Variable(declared.name(), result));
      }
    }
    return result;
  }

  private Object command(Object dot, Node.Command command, Optional<Object> last) {
    Node first = command.words().get(0);
    List<Node> arguments = command.words().subList(1, command.words().size());
    if (first instanceof Node.Identifier name) {
      current = Optional.of(first);
      return function(dot, name.source(), command, arguments, last);
    }
    if (takesArguments(first)) {
      return operand(dot, first, arguments, last);
    }
    current = Optional.of(first);
    if (!arguments.isEmpty() || last.isPresent()) {
      throw fail("can't give argument to non-function " + shown(first));
    }
    if (first instanceof Node.NilWord) {
      throw fail("nil is not a command");
    }
    return operand(dot, first, arguments, last);
  }

  private static boolean takesArguments(Node word) {
    return word instanceof Node.Field
        || word instanceof Node.Chain
        || (word instanceof Node.Variable variable && !variable.names().isEmpty());
  }

  private static String shown(Node word) {
    return word instanceof Node.Pipe ? "(" + word.source() + ")" : word.source();
  }

  /** The value of an operand; the arguments go to the last name of a chain of fields. */
  private Object operand(Object dot, Node word, List<Node> arguments, Optional<Object> last) {
    current = Optional.of(word);
    if (word instanceof Node.Field field) {
      return chain(dot, dot, word, field.names(), arguments, last);
    }
    if (word instanceof Node.Variable variable) {
      Object value = variable(variable.name());
      return variable.names().isEmpty()
          ? value
          : chain(dot, value, word, variable.names(), arguments, last);
    }
    if (word instanceof Node.Chain chain) {
      if (chain.base() instanceof Node.NilWord) {
        throw fail("indirection through explicit nil in " + chain.source());
      }
      Object base = operand(dot, chain.base(), List.of(), Optional.empty());
      return chain(dot, base, word, chain.names(), arguments, last);
    }
    if (word instanceof Node.Pipe pipe) {
      return pipeline(dot, pipe);
    }
    if (word instanceof Node.Identifier name) {
      return function(dot, name.source(), word, List.of(), Optional.empty());
    }
    if (word instanceof Node.Constant constant) {
      return constant.value();
    }
    return word instanceof Node.DotWord ? dot : Nothing.NIL;
  }

  private Object chain(
      Object dot,
      Object receiver,
      Node word,
      List<String> names,
      List<Node> arguments,
      Optional<Object> last) {
    Object value = receiver;
    boolean known = true;
    for (int i = 0; i < names.size(); i++) {
      boolean end = i == names.size() - 1;
      boolean ofMap = value instanceof Map<?, ?>;
      value =
          field(
              dot,
              value,
              known ? Values.type(value) : "interface {}",
              names.get(i),
              word,
              end ? arguments : List.of(),
              end ? last : Optional.empty());
      known = !ofMap;
    }
    return value;
  }

  private Object field(
      Object dot,
      Object receiver,
      String type,
      String name,
      Node word,
      List<Node> arguments,
      Optional<Object> last) {
    current = Optional.of(word);
    boolean given = !arguments.isEmpty() || last.isPresent();
    if (receiver == Nothing.NO_VALUE) {
      if (raw) {
        throw fail("nil data; no entry for key " + GoQuote.quote(name));
      }
      return Nothing.NO_VALUE;
    }
    if (receiver == Nothing.NIL || receiver == Nothing.NIL_POINTER) {
      throw fail("nil pointer evaluating " + type + "." + name);
    }
    if (receiver instanceof Dot structure) {
      Optional<Object> found = structure.field(name);
      if (found.isPresent() && found.get() instanceof Function method) {
        return call(dot, name, method, word, arguments, last);
      }
      if (found.isPresent() && given) {
        throw fail(name + " has arguments but cannot be invoked as function");
      }
      return found.orElseThrow(() -> noField(name, type));
    }
    if (receiver instanceof Map<?, ?> || receiver == Nothing.NIL_MAP) {
      if (given) {
        throw fail(name + " is not a method but has arguments");
      }
      Object found = receiver instanceof Map<?, ?> map ? map.get(name) : null;
      if (found == null && raw) {
        throw fail("map has no entry for key " + GoQuote.quote(name));
      }
      return found == null ? Nothing.NO_VALUE : found;
    }
    throw noField(name, type);
  }

  private ProblemException noField(String name, String type) {
    return fail("can't evaluate field " + name + " in type " + type);
  }

  private Object function(
      Object dot, String name, Node command, List<Node> arguments, Optional<Object> last) {
    Function function = functions.get(name);
    if (function == null) {
      throw fail(GoQuote.quote(name) + " is not a defined function");
    }
    return call(dot, name, function, command, arguments, last);
  }

  private Object call(
      Object dot,
      String name,
      Function function,
      Node command,
      List<Node> arguments,
      Optional<Object> last) {
    int count = arguments.size() + (last.isPresent() ? 1 : 0);
    int fixed = function.fixed().size();
    if (function.more().isPresent() ? count < fixed : count != fixed) {
      String want = (function.more().isPresent() ? "at least " : "") + fixed;
      int got = function.more().isPresent() ? arguments.size() : count;
      throw fail("wrong number of args for " + name + ": want " + want + " got " + got);
    }
    boolean shortCut = name.equals("and") || name.equals("or");
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Kind kind = i < fixed ? function.fixed().get(i) : function.more().orElse(Kind.ANY);
      Object value = argument(dot, kind, arguments.get(i));
      if (shortCut && Values.truth(value) == name.equals("or")) {
        return value;
      }
      values.add(value);
    }
    if (last.isPresent()) {
      int i = values.size();
      Kind kind = i < fixed ? function.fixed().get(i) : function.more().orElse(Kind.ANY);
      values.add(checked(last.get(), kind));
    }
    if (shortCut) {
      return values.get(values.size() - 1);
    }
    try {
      return function.body().call(values);
    } catch (Function.Refusal refused) {
      current = Optional.of(command);
      throw fail("error calling " + name + ": " + refused.reason());
    }
  }

  private Object argument(Object dot, Kind kind, Node word) {
    current = Optional.of(word);
    if (word instanceof Node.Constant constant) {
      if (!kind.accepts(constant.value())) {
        throw fail(
            kind == Kind.STRINGS
                ? "can't handle " + word.source() + " for arg of type []string"
                : "expected "
                    + (kind == Kind.INT ? "integer" : kind.go())
                    + "; found "
                    + word.source());
      }
      return constant.value();
    }
    if (word instanceof Node.NilWord && (kind == Kind.STRING || kind == Kind.INT)) {
      throw fail("cannot assign nil to " + kind.go());
    }
    return checked(operand(dot, word, List.of(), Optional.empty()), kind);
  }

  private Object checked(Object value, Kind kind) {
    if (kind.accepts(value)) {
      return value;
    }
    throw fail(
        value == Nothing.NO_VALUE
            ? "invalid value; expected " + kind.go()
            : "wrong type for value; expected " + kind.go() + "; got " + Values.type(value));
  }

  private ProblemException fail(String reason) {
    Node node = current.orElseThrow();
    String before = text.substring(0, Math.min(node.at(), text.length()));
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = before.substring(lineStart).getBytes(StandardCharsets.UTF_8).length;
    String message =
        String.format(
            Locale.ROOT,
            "template: :%d:%d: executing \"\" at <%s>: %s",
            line,
            column,
            node.source(),
            reason);
    return Problem.of("template.run", message).exception();
  }
}
