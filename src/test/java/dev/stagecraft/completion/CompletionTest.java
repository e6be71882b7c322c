package dev.stagecraft.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand at the cursor. A value after which no blank follows ends in {@code +}. */
class CompletionTest {
  @TempDir private Path folder;
  private Completion completion;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM golang:1.21 AS build\nfrom --platform=x alpine as out\n");
    Files.writeString(folder.resolve("Other"), "FROM a AS one\nFROM b\n");
    Files.writeString(folder.resolve("lab.md"), "");
    Files.writeString(folder.resolve("my file"), "");
    Files.writeString(folder.resolve("it's $x"), "");
    Files.writeString(folder.resolve(".hidden"), "");
    Files.createDirectories(folder.resolve("go app/src"));
    completion = new Completion(SomeCommands.registry(), new SomeSources(folder, folder));
  }

  private List<String> values(String before) {
    return completion.at(before).stream().map(s -> s.value() + (s.finished() ? "" : "+")).toList();
  }

  private List<String> described(String before) {
    return completion.at(before).stream()
        .map(s -> s.shown() + " | " + s.group() + " | " + s.says())
        .toList();
  }

  @Test
  void commands() {
    assertEquals(
        List.of(
            "docker | commands | The docker command line",
            "help | commands | List the commands",
            "images | commands | List images",
            "mode | commands | Say the language",
            "replay | commands | Run a lab",
            "run | commands | Run a container",
            "step | commands | Run a step",
            "groovy | commands | Lines of Groovy: groovy { … }",
            "jshell | commands | Lines of Java: jshell { … }",
            "greet | yours | function"),
        described(""));
    assertEquals(List.of("images | commands | List images", "imp | programs | "), described("im"));
    assertEquals(List.of("rm", "rmx"), values("rm"));
    assertEquals(List.of("greet", "grep"), values("gre"));
  }

  @Test
  void subcommandsWithSummaries() {
    assertEquals(
        List.of(
            "build | commands | Build an image",
            "images | commands | List images",
            "inspect | commands | Look inside",
            "network | commands | ls",
            "rm | commands | Remove containers",
            "run | commands | Run a container",
            "stop | commands | Stop containers"),
        described("docker "));
    assertEquals(List.of("docker | commands | The docker command line"), described("help do"));
    assertEquals(List.of("ls | commands | List networks"), described("help docker network "));
    assertEquals(List.of("sort | row words | Rows: sort"), described("help so"));
  }

  @Test
  void newCommandsBegin() {
    for (String before : List.of("cd x; ", "cd x && ", "cd x || ", "echo $(", "echo \"$(", "(")) {
      assertEquals(List.of("images", "imp"), values(before + "im"));
    }
    assertEquals(List.of("images"), values("docker rm $(docker im"));
    assertEquals(List.of("images"), values("A=1 sudo docker im"));
    assertEquals(List.of("db", "web-1"), values("docker rm $(cat ids) "));
  }

  @Test
  void optionsLongAndShort() {
    assertEquals(
        List.of(
            "--detach | options | Go on in the background",
            "--network | options | Connect to it",
            "--volume | options | Mount it",
            "--env | options | Set a variable",
            "-d | short options | Go on in the background",
            "-v | short options | Mount it",
            "-e | short options | Set a variable"),
        described("docker run -"));
    assertEquals(
        List.of("--volume", "--env", "-v", "-e"), values("docker run -d --network=bridge -e A -"));
    assertEquals(List.of("--network"), values("run --netwrok"));
    assertEquals(List.of("--force"), values("docker rm web --"));
    assertEquals(List.of(), values("docker run alpine:3.19 sh -"));
  }

  @Test
  void valuesOfOptions() {
    assertEquals(List.of("bridge", "my\\ net"), values("docker run --network "));
    assertEquals(List.of("--network=bridge"), values("docker run --network=b"));
    assertEquals(List.of("\"my net\""), values("docker run --network \"my"));
    assertEquals(
        List.of("plain | values | each line", "tty | values | live"),
        described("docker build --progress "));
    assertEquals(List.of("--progress=tty"), values("docker build --progress=t"));
    assertEquals(List.of("label=+"), values("images --filter la"));
    assertEquals(List.of("data:+", "go\\ app/+"), values("docker run -v "));
    assertEquals(List.of("./go\\ app/+"), values("docker run -v ./"));
    assertEquals(List.of("data:/x:ro", "data:/x:rw"), values("docker run -v data:/x:"));
    assertEquals(List.of("Dockerfile"), values("docker build -f Do"));
    assertEquals(List.of("HOME", "HOST"), values("run -e HO"));
  }

  @Test
  void stagesOfTheDockerfile() {
    assertEquals(
        List.of("build | stages | from golang:1.21", "out | stages | from alpine"),
        described("docker build --target "));
    assertEquals(List.of("one"), values("docker build -f Other --target "));
    assertEquals(List.of("one"), values("docker build --file=Other --target "));
    assertEquals(List.of(), values("docker build 'go app' --target "));
  }

  @Test
  void namesFromTheEngine() {
    assertEquals(
        List.of(
            "alpine:3.19 | images | 7.4MB, 3 weeks ago", "local/web:1 | images | 12MB, 2 days ago"),
        described("docker run "));
    assertEquals(List.of("local/web:1"), values("docker run -d -e A=1 --network bridge local/w"));
    assertEquals(List.of("db", "web-1"), values("docker rm -f "));
    assertEquals(List.of("web-1"), values("docker rm -f db "));
    assertEquals(List.of("web-1 | containers | nginx, Up"), described("docker stop "));
    assertEquals(List.of("'local/web:1'"), values("docker run 'local"));
    assertEquals(
        List.of("containers", "images", "networks", "volumes"),
        completion.at("docker inspect ").stream().map(Suggestion::group).distinct().toList());
  }

  @Test
  void mistypedAndHalfRemembered() {
    assertEquals(List.of("images"), values("docker imgaes"));
    assertEquals(List.of("images"), values("docker imges"));
    assertEquals(List.of("images"), values("IMA"));
    assertEquals(List.of("web-1"), values("docker rm wbe-1"));
    assertEquals(List.of("web-1"), values("docker rm EB"));
    assertEquals(List.of("local/web:1"), values("docker run web"));
    assertEquals(List.of("'local/web:1'"), values("docker run 'web"));
    assertEquals(List.of(), values("docker rm xyz"));
    assertEquals(List.of(), values("cat ile"));
  }

  @Test
  void rows() {
    assertEquals(
        List.of(
            "select | row words | Rows: select",
            "sort | row words | Rows: sort",
            "to | row words | Rows: to",
            "where | row words | Rows: where"),
        described("images | "));
    assertEquals(
        List.of(
            "repository | columns | text",
            "tag | columns | text",
            "size | columns | size, as 100MB"),
        described("images | where "));
    assertEquals(List.of("tag"), values("images | where size > 100MB and t"));
    assertEquals(List.of("-repository", "-tag", "-size"), values("images | sort -"));
    assertEquals(List.of("tag", "size"), values("docker images | select tag,size | sort "));
    assertEquals(List.of("json", "csv", "md"), values("images | sort tag | to "));
    assertEquals(List.of("greet", "grep"), values("ls | gre"));
    assertEquals(List.of("sort"), values("ls | so"));
    assertEquals(List.of("grep"), values("images | gr"));
    assertEquals(List.of(), values("ls | ima"));
  }

  @Test
  void templates() {
    assertEquals(List.of("json", "table", "'table {{.+", "'{{.+"), values("images --format "));
    assertEquals(
        List.of(
            ".ID | fields | image id", ".Repository | fields | repository", ".Tag | fields | tag"),
        described("images --format '{{."));
    assertEquals(List.of("'{{.Repository}}+"), values("images --format '{{.Rep"));
    assertEquals(List.of("\"{{.ID}} {{ .Tag}}+"), values("images --format \"{{.ID}} {{ .T"));
    assertEquals(List.of("'table {{json .Tag}}+"), values("images --format 'table {{json .t"));
    assertEquals(List.of("--format='{{.Tag}}+"), values("images --format='{{.T"));
    assertEquals(List.of("{{.Tag}}+"), values("images --format {{.T"));
    assertEquals(List.of("'{{.State+"), values("docker inspect -f '{{.Sta"));
    assertEquals(
        List.of(".State.Health | fields | has fields", ".State.Status | fields | "),
        described("docker inspect -f '{{.State."));
    assertEquals(
        List.of("'{{.State.Health.Status}}+"), values("docker inspect -f '{{.State.Health."));
    assertEquals(List.of(), values("images --format '{{.ID}}"));
  }

  @Test
  void variables() {
    assertEquals(
        List.of("$HOME | variables | /home/ada", "$HOST | variables | one"), described("echo $HO"));
    assertEquals(List.of("\"a $HOME+"), values("echo \"a $HOM"));
    assertEquals(List.of("x/${HOST}+"), values("docker run x/${HOS"));
    assertEquals(List.of(), values("echo '$HOM"));
  }

  @Test
  void labs() {
    assertEquals(List.of("lab.md", "go\\ app/+"), values("replay "));
    assertEquals(
        List.of("1 | steps | Begin, of lab.md", "2 | steps | End"),
        described("replay lab.md --step "));
    assertEquals(List.of("1 | steps | Begin, of open", "2 | steps | End"), described("step "));
    assertEquals(
        List.of("groovy | values | lines are Groovy", "shell | values | "), described("mode "));
  }

  @Test
  void textOfAnotherLanguageIsNotTheShells() {
    assertEquals(List.of(), values("groovy { ima"));
    assertEquals(List.of(), values("groovy { im | so"));
    assertEquals(List.of(), values("jshell {\n  int x = 1;\n  ima"));
    assertEquals(List.of("images"), values("groovy { x }; ima"));
  }

  @Test
  void filesAndFolders() {
    assertEquals(
        List.of("Dockerfile", "Other", "it\\'s\\ \\$x", "lab.md", "my\\ file", "go\\ app/+"),
        values("ls "));
    assertEquals(List.of("go\\ app/+"), values("docker build "));
    assertEquals(List.of("go\\ app/+"), values("cd "));
    assertEquals(List.of(".hidden"), values("ls ."));
    assertEquals(List.of("./Dockerfile"), values("./D"));
    assertEquals(List.of("~/Dockerfile"), values("cat ~/D"));
    assertEquals(List.of(), values("ls nowhere/"));
    assertEquals(List.of("Dockerfile"), values("docker images > Do"));
    assertEquals(List.of("Dockerfile"), values("> Do"));
    assertEquals(List.of("Dockerfile"), values("docker images 2>&1 >>Do"));
    assertEquals(List.of("Dockerfile"), values("docker cp Do"));
    assertEquals(List.of("Dockerfile"), values("ls do"));
  }

  @Test
  void namesWithBlanksAreQuotedAsTheyWereBegun() {
    assertEquals(List.of("my\\ file"), values("cat my\\ f"));
    assertEquals(List.of("\"my file\""), values("cat \"my f"));
    assertEquals(List.of("'my file'"), values("cat 'my "));
    assertEquals(List.of("'it'\\''s $x'"), values("cat 'it"));
    assertEquals(List.of("\"it's \\$x\""), values("cat \"it"));
    assertEquals(List.of("go\\ app/src/+"), values("cd go\\ app/"));
    assertEquals(List.of("\"go app/src/+"), values("cd \"go app/s"));
  }
}
