package dev.stagecraft.template;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a template into its tree. Source: Go, text/template/parse, parse.go; {@code define}, {@code
 * block} and {@code template} are not known here.
 */
final class TemplateParser {
  private static final Set<Kind> OPERANDS =
      Set.of(
          Kind.BOOL,
          Kind.CHAR_CONSTANT,
          Kind.DOT,
          Kind.FIELD,
          Kind.IDENTIFIER,
          Kind.NUMBER,
          Kind.NIL,
          Kind.RAW_STRING,
          Kind.STRING,
          Kind.VARIABLE,
          Kind.LEFT_PAREN);

  private final TemplateTokens tokens;
  private final Set<String> functions;
  private final Deque<Token> pushedBack = new ArrayDeque<>();
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int line = 1;
  private int actionLine;
  private int ranges;

  TemplateParser(String text, Set<String> functions) {
    this.tokens = new TemplateTokens(text);
    this.functions = functions;
  }

  /**
   * The whole template.
   *
   * @throws ProblemException {@code template.parse} with Go's message
   */
  Node.Block parse() {
    List<Node> nodes = new ArrayList<>();
    while (peek().kind() != Kind.EOF) {
      Node node = textOrAction();
      if (node instanceof Node.Jump jump && ends(jump)) {
        throw fail("unexpected " + node.source());
      }
      nodes.add(node);
    }
    return new Node.Block(0, nodes);
  }

  private static boolean ends(Node.Jump jump) {
    return jump.word().equals("end") || jump.word().equals("else");
  }

  private Node textOrAction() {
    Token token = nextWord();
    return switch (token.kind()) {
      case TEXT -> new Node.Text(token.at(), token.text());
      case LEFT_DELIMITER -> {
        actionLine = token.line();
        Node action = action();
        actionLine = 0;
        yield action;
      }
      default -> throw unexpected(token, "input");
    };
  }

  private Node action() {
    Token token = nextWord();
    switch (token.kind()) {
      case BREAK, CONTINUE -> {
        Token close = nextWord();
        if (close.kind() != Kind.RIGHT_DELIMITER) {
          throw unexpected(close, "{{" + token.text() + "}}");
        }
        if (ranges == 0) {
          throw fail("{{" + token.text() + "}} outside {{range}}");
        }
        return new Node.Jump(token.at(), token.text());
      }
      case ELSE -> {
        Token peeked = peekWord();
        if (peeked.kind() != Kind.IF && peeked.kind() != Kind.WITH) {
          expect(Kind.RIGHT_DELIMITER, "else");
        }
        return new Node.Jump(token.at(), "else");
      }
      case END -> {
        expect(Kind.RIGHT_DELIMITER, "end");
        return new Node.Jump(token.at(), "end");
      }
      case IF -> {
        return control(Node.Word.IF);
      }
      case RANGE -> {
        return control(Node.Word.RANGE);
      }
      case WITH -> {
        return control(Node.Word.WITH);
      }
      case BLOCK, DEFINE, TEMPLATE -> throw fail("{{" + token.text() + "}} is not supported");
      default -> {
        pushBack(token);
        return new Node.Action(token.at(), pipeline("command", Kind.RIGHT_DELIMITER));
      }
    }
  }

  private Node control(Node.Word word) {
    int known = variables.size();
    Node.Pipe pipe = pipeline(word.text, Kind.RIGHT_DELIMITER);
    if (word == Node.Word.RANGE) {
      ranges++;
    }
    Items body = items();
    if (word == Node.Word.RANGE) {
      ranges--;
    }
    Optional<Node.Block> otherwise = Optional.empty();
    if (body.end().word().equals("else")) {
      Kind same = word == Node.Word.IF ? Kind.IF : word == Node.Word.WITH ? Kind.WITH : Kind.ERROR;
      if (peek().kind() == same) {
        Token next = next();
        otherwise = Optional.of(new Node.Block(next.at(), List.of(control(word))));
      } else {
        Items rest = items();
        if (!rest.end().word().equals("end")) {
          throw fail("expected end; found " + rest.end().source());
        }
        otherwise = Optional.of(rest.block());
      }
    }
    variables.subList(known, variables.size()).clear();
    return new Node.Branch(pipe.at(), word, pipe, body.block(), otherwise);
  }

  /** A body and the word that ended it. */
  private record Items(Node.Block block, Node.Jump end) {}

  private Items items() {
    int at = peekWord().at();
    List<Node> nodes = new ArrayList<>();
    while (peekWord().kind() != Kind.EOF) {
      Node node = textOrAction();
      if (node instanceof Node.Jump jump && ends(jump)) {
        return new Items(new Node.Block(at, nodes), jump);
      }
      nodes.add(node);
    }
    throw fail("unexpected EOF");
  }

