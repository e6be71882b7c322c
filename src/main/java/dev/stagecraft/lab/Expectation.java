package dev.stagecraft.lab;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Place;
import java.util.Optional;
import java.util.OptionalInt;

/** What must be true after a block; written where a reader of the page does not see it. */
public sealed interface Expectation
    permits Expectation.Exit,
        Expectation.Prints,
        Expectation.Http,
        Expectation.Size,
        Expectation.User {

  /** Where it was written. */
  Place place();

  /**
   * The last statement of the block ends with a status other than 0; it is no failure then.
   *
   * @param status which; any but 0 where empty
   */
  record Exit(OptionalInt status, Place place) implements Expectation {}

  /**
   * The block's output holds a text.
   *
   * @param text the text, or a regular expression
   * @param pattern whether it is a regular expression (Java's, searched for in the whole output)
   */
  record Prints(String text, boolean pattern, Place place) implements Expectation {}

  /**
   * A page answers.
   *
   * @param url what is asked, by GET; {@code http} only
   * @param status the status that it must answer with
   * @param json a JSON value of which every member must be in the answer too
   * @param contains a text that must be in the answer
   */
  record Http(String url, int status, Optional<String> json, Optional<String> contains, Place place)
      implements Expectation {}

  /**
   * The size of an image compares to that of another, or to a fixed size.
   *
   * @param image whose size
   * @param relation how they compare
   * @param factor what the other image's size is multiplied with
   * @param other the other image
   * @param size the fixed size, where there is no other image
   * @param within for {@link Relation#ABOUT}: how far off it may be, as a share (0.2 for 20 %)
   */
  record Size(
      String image,
      Relation relation,
      double factor,
      Optional<String> other,
      Optional<ByteSize> size,
      double within,
      Place place)
      implements Expectation {

    /** Whether a size fulfils this. */
    public boolean holds(ByteSize actual, ByteSize compared) {
      double left = actual.bytes();
      double right = compared.bytes() * factor;
      return switch (relation) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case MORE -> left > right;
        case AT_LEAST -> left >= right;
        case ABOUT -> Math.abs(left - right) <= right * within;
      };
    }
  }

  /** How two sizes compare. */
  enum Relation {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    ABOUT("=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /**
   * An image runs as a user.
   *
   * @param image which
   * @param name the user as the image names it; {@code root} also where it names none
   */
  record User(String image, String name, Place place) implements Expectation {}
}
