package dev.stagecraft.replay;

/**
 * Names that engines give to containers without one: an adjective and a surname. Source: moby,
 * pkg/namesgenerator; some of the adjectives are of older versions, whose outputs labs still hold.
 */
final class RandomNames {
  private static final String ADJECTIVES =
      "admiring adoring affectionate agitated amazing angry awesome backstabbing beautiful berserk"
          + " blissful bold boring brave busy charming clever cocky compassionate competent"
          + " condescending confident cool cranky crazy dazzling desperate determined distracted"
          + " dreamy drunk eager ecstatic elastic elated elegant eloquent epic evil exciting"
          + " fervent festive flamboyant focused friendly frosty funny furious gallant gifted"
          + " gloomy goofy gracious grave great happy hardcore heuristic high hopeful hungry"
          + " infallible inspiring insane intelligent interesting jolly jovial keen kind"
          + " laughing lonely loving lucid mad magical modest musing mystifying naughty nauseous"
          + " nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive practical"
          + " prickly priceless quirky quizzical recursing relaxed reverent romantic sad serene"
          + " sharp sick silly sleepy small stoic strange stupefied suspicious sweet tender thirsty"
          + " tiny trusting unruffled upbeat vibrant vigilant vigorous wizardly wonderful"
          + " xenodochial youthful zealous zen";

  /** What such a name looks like; a number follows where the engine needed a third word. */
  static final String PATTERN =
      "(?:" + ADJECTIVES.replace(' ', '|') + ")_[a-z]{2,}\\d?(?![0-9A-Za-z_])";

  private RandomNames() {}
}
