package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What chosen steps need of the steps before them. */
class NeedsTest {
  private static final String LAB =
      """
      # Lab

      ```bash
      mkdir -p ~/lab && cd ~/lab
      ```

      ## Part 1: Go

      ### Step 1: Create
      ```bash
      mkdir -p go && cd go
      ```
      ```bash
      cat << 'EOF' > main.go
      package main
      EOF
      cat << 'EOF' > notes.txt
      nothing
      EOF
      ```

      ### Step 2: Build
      ```bash
      cat << 'EOF' > Dockerfile
      FROM golang:1.22
      COPY main.go ./
      EOF
      docker build -t go-app:single .
      docker images go-app
      ```

      ### Step 3: Verify
      ```bash
      docker run -d --name go-single -p 8081:8080 go-app:single
      sleep 2
      curl -s http://localhost:8081/health
      docker rm -f go-single
      ```

      ## Part 2: Python

      ### Step 4: Create
      ```bash
      mkdir -p py && cd py
      echo 'print(1)' > app.py
      ```

      ### Step 5: Build
      ```bash
      cat << 'EOF' > Dockerfile
      FROM python:3.11
      COPY . .
      EOF
      docker build -t py-app:single .
      ```

      ### Step 6: Compare
      ```bash
      docker images go-app
      docker images py-app
      ```

      ## Clean up
      ```bash
      docker rmi go-app:single py-app:single 2>/dev/null
      cd ~ && rm -rf ~/lab
      ```
      """;

  private static Route route(String markdown, Choice choice) {
    return Route.of(LabReader.read("lab.md", markdown), choice);
  }

  private static Choice steps(String... steps) {
    return new Choice(List.of(), List.of(steps), Optional.empty(), Optional.empty());
  }

