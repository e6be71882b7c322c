package dev.stagecraft.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules against the cases that moby documents. */
class IgnoreRulesTest {
  @ParameterizedTest(name = "[{index}] {0} on {1}: {2}")
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "** file true",
        "** dir/file true",
        "**/ file true",
        "**/ dir/file true",
        "**/** dir/file true",
        "dir/** dir/file true",
        "dir/** dir/dir2/file true",
        "dir/** dir false",
        "**/dir dir true",
        "**/dir dir/file true",
        "**/dir2/* dir/dir2/file true",
        "**/dir2/** dir/dir2/dir3/file true",
        "**file file true",
        "**file dir/file true",
        "**file dir/dir/file true",
        "**file dir/profile true",
        "**/file dir/file true",
        "**/file dir/dir/file true",
        "**/file dir/profile false",
        "**/file* dir/dir/file true",
        "**/file* dir/dir/file.txt true",
        "**/file*txt dir/dir/file.txt true",
        "**/file*.txt dir/dir/file.txt true",
        "**/file*.txt* dir/dir/file.txt true",
        "**/**/*.txt dir/dir/file.txt true",
        "**/**/*.txt2 dir/dir/file.txt false",
        "**/*.txt file.txt true",
        "**/**/*.txt file.txt true",
        "a**/*.txt a/file.txt true",
        "a**/*.txt a/dir/file.txt true",
        "a**/*.txt a/dir/dir/file.txt true",
        "a/*.txt a/dir/file.txt false",
        "a/*.txt a/file.txt true",
        "a/*.txt** a/file.txt true",
        "a[b-d]e ae false",
        "a[b-d]e ace true",
        "a[b-d]e aae false",
        "a[^b-d]e aze true",
        "a[^b-d]e ace false",
        ".* .foo true",
        ".* foo false",
        "abc.def abcdef false",
        "abc.def abc.def true",
        "abc.def abcZdef false",
        "abc?def abcZdef true",
        "abc?def abcdef false",
        "**/foo/bar foo/bar true",
        "**/foo/bar dir/foo/bar true",
        "**/foo/bar dir/dir2/foo/bar true",
        "abc/** abc false",
        "abc/** abc/def true",
        "abc/** abc/def/ghi true",
        "**/.foo .foo true",
        "**/.foo bar.foo false",
        "a(b)c/def a(b)c/def true",
        "a(b)c/def a(b)c/xyz false",
        "a.|)$(}+{bc a.|)$(}+{bc true",
        "dist/*.whl dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl true",
        "a\\*b a*b true",
        "a\\*b ab false",
        "a\\\\ a\\ true",
        "*c abc true",
        "a* ab/c true",
        "a*/b abc/b true",
        "a*/b a/c/b false",
        "a*b*c*d*e*/f axbxcxdxe/f true",
        "a*b*c*d*e*/f axbxcxdxexxx/f true",
        "a*b*c*d*e*/f axbxcxdxe/xxx/f false",
        "a*b?c*x abxbbxdbxebxczzx true",
        "a*b?c*x abxbbxdbxebxczzy false",
        "ab[c] abc true",
        "ab[^c] abc false",
        "ab[^e-g] abc true",
        "a?b a☺b true",
        "a[^a]b a☺b true",
        "a???b a☺b false",
        "[a-ζ]* α true",
        "*[a-ζ] A false",
        "a?b a/b false",
        "a*b a/b false",
        "[\\]a] ] true",
        "[\\-] - true",
        "[x\\-] x true",
        "[x\\-] - true",
        "[x\\-] z false",
        "[\\-x] a false",
        "*x xxx true",
        "foo/../bar bar true",
        "./foo foo true",
        "foo/ foo true",
        "/foo foo true",
        "/foo dir/foo false",
        "../foo foo false",
        "[!a] a true",
        "[&&a] & true",
        "x^ x^ true",
        "dir dir/a/b/c true",
        "dir/a dir/a/b/c true",
        "* a/b true"
      })
  void onePattern(String pattern, String path, boolean ignored) {
    assertEquals(ignored, IgnoreRules.parse(".dockerignore", pattern).ignores(path));
  }

  @ParameterizedTest(name = "[{index}] {0} on {1}: {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "!fileutils.go,*.go fileutils.go true",
        "*.go,!fileutils.go fileutils.go false",
        "docs,!docs/README.md docs/README.md false",
        "docs/,!docs/README.md docs/README.md false",
        "docs/*,!docs/README.md docs/README.md false",
        "docs,!docs/README.md docs/other.md true",
        "**,!util/docker/web util/docker/web/foo false",
        "**,!util/docker/web,util/docker/web/foo util/docker/web/foo true",
        "**,!dist/*.whl dist/a-1.0+g08.whl false",
        "*,!/src/a src/a false",
        "*.md,!README*.md README-1.md false",
        "*.md,!README*.md,README-secret.md README-secret.md true",
        "*.md,README-secret.md,!README*.md README-secret.md false",
        "dir,!dir/**/*.txt dir/a/b.txt false",
        "dir,!dir/**/*.txt dir/a/b.bin true",
        "a/b,!a a/b/c true"
      })
  void theLastPatternThatMatchesDecides(String patterns, String path, boolean ignored) {
    String text = patterns.replace(',', '\n');
    assertEquals(ignored, IgnoreRules.parse(".dockerignore", text).ignores(path));
  }

  @Test
  void linesAreCleaned() {
    String text =
        "test1\n/test2\n/a/file/here\n\nlastfile\n# this is a comment\n  #kept\n! /inverted/abs/path\n"
            + "a/./b//c/\r\n  spaces around  \n/\n";
    assertEquals(
        List.of(
            Optional.of("test1"),
            Optional.of("test2"),
            Optional.of("a/file/here"),
            Optional.empty(),
            Optional.of("lastfile"),
            Optional.empty(),
            Optional.of("#kept"),
            Optional.of("!inverted/abs/path"),
            Optional.of("a/b/c"),
            Optional.of("spaces around"),
            Optional.of("/")),
        text.lines().map(IgnoreRules::normalized).toList());
  }

  @Test
  void theByteOrderMarkIsNoPartOfTheFirstPattern() {
    assertTrue(IgnoreRules.parse(".dockerignore", "\ufefffoo\n").ignores("foo"));
    assertFalse(IgnoreRules.parse(".dockerignore", "\ufeff#foo\n").ignores("#foo"));
  }

  @Test
  void theRootIsNeverIgnored() {
    IgnoreRules rules = IgnoreRules.parse(".dockerignore", "**\n.");
    assertFalse(rules.ignores("."));
    assertFalse(rules.ignores(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]a]", "[-]", "[x-]", "[-x]", "\\", "[a-b-c]", "[", "[^", "[^bc", "a[", "[z-a]", "a\\"
      })
  void whatIsNoPatternIsSaidWithItsLine(String pattern) {
    ProblemException failure =
        assertThrows(
            ProblemException.class, () -> IgnoreRules.parse(".dockerignore", "fine\n" + pattern));
    assertEquals("build.context", failure.problem().code());
    assertEquals(
        "syntax error in pattern \"" + pattern + "\" of .dockerignore",
        failure.problem().message());
    assertEquals(2, failure.problem().place().orElseThrow().line());
  }

  @Test
  void aLoneExclamationMarkIsAnError() {
    ProblemException failure =
        assertThrows(ProblemException.class, () -> IgnoreRules.parse(".dockerignore", "! "));
    assertEquals("illegal exclusion pattern: \"!\" in .dockerignore", failure.problem().message());
  }

  @Test
  void anIgnoredFolderIsOpenedOnlyForAnException() {
    IgnoreRules none = IgnoreRules.parse(".dockerignore", "node_modules");
    assertFalse(none.mayBringBackBelow("node_modules"));
    IgnoreRules exact = IgnoreRules.parse(".dockerignore", "node_modules\n!node_modules/a/b.js");
    assertTrue(exact.mayBringBackBelow("node_modules"));
    assertTrue(exact.mayBringBackBelow("node_modules/a"));
    assertFalse(exact.mayBringBackBelow("node_modules/b"));
    IgnoreRules wild = IgnoreRules.parse(".dockerignore", "node_modules\n!**/*.ts");
    assertTrue(wild.mayBringBackBelow("node_modules/b"));
    IgnoreRules below = IgnoreRules.parse(".dockerignore", "*\n!src/**");
    assertTrue(below.mayBringBackBelow("src"));
    assertFalse(below.mayBringBackBelow("target"));
  }

  @Test
  void anyTextIsReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab/*?[]^!-\\.# \n\u00e9";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        IgnoreRules rules = IgnoreRules.parse(".dockerignore", text.toString());
        boolean once = rules.ignores("a/b/ab");
        assertEquals(once, rules.ignores("a//b/./ab"), "seed " + seed + ": " + text);
      } catch (ProblemException refused) {
        assertEquals("build.context", refused.problem().code(), "seed " + seed + ": " + text);
      }
    }
  }
}
