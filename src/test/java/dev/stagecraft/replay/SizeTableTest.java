package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of sizes in each of its formats. */
class SizeTableTest {
  private static final ImageFacts SINGLE =
      new ImageFacts(
          "go-app:single",
          new ByteSize(917_000_000),
          9,
          "root",
          false,
          Duration.ofMillis(20_200),
          Optional.of(new ImageFacts.Steps(0, 5)));
  private static final ImageFacts MULTI =
      new ImageFacts(
          "go-app:multi",
          new ByteSize(7_140_000),
          4,
          "appuser",
          true,
          Duration.ofMillis(500),
          Optional.of(new ImageFacts.Steps(6, 7)));
  private static final SizeTable TABLE =
      new SizeTable(
          List.of(
              new SizeTable.Row(
                  new Lab.App("Go", "go-app:single", "go-app:multi", Optional.of("98 %"), 1),
                  Optional.of(SINGLE),
                  Optional.of(MULTI)),
              new SizeTable.Row(
                  new Lab.App("Rust", "r:single", "r:multi", Optional.empty(), 2),
                  Optional.empty(),
                  Optional.empty())),
          List.of(SINGLE, MULTI));

  private static String written(TableFormat format) {
    return TABLE.write(format, String::length);
  }

  @Test
  void asText() {
    assertEquals(
        """
        Application   single      multi      less   layers   user      built in   the lab says
        Go            917 MB   7.1 MB ≈   −99.2 %        4   appuser    0.5 s ↻   98 %
        Rust               –          –         –        –   –                –

        Image               size   layers   user      built in
        go-app:single     917 MB        9   root !        20 s
        go-app:multi    7.1 MB ≈        4   appuser    0.5 s ↻

        ≈ built on stand-ins for the base images: compare the ratios, not the megabytes
        ↻ steps came from the build cache: not the time of a cold build
        """,
        written(TableFormat.TEXT));
  }

  @Test
  void asMarkdown() {
    assertEquals(
        """
        | Application | single | multi | less | layers | user | built in | the lab says |
        |---|---:|---:|---:|---:|---|---:|---|
        | Go | 917 MB | 7.1 MB ≈ | −99.2 % | 4 | appuser | 0.5 s ↻ | 98 % |
        | Rust | – | – | – | – | – | – |  |

        | Image | size | layers | user | built in |
        |---|---:|---:|---|---:|
        | go-app:single | 917 MB | 9 | root ! | 20 s |
        | go-app:multi | 7.1 MB ≈ | 4 | appuser | 0.5 s ↻ |

        ≈ built on stand-ins for the base images: compare the ratios, not the megabytes

        ↻ steps came from the build cache: not the time of a cold build
        """,
        written(TableFormat.MARKDOWN));
  }

  @Test
  void asCsv() {
    assertEquals(
        """
        application,single,single_bytes,single_layers,single_user,single_seconds,single_steps,single_cached_steps,single_stand_in,\
        multi,multi_bytes,multi_layers,multi_user,multi_seconds,multi_steps,multi_cached_steps,multi_stand_in,reduction_percent,says
        Go,go-app:single,917000000,9,root,20.200,5,0,false,go-app:multi,7140000,4,appuser,0.500,7,6,true,99.22,98 %
        Rust,r:single,,,,,,,,r:multi,,,,,,,,,
        """
            .replace("\n", "\r\n"),
        written(TableFormat.CSV));
  }

  @Test
  void asJson() {
    assertEquals(
        """
        [
          {"application": "Go", "single": "go-app:single", "singleBytes": 917000000, \
        "singleLayers": 9, "singleUser": "root", "singleSeconds": 20.200, "singleSteps": 5, \
        "singleCachedSteps": 0, \
        "singleStandIn": false, "multi": "go-app:multi", "multiBytes": 7140000, \
        "multiLayers": 4, "multiUser": "appuser", "multiSeconds": 0.500, "multiSteps": 7, "multiCachedSteps": 6, \
        "multiStandIn": true, "reductionPercent": 99.22, "says": "98 %"},
          {"application": "Rust", "single": "r:single", "singleBytes": "", "singleLayers": "", \
        "singleUser": "", "singleSeconds": "", "singleSteps": "", "singleCachedSteps": "", "singleStandIn": "", "multi": "r:multi", \
        "multiBytes": "", "multiLayers": "", "multiUser": "", "multiSeconds": "", "multiSteps": "", "multiCachedSteps": "", \
        "multiStandIn": "", "reductionPercent": "", "says": ""}
        ]
        """,
        written(TableFormat.JSON));
  }
}
