package dev.stagecraft.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * Makes what one line defines last for the next: a variable that is declared at the top level
 * becomes one of the session, and imports are kept.
 */
final class Hoisting extends CompilationCustomizer {
  private final ImportCustomizer imports;
  private final Set<String> kept = new HashSet<>();
  private boolean quiet;

  /**
   * Keeps imports in a customizer of the same compiler.
   *
   * @param packages what every text imports
   */
  Hoisting(ImportCustomizer imports, List<String> packages) {
    super(CompilePhase.CONVERSION);
    this.imports = imports;
    imports.addStarImports(packages.toArray(String[]::new));
    packages.forEach(name -> kept.add("import " + name + ".*"));
  }

  /** Whether the last text ended in a definition, whose value nobody asked for. */
  boolean quiet() {
    return quiet;
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
    ModuleNode module = source.getAST();
    if (!module.getClasses().get(0).equals(node)) {
      return;
    }
    List<Statement> statements = module.getStatementBlock().getStatements();
    quiet = false;
    for (int i = 0; i < statements.size(); i++) {
      quiet = false;
      if (statements.get(i) instanceof ExpressionStatement line
          && line.getExpression() instanceof BinaryExpression assigned
          && assigned.getOperation().getType() == Types.EQUAL) {
        quiet = true;
        if (assigned instanceof DeclarationExpression declared
            && declared.getAnnotations().isEmpty()) {
          ExpressionStatement hoisted = new ExpressionStatement(hoisted(declared));
          hoisted.setSourcePosition(line);
          statements.set(i, hoisted);
        }
      }
    }
    keepImports(module);
  }

  private static Expression hoisted(DeclarationExpression declared) {
    Expression left = declared.getLeftExpression();
    Expression right = declared.getRightExpression();
    Expression target;
    if (left instanceof TupleExpression several) {
      List<Expression> names = new ArrayList<>();
      several.getExpressions().forEach(e -> names.add(name((VariableExpression) e)));
      target = new TupleExpression(names);
    } else {
      VariableExpression variable = (VariableExpression) left;
      target = name(variable);
      right = value(variable, right);
    }
    target.setSourcePosition(left);
    Token sign = Token.newSymbol(Types.EQUAL, declared.getLineNumber(), declared.getColumnNumber());
    BinaryExpression assigned = new BinaryExpression(target, sign, right);
    assigned.setSourcePosition(declared);
    return assigned;
  }

  private static VariableExpression name(VariableExpression declared) {
    VariableExpression name = new VariableExpression(declared.getName());
    name.setSourcePosition(declared);
    return name;
  }

  /** A variable with a type takes only what fits it, as it does where it is declared. */
  private static Expression value(VariableExpression variable, Expression right) {
    if (right instanceof EmptyExpression) {
      boolean number = ClassHelper.isPrimitiveType(variable.getOriginType());
      return number
          ? CastExpression.asExpression(variable.getOriginType(), new ConstantExpression(0))
          : ConstantExpression.NULL;
    }
    if (variable.isDynamicTyped()) {
      return right;
    }
    Expression cast = new CastExpression(variable.getOriginType(), right);
    cast.setSourcePosition(right);
    return cast;
  }

  /** Those that the customizer has added itself are among them, and are known. */
  private void keepImports(ModuleNode module) {
    for (ImportNode node : module.getImports()) {
      if (kept.add(node.getText())) {
        imports.addImport(node.getAlias(), node.getClassName());
      }
    }
    for (ImportNode node : module.getStarImports()) {
      if (kept.add(node.getText())) {
        imports.addStarImports(trimmed(node.getPackageName()));
      }
    }
    module
        .getStaticImports()
        .forEach(
            (alias, node) -> {
              if (kept.add(node.getText())) {
                imports.addStaticImport(alias, node.getClassName(), node.getFieldName());
              }
            });
    for (ImportNode node : module.getStaticStarImports().values()) {
      if (kept.add(node.getText())) {
        imports.addStaticStars(node.getClassName());
      }
    }
  }

  private static String trimmed(String packageName) {
    return packageName.endsWith(".")
        ? packageName.substring(0, packageName.length() - 1)
        : packageName;
  }
}
