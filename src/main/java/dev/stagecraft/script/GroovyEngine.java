package dev.stagecraft.script;

import dev.stagecraft.shell.Interpreter.Source;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import groovy.transform.ThreadInterrupt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.MethodClosure;

/**
 * Compiles and runs Groovy. One loader for all texts, so that classes last; each text is a class of
 * its own, which checks for Ctrl-C in every loop, closure and method.
 */
final class GroovyEngine {
  private static final Set<String> OF_SCRIPTS = Set.of("run", "main");

  private static final List<String> PACKAGES =
      List.of("groovy.json", "java.time", "dev.stagecraft.core");

  private final Shared shared;
  private final StageScript.Vocabulary vocabulary;
  private final Map<String, Source> sources = new HashMap<>();
  private final ImportCustomizer imports = new ImportCustomizer();
  private final Hoisting hoisting = new Hoisting(imports, PACKAGES);
  private final GroovyClassLoader lines;
  private int number;

  GroovyEngine(Shared shared, StageScript.Vocabulary vocabulary) {
    this.shared = shared;
    this.vocabulary = vocabulary;
    CompilerConfiguration configuration = configuration();
    configuration.addCompilationCustomizers(hoisting);
    this.lines = new GroovyClassLoader(GroovyEngine.class.getClassLoader(), configuration);
  }

  private CompilerConfiguration configuration() {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(StageScript.class.getName());
    configuration.addCompilationCustomizers(
        imports, new ASTTransformationCustomizer(ThreadInterrupt.class));
    return configuration;
  }

  /**
   * Runs a text on this thread.
   *
   * @throws Throwable what the text throws, and the compiler's own failures: see {@link
   *     GroovyFailure}
   */
  Answer run(Source source) throws Throwable {
    String name = "Line" + ++number;
    sources.put(name + ".groovy", source);
    GroovyCodeSource code =
        new GroovyCodeSource(source.text(), name + ".groovy", "/stagecraft/script");
    code.setCachable(false);
    if (source.program() || !source.arguments().isEmpty()) {
      shared.set("args", Optional.of(source.arguments().toArray(String[]::new)));
    }
    if (source.program()) {
      GroovyClassLoader file = new GroovyClassLoader(lines, configuration());
      return new Answer(run(file.parseClass(code), source.arguments()), true);
    }
    Class<?> made = lines.parseClass(code);
    boolean quiet = hoisting.quiet();
    return new Answer(run(made, List.of()), quiet);
  }

  private Optional<Object> run(Class<?> made, List<String> arguments) throws Throwable {
    if (!Script.class.isAssignableFrom(made)) {
      main(made, arguments);
      return Optional.empty();
    }
    StageScript script = (StageScript) made.getDeclaredConstructor().newInstance();
    script.setBinding(new SharedBinding(shared));
    script.know(vocabulary);
    for (Method method : made.getDeclaredMethods()) {
      boolean own =
          !method.isSynthetic()
              && !Modifier.isStatic(method.getModifiers())
              && Modifier.isPublic(method.getModifiers())
              && !OF_SCRIPTS.contains(method.getName());
      if (own) {
        shared.set(method.getName(), Optional.of(new MethodClosure(script, method.getName())));
      }
    }
    return Optional.ofNullable(script.run());
  }

  /** A file of classes alone is run by the main method of the first, if it has one. */
  private static void main(Class<?> made, List<String> arguments) throws Throwable {
    for (Method method : made.getMethods()) {
      if (method.getName().equals("main") && Modifier.isStatic(method.getModifiers())) {
        try {
          method.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
  }

  /** The text that a class was made of, by the name of its file. */
  Map<String, Source> sources() {
    return sources;
  }
}