  /** The first lines of what is run, a line each; what is needed only has a plus before it. */
  private static String text(Route route) {
    List<String> lines = new ArrayList<>();
    for (Route.Stop stop : route.stops()) {
      lines.add((stop.asked() ? "" : "+ ") + stop.step().label() + " " + stop.step().title());
      for (Block block : stop.blocks()) {
        block.fold(
            commands ->
                commands.statements().stream().map(s -> lines.add("    " + s.headline())).toList(),
            file -> List.of(lines.add("    file " + file.path())),
            own -> own.statements().stream().map(s -> lines.add("    " + s.headline())).toList(),
            shown -> List.of());
      }
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aStepBringsTheFilesFoldersAndImagesThatItNeeds() {
    assertEquals(
        """
        + · Lab
            mkdir -p ~/lab && cd ~/lab
        + 1 Create
            mkdir -p go && cd go
            cat << 'EOF' > main.go
        + 2 Build
            cat << 'EOF' > Dockerfile
            docker build -t go-app:single .
        3 Verify
            docker run -d --name go-single -p 8081:8080 go-app:single
            sleep 2
            curl -s http://localhost:8081/health
            docker rm -f go-single
        """,
        text(route(LAB, steps("3"))));
  }

  @Test
  void aPartNeedsOnlyTheFoldersOfTheOneBeforeIt() {
    Choice part = new Choice(List.of("python"), List.of(), Optional.empty(), Optional.of("5"));
    assertEquals(
        """
        + · Lab
            mkdir -p ~/lab && cd ~/lab
        + 1 Create
            mkdir -p go && cd go
        4 Create
            mkdir -p py && cd py
            echo 'print(1)' > app.py
        5 Build
            cat << 'EOF' > Dockerfile
            docker build -t py-app:single .
        """,
        text(route(LAB, part)));
  }

  @Test
  void aListingNeedsWhatItLists() {
    String text = text(route(LAB, steps("6")));
    assertEquals(
        List.of("    docker build -t go-app:single .", "    docker build -t py-app:single ."),
        text.lines().filter(line -> line.contains("docker build")).toList());
    assertEquals(1, text.lines().filter(line -> line.contains("main.go")).count());
    assertEquals(0, text.lines().filter(line -> line.contains("notes.txt")).count());
  }

  @Test
  void whatToleratesThatNothingIsThereNeedsNothing() {
    Choice last = new Choice(List.of(), List.of("Clean up"), Optional.empty(), Optional.empty());
    assertEquals(
        """
        · Clean up
            docker rmi go-app:single py-app:single 2>/dev/null
            cd ~ && rm -rf ~/lab
        """,
        text(route(LAB, last)));
  }

  @Test
  void aContainerThatWasTakenIsRemovedBeforeItsNameIsUsedAgain() {
    String lab =
        """
        # L
        ## One
        ```bash
        docker run -d --name web -p 8080:80 nginx
        docker exec web sh -c 'echo x > /x'
        docker cp web:/x x
        ```
        ## Two
        ```bash
        docker rm -f web
        ```
        ## Three
        ```bash
        docker run -d --name web -p 8080:80 nginx
        cat x
        ```
        """;
    assertEquals(
        """
        + 1 One
            docker run -d --name web -p 8080:80 nginx
            docker exec web sh -c 'echo x > /x'
            docker cp web:/x x
        + 2 Two
            docker rm -f web
        3 Three
            docker run -d --name web -p 8080:80 nginx
            cat x
        """,
        text(route(lab, steps("3"))));
  }

  @Test
  void whatIsInDoubtIsTaken() {
    String lab =
        """
        # L
        ## One
        ```bash
        export MODE=fast
        ./setup.sh
        source env
        say() { echo "$1"; }
        echo nothing
        ls
        for i in 1 2; do echo $i > f$i; done
        ```
        ## Two
        ```bash
        N=5
        M=6
        ```
        ## Three
        ```bash
        echo $N; cat f1
        ```
        """;
    assertEquals(
        """
        + 1 One
            export MODE=fast
            ./setup.sh
            source env
            say() { echo "$1"; }
            for i in 1 2; do echo $i > f$i; done
        + 2 Two
            N=5
        3 Three
            echo $N; cat f1
        """,
        text(route(lab, steps("3"))));
  }

  @Test
  void aBlockThatWritesAFileAndAnImageOfAnotherImage() {
    String lab =
        """
        # L
        ## One
        ```dockerfile save-as=base/Dockerfile
        FROM scratch
        COPY . /
        ```
        ```bash
        mkdir -p base/sub
        docker build -t mine:base base
        docker build -t mine:other base
        ```
        ## Two
        ```bash
        cat > Dockerfile << 'EOF'
        FROM mine:base
        EOF
        docker build -t mine:top .
        ```
        ## Three
        ```bash
        docker run --rm mine:top
        ```
        """;
    assertEquals(
        """
        + 1 One
            file base/Dockerfile
            mkdir -p base/sub
            docker build -t mine:base base
        + 2 Two
            cat > Dockerfile << 'EOF'
            docker build -t mine:top .
        3 Three
            docker run --rm mine:top
        """,
        text(route(lab, steps("3"))));
  }

  @Test
  void whatDependsOnStepsLeftOutIsLeftOutToo() {
    Needs needs = new Needs(LabReader.read("lab.md", LAB));
    Route all = Route.all(LabReader.read("lab.md", LAB));
    assertEquals(List.of(), needs.dependents(all, Set.of(4, 5)));
    assertEquals(
        List.of(new Needs.Dependent(2, 1, 28), new Needs.Dependent(3, 2, 34)),
        needs.dependents(all, Set.of(1)));
    assertEquals(List.of("golang:1.22"), needs.bases(all.stops().get(2)));
    assertEquals(List.of(), needs.bases(all.stops().get(3)));
    assertEquals(List.of("python:3.11"), needs.bases(all.stops().get(5)));
    assertEquals(List.of("golang:1.22", "python:3.11"), needs.stock(all));
    assertEquals(Set.of(1), needs.idle(Set.of(2, 3)));
    assertEquals(Set.of(4), needs.idle(Set.of(5)));
    assertEquals(Set.of(), needs.idle(Set.of(3)));
  }

  @Test
  void whatAStatementTellsOfByItselfIsNotBroughtBefore() {
    String lab =
        """
        # L
        ```bash
        docker pull redis
        docker run --rm busybox echo
        ID=$(docker run -d nginx)
        docker run redis
        cat << EOF > Dockerfile
        ARG V=3.19
        FROM alpine:${V} AS a
        FROM nginx
        COPY --from=a / /
        COPY --from=tools:1 / /
        EOF
        docker build --build-arg V=3.20 -t x .
        docker run --rm x
        ```
        """;
    Lab read = LabReader.read("lab.md", lab);
    Needs needs = new Needs(read);
    assertEquals(
        List.of("redis", "busybox", "nginx", "alpine:3.20", "tools:1"),
        needs.bases(Route.all(read).stops().get(0)));
    assertEquals(List.of("busybox", "alpine:3.20", "tools:1"), needs.stock(Route.all(read)));
  }

  private static String said(Choice choice) {
    Problem problem = assertThrows(ProblemException.class, () -> route(LAB, choice)).problem();
    return problem.code() + ": " + problem.message() + " | " + problem.hint().orElse("");
  }

  @Test
  void namesAndNumbersOfStepsAndParts() {
    assertEquals(
        List.of(1, 2, 5),
        route(LAB, steps("1-2,5")).asked().stream().map(Lab.Step::number).toList());
    for (String name : List.of("Part 2: Python", "part 2", "2", "PYTHON", "pyt")) {
      Choice part = new Choice(List.of(name), List.of(), Optional.empty(), Optional.empty());
      assertEquals(
          List.of(4, 5, 6), route(LAB, part).asked().stream().map(Lab.Step::number).toList(), name);
    }
    Choice ends = new Choice(List.of(), List.of(), Optional.of("Verify"), Optional.of("go"));
    assertEquals(
        List.of("Verify"), route(LAB, ends).asked().stream().map(Lab.Step::title).toList());
    assertEquals(
        "lab.part: the lab has no part Pyhton | did you mean Part 2: Python?",
        said(new Choice(List.of("Pyhton"), List.of(), Optional.empty(), Optional.empty())));
    assertEquals(
        "lab.part: the lab has no part Java | it has Part 1: Go, Part 2: Python",
        said(new Choice(List.of("Java"), List.of(), Optional.empty(), Optional.empty())));
    assertEquals("lab.step: the lab has no step 9 | its steps are 1 to 6", said(steps("9")));
    assertEquals("lab.step: the lab has no step 5-9 | its steps are 1 to 6", said(steps("5-9")));
    assertEquals(
        "lab.step: 4-2 is no range of steps | a range goes upwards: 2-4", said(steps("4-2")));
    assertEquals(
        "lab.step: the lab has no step Verfy | did you mean Verify?", said(steps("Verfy")));
    assertEquals(
        "lab.choice: there is no step between the two ends"
            + " | --from names the first step and --until the last one",
        said(new Choice(List.of(), List.of(), Optional.of("5"), Optional.of("4"))));
  }

  @Test
  void headingsBelowAStepBelongToIt() {
    String lab =
        """
        # L
        ## Step 1: One
        ```bash
        echo 1
        ```
        ### A closer look
        ```bash
        echo 2
        ```
        ## Step 2: Two
        ```bash
        echo 3
        ```
        """;
    assertEquals(
        List.of("One", "A closer look"),
        route(lab, steps("1")).asked().stream().map(Lab.Step::title).toList());
  }

  /** Steps alone show the same as in the whole lab, in some hundred labs made up at random. */
  @Test
  void chosenStepsShowWhatTheyShowInTheWholeLab() {
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      LabWorld.Written written = LabWorld.write(random, 24);
      Lab lab = LabReader.read("lab.md", written.markdown());
      Set<Integer> asked = new TreeSet<>();
      for (int i = 0; i < 1 + random.nextInt(2); i++) {
        asked.add(random.nextInt(lab.steps().size()));
      }
      Route route = new Needs(lab).route(asked);
      LabWorld world = new LabWorld();
      List<String> shown = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (Route.Stop stop : route.stops()) {
        for (Block block : stop.blocks()) {
          for (LabStatement statement : ((Block.Commands) block).statements()) {
            String output = world.run(statement.text());
            if (stop.asked()) {
              shown.add(statement.text() + ": " + output);
              expected.add(
                  statement.text() + ": " + written.outputs().get(statement.place().line()));
            }
          }
        }
      }
      assertEquals(
          expected, shown, "seed " + seed + "\n" + written.markdown() + "\n" + text(route));
    }
  }
}
