package dev.stagecraft.script;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.execution.LocalExecutionControl;
import org.jspecify.annotations.Nullable;

/** Execution in this process that reads and writes variables as objects, not as texts. */
final class JavaControl extends LocalExecutionControl {
  private Optional<Object> read = Optional.empty();
  private Optional<Optional<Object>> write = Optional.empty();
  private boolean written;
  private volatile Optional<Throwable> thrown = Optional.empty();

  /** What a variable holds, which JShell is asked for. */
  Optional<Object> read(Runnable ask) {
    read = Optional.empty();
    ask.run();
    return read;
  }

  /** Writes a variable, which JShell is asked for; whether its type takes the value. */
  boolean write(Optional<Object> value, Runnable ask) {
    write = Optional.of(value);
    written = false;
    ask.run();
    write = Optional.empty();
    return written;
  }

  /** What the last snippet threw, as it was thrown. */
  Optional<Throwable> thrown() {
    return thrown;
  }

  @Override
  protected String invoke(Method work) throws Exception {
    thrown = Optional.empty();
    try {
      return super.invoke(work);
    } catch (InvocationTargetException e) {
      thrown = Optional.ofNullable(e.getCause());
      throw e;
    }
  }

  @Override
  public String varValue(String className, String varName)
      throws RunException, EngineTerminationException, InternalException {
    try {
      Field field = findClass(className).getDeclaredField(varName);
      field.setAccessible(true);
      if (write.isEmpty()) {
        read = Optional.ofNullable(field.get(null));
        return "";
      }
      @Nullable Object value = write.get().orElse(null); // a variable of Java may be null
      if (value == null ? !field.getType().isPrimitive() : takes(field.getType(), value)) {
        field.set(null, value);
        written = true;
      }
      return "";
    } catch (ReflectiveOperationException e) {
      throw new InternalException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean takes(Class<?> type, Object value) {
    Class<?> whole = java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    return whole.isInstance(value);
  }
}
