package dev.stagecraft.console;

import org.jline.reader.LineReader;
import org.jline.widget.AutosuggestionWidgets;

/**
 * The rest of the last line in the history that began as this one, shown faint behind the cursor.
 * The right arrow takes it, and the end key; Alt-F takes a word.
 */
final class HistorySuggestions {
  private final AutosuggestionWidgets widgets;
  private boolean shown;

  /** For an editor; not shown yet. */
  HistorySuggestions(LineReader reader) {
    this.widgets = new AutosuggestionWidgets(reader);
  }

  /** Shows them from the next line on, or no more: without colour they look like typed text. */
  void show(boolean wanted) {
    if (wanted != shown) {
      shown = wanted;
      if (wanted) {
        widgets.enable();
      } else {
        widgets.disable();
      }
    }
  }
}
