package dev.stagecraft.session;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;

/** How names and ids are compared. */
final class Names {
  /** The label with the session's id. */
  static final String SESSION_LABEL = "dev.stagecraft.session";

  /** The label with the session's id and the claimed name. */
  static final String OWNER_LABEL = "dev.stagecraft.owner";

  private Names() {}

  /** An image's name in the one form that the journal uses; any other name as it is. */
  static String familiar(Kind kind, String name) {
    if (kind != Kind.IMAGE || name.startsWith("sha256:")) {
      return name;
    }
    try {
      return ImageName.parse(name).familiar();
    } catch (ProblemException e) {
      // Not a name that docker would take: it can only be compared as it is.
      return name;
    }
  }

  /** An id without its algorithm. */
  static String bareId(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }
}