  private Node.Pipe pipeline(String context, Kind end) {
    int at = peekWord().at();
    List<Node.Variable> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = nextWord();
      if (token.kind() == end) {
        check(commands, context);
        return new Node.Pipe(at, assigns, declared, commands);
      }
      if (!OPERANDS.contains(token.kind())) {
        throw unexpected(token, context);
      }
      pushBack(token);
      commands.add(command());
    }
  }

  /** Reads {@code $x :=} or {@code $k, $v :=} where they stand; whether it is an assignment. */
  private boolean declarations(String context, List<Node.Variable> declared) {
    while (peekWord().kind() == Kind.VARIABLE) {
      Token variable = nextWord();
      Token after = next();
      Token sign = after.kind() == Kind.SPACE ? nextWord() : after;
      boolean comma = sign.kind() == Kind.CHAR && sign.text().equals(",");
      if (sign.kind() != Kind.ASSIGN && sign.kind() != Kind.DECLARE && !comma) {
        pushBack(sign);
        if (after.kind() == Kind.SPACE) {
          pushBack(after);
        }
        pushBack(variable);
        return false;
      }
      declared.add(new Node.Variable(variable.at(), variable.text(), List.of()));
      variables.add(variable.text());
      if (!comma) {
        return sign.kind() == Kind.ASSIGN;
      }
      if (!context.equals("range") || declared.size() >= 2) {
        throw fail("too many declarations in " + context);
      }
      Kind next = peekWord().kind();
      if (next != Kind.VARIABLE && next != Kind.RIGHT_DELIMITER && next != Kind.RIGHT_PAREN) {
        throw fail("range can only initialize variables");
      }
    }
    return false;
  }

  private void check(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw fail("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      Node first = commands.get(i).words().get(0);
      if (first instanceof Node.Constant
          || first instanceof Node.DotWord
          || first instanceof Node.NilWord) {
        throw fail("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Node.Command command() {
    int at = peekWord().at();
    List<Node> words = new ArrayList<>();
    while (true) {
      peekWord();
      operand().ifPresent(words::add);
      Token token = next();
      if (token.kind() == Kind.SPACE) {
        continue;
      }
      if (token.kind() == Kind.RIGHT_DELIMITER || token.kind() == Kind.RIGHT_PAREN) {
        pushBack(token);
      } else if (token.kind() != Kind.PIPE) {
        throw unexpected(token, "operand");
      }
      break;
    }
    if (words.isEmpty()) {
      throw fail("empty command");
    }
    return new Node.Command(at, words);
  }

  private Optional<Node> operand() {
    Optional<Node> term = term();
    if (term.isEmpty() || peek().kind() != Kind.FIELD) {
      return term;
    }
    Node base = term.get();
    int at = peek().at();
    List<String> names = new ArrayList<>();
    while (peek().kind() == Kind.FIELD) {
      names.add(next().text().substring(1));
    }
    if (base instanceof Node.Field field) {
      List<String> all = new ArrayList<>(field.names());
      all.addAll(names);
      return Optional.of(new Node.Field(at, all));
    }
    if (base instanceof Node.Variable variable) {
      return Optional.of(new Node.Variable(at, variable.name(), names));
    }
    if (base instanceof Node.Constant
        || base instanceof Node.DotWord
        || base instanceof Node.NilWord) {
      throw fail("unexpected . after term " + GoQuote.quote(base.source()));
    }
    return Optional.of(new Node.Chain(at, base, names));
  }

  private Optional<Node> term() {
    Token token = nextWord();
    int at = token.at();
    return switch (token.kind()) {
      case IDENTIFIER -> {
        if (!functions.contains(token.text())) {
          throw fail("function " + GoQuote.quote(token.text()) + " not defined");
        }
        yield Optional.of(new Node.Identifier(at, token.text()));
      }
      case DOT -> Optional.of(new Node.DotWord(at));
      case NIL -> Optional.of(new Node.NilWord(at));
      case VARIABLE -> {
        if (!variables.contains(token.text())) {
          throw fail("undefined variable " + GoQuote.quote(token.text()));
        }
        yield Optional.of(new Node.Variable(at, token.text(), List.of()));
      }
      case FIELD -> Optional.of(new Node.Field(at, List.of(token.text().substring(1))));
      case BOOL -> Optional.of(new Node.Constant(at, token.text(), token.text().equals("true")));
      case NUMBER -> Optional.of(new Node.Constant(at, token.text(), number(token.text())));
      case CHAR_CONSTANT ->
          Optional.of(new Node.Constant(at, token.text(), character(token.text())));
      case STRING, RAW_STRING ->
          Optional.of(new Node.Constant(at, token.text(), unquoted(token.text())));
      case LEFT_PAREN -> Optional.of(pipeline("parenthesized pipeline", Kind.RIGHT_PAREN));
      default -> {
        pushBack(token);
        yield Optional.empty();
      }
    };
  }

  private String unquoted(String literal) {
    return GoQuote.unquote(literal).orElseThrow(() -> fail("invalid syntax"));
  }

  private Long character(String literal) {
    return (long)
        GoQuote.unquote(literal)
            .orElseThrow(() -> fail("malformed character constant: " + literal))
            .codePointAt(0);
  }

  private Object number(String text) {
    return GoNumbers.parse(text)
        .orElseThrow(() -> fail("illegal number syntax: " + GoQuote.quote(text)));
  }

  private Token expect(Kind kind, String context) {
    Token token = nextWord();
    if (token.kind() != kind) {
      throw unexpected(token, context);
    }
    return token;
  }

  private ProblemException unexpected(Token token, String context) {
    if (token.kind() != Kind.ERROR) {
      return fail("unexpected " + token.shown() + " in " + context);
    }
    String extra = "";
    if (actionLine != 0 && actionLine != token.line()) {
      String started = " started at :" + actionLine;
      extra = (token.text().endsWith(" action") ? "" : " in action") + started;
    }
    return fail(token.text() + extra);
  }

  private ProblemException fail(String reason) {
    return Problem.of("template.parse", "template: :" + line + ": " + reason).exception();
  }

  private Token next() {
    Token token = pushedBack.isEmpty() ? tokens.next() : pushedBack.pop();
    line = token.line();
    return token;
  }

  private void pushBack(Token token) {
    pushedBack.push(token);
  }

  private Token peek() {
    Token token = next();
    pushBack(token);
    return token;
  }

  private Token nextWord() {
    Token token = next();
    while (token.kind() == Kind.SPACE) {
      token = next();
    }
    return token;
  }

  private Token peekWord() {
    Token token = nextWord();
    pushBack(token);
    return token;
  }
}
