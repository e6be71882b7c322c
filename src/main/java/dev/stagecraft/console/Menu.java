package dev.stagecraft.console;

import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;

/** How the line editor shows what Tab offers: grouped, each with a line about it. */
final class Menu {
  /** More than this many are shown only when they are asked for. */
  private static final int MOST = 200;

  private Menu() {}

  /** A builder whose editor offers what a completer knows, as it was offered. */
  static LineReaderBuilder on(LineReaderBuilder builder, PromptCompleter completer) {
    return builder
        .completer(completer)
        .completionMatcher(new AsOffered())
        .variable(LineReader.LIST_MAX, MOST)
        .option(LineReader.Option.GROUP, true)
        .option(LineReader.Option.GROUP_PERSIST, true)
        .option(LineReader.Option.AUTO_GROUP, true)
        .option(LineReader.Option.AUTO_LIST, true)
        .option(LineReader.Option.AUTO_MENU, true);
  }
}
