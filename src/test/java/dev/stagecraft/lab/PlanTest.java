package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay would do, as text, and files that are no labs. */
class PlanTest {
  @TempDir Path folder;

  private static String plan(String markdown) {
    return String.join("\n", Plan.of(LabReader.read("lab.md", markdown))) + "\n";
  }

  @Test
  void aPlanShowsEveryBlockAndWhatItWouldDo() {
    assertEquals(
        """
        lab.md · The lab
        1 step, 4 blocks to run, 1 block to read
          bases     golang:1.21, alpine:3.19
          images    app:go121
          ports     8081, 9000
          beyond    sudo tee /etc/hosts, sudo systemctl restart docker, docker system prune, writes /etc/hosts, git https://example.org/x.git
          note      line 27 is for PowerShell and is left out

        ·  The lab
             4  $ mkdir -p x && cd x
                    makes     x
                    enters    x
             5  $ cat << 'EOF' > Dockerfile  (7 more lines)
                    writes    Dockerfile (6 lines)
            13  $ docker build --build-arg GO=1.21 -t app:go121 .
                    needs     golang:1.21, alpine:3.19
                    builds    app:go121 from Dockerfile

        Part A
        1  Run
            23  $ docker run -dp 8081:80 --name web -p 127.0.0.1:9000:90/tcp app:go121 -p 1:2
                    runs      app:go121 as web
                    publishes 8081, 9000
            24  $ sleep 2; curl -s localhost:8081/health | jq .
                    waits     2 s
                    asks      localhost:8081/health
            28  $ echo 1 | sudo tee /etc/hosts
                  ! beyond    sudo tee /etc/hosts
            29  $ sudo systemctl restart docker
                  ! beyond    sudo systemctl restart docker
            30  $ docker system prune -f
                  ! beyond    docker system prune
            31  $ echo x >> /etc/hosts
                    writes    /etc/hosts
                  ! beyond    writes /etc/hosts
            32  $ git clone https://example.org/x.git
                  ! beyond    git https://example.org/x.git
            34  + hello.txt (1 line of the file)
            37  · not run: text
        """,
        plan(
            """
            # The lab

            ```bash
            mkdir -p x && cd x
            cat << 'EOF' > Dockerfile
            ARG GO=1.22
            FROM golang:${GO} AS builder
            RUN true
            FROM alpine:3.19
            COPY --from=builder /x /x
            FROM builder
            EOF
            docker build --build-arg GO=1.21 -t app:go121 .
            ```

            ## Part A

            ### Step 1: Run

            <!-- stagecraft: run -->

            ```bash
            docker run -dp 8081:80 --name web -p 127.0.0.1:9000:90/tcp app:go121 -p 1:2
            sleep 2; curl -s localhost:8081/health | jq .
            ```
            ```bash
            $env:X=0
            echo 1 | sudo tee /etc/hosts
            sudo systemctl restart docker
            docker system prune -f
            echo x >> /etc/hosts
            git clone https://example.org/x.git
            ```
            ```text save-as=hello.txt
            hello
            ```
            ```text
            words
            ```
            """));
  }

  @Test
  void ourOwnLabsAreReadWithoutDoubt() throws IOException {
    Path home = Path.of(System.getProperty("stagecraft.home"));
    Map<String, Integer> labs =
        Map.of("labs/first-look/README.md", 5, "labs/multi-stage/README.md", 20);
    for (String name : labs.keySet()) {
      Lab lab = LabFile.read(name, home);
      assertEquals(List.of(), lab.remarks(), name);
      assertEquals(
          List.of(),
          lab.blocks().stream()
              .filter(
                  block ->
                      block.fold(
                          commands -> commands.doubt().isPresent(),
                          file -> false,
                          own -> false,
                          shown -> true))
              .toList(),
          name);
      assertEquals(labs.get(name), lab.numberedSteps(), name);
    }
  }

  @Test
  void filesThatAreNoLabsSaySo() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/README.md"), "x", StandardCharsets.UTF_8);
    Files.write(folder.resolve("a.bin"), new byte[] {1, 0, 2});
    Files.write(folder.resolve("latin.md"), new byte[] {'a', (byte) 0xE4, 'b'});
    Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\nls\n", StandardCharsets.UTF_8);
    assertEquals("lab.missing there is no file no.md", said("no.md"));
    assertEquals("lab.kind sub is a folder", said("sub"));
    assertEquals("lab.kind a.bin is a binary file, no Markdown", said("a.bin"));
    assertEquals("lab.kind latin.md is no text in UTF-8", said("latin.md"));
    assertEquals("lab.kind run.sh is a script, no Markdown", said("run.sh"));
    assertEquals("lab.empty sub/README.md has no block of commands to run", said("sub/README.md"));
  }

  private String said(String name) {
    var problem = assertThrows(ProblemException.class, () -> LabFile.read(name, folder)).problem();
    assertEquals(true, problem.hint().isPresent(), name);
    return problem.code() + " " + problem.message();
  }
}
