package dev.stagecraft.template;

/**
 * A parsed Go template, ready to be rendered any number of times. It is immutable.
 *
 * <p>Known are docker's functions and Go's own, variables, {@code if}, {@code with}, {@code range},
 * {@code break}, {@code continue}, comments, trim markers and all constants but complex ones;
 * {@code define}, {@code block} and {@code template} are not.
 */
public final class Template {
  private final String text;
  private final Node.Block root;

  private Template(String text, Node.Block root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a template.
   *
   * @throws dev.stagecraft.core.ProblemException {@code template.parse} with Go's message, {@code
   *     template: :1: …}
   */
  public static Template parse(String text) {
    return new Template(text, new TemplateParser(text, Functions.all().keySet()).parse());
  }

  /**
   * Renders the template for a value.
   *
   * @throws dev.stagecraft.core.ProblemException {@code template.run} with Go's message, {@code
   *     template: :1:2: executing "" at <.Foo>: …}
   */
  public String render(Object dot) {
    StringBuilder out = new StringBuilder();
    new TemplateRun(text, Functions.all(), false, dot, out).walk(dot, root);
    return out.toString();
  }

  /**
   * Renders the template for JSON of which no types are known: a missing key is an error.
   *
   * @throws dev.stagecraft.core.ProblemException {@code template.run}
   */
  public String renderRaw(Object dot) {
    StringBuilder out = new StringBuilder();
    new TemplateRun(text, Functions.all(), true, dot, out).walk(dot, root);
    return out.toString();
  }

  /** Renders the header of a table for its column names; where that fails, as far as it came. */
  String renderHeader(Object names) {
    StringBuilder out = new StringBuilder();
    try {
      new TemplateRun(text, Functions.forHeader(), false, names, out).walk(names, root);
    } catch (dev.stagecraft.core.ProblemException asDockerDoes) {
      return out.toString();
    }
    return out.toString();
  }
}
