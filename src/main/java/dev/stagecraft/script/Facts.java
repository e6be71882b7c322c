package dev.stagecraft.script;

import groovy.lang.MissingPropertyException;
import java.util.Map;
import java.util.Optional;

/** Something with named values, which are a row where it is shown in a table. */
public interface Facts {
  /** The values that a table shows, in their order, by the names of its columns. */
  Map<String, Object> row();

  /** The value of a name; Groovy calls this for {@code image.size}. */
  default Object propertyMissing(String name) {
    return Optional.ofNullable(row().get(name))
        .orElseThrow(() -> new MissingPropertyException(name, getClass()));
  }
}
