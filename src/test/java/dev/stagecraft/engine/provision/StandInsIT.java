package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.testkit.RealEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Each base image of the reference lab, and in it what the lab does with it: the registries of
 * packages are reached from within as from this machine, with nothing said about how.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class StandInsIT {
  private static final String SDK = "mcr.microsoft.com/dotnet/sdk:8.0-alpine";
  private static final String RUNTIME = "mcr.microsoft.com/dotnet/aspnet:8.0-alpine";

  private final RealEngine real = RealEngine.assumed(BuildKit::new);
  private final boolean own = PrivateEngine.isOne(real.engine());
  private final Path home = Path.of(System.getProperty("user.home"));
  private final Path product = Path.of(System.getProperty("stagecraft.home", "."));
  private final BaseRules rules =
      BaseRules.of(
          own,
          false,
          System.getenv(),
          home.resolve("none"),
          home.resolve(".cache/stagecraft"),
          product);
  private final Bases bases = new Bases(real.engine(), rules, System.getenv(), home);
  private int made;

  @AfterEach
  void close() {
    if (!own) {
      bases.giveBack();
      bases.purge();
    }
    real.close();
  }

  /** What a base is tried with, and what that prints. */
  private record Trial(String image, String script, String output) {}

  private static final List<Trial> TRIALS =
      List.of(
          new Trial(
              "alpine:3.19",
              "adduser -D -u 1000 appuser; id appuser; su appuser -c 'id -u';"
                  + " apk add x 2>&1; echo $?",
              """
              uid=1000(appuser) gid=1000(appuser) groups=1000(appuser)
              1000
              apk: this image stands in for Alpine and has no packages: apk add x cannot be done
              99
              """),
          new Trial(
              "golang:1.22-alpine",
              "go version | cut -d' ' -f3 | cut -d. -f1,2; go mod download rsc.io/quote@v1.5.2;"
                  + " ls /go/pkg/mod/rsc.io | sort; adduser -D -u 1000 appuser; id -u appuser",
              """
              go1.22
              quote@v1.5.2
              1000
              """),
          new Trial(
              "golang:1.21-alpine",
              "go version | cut -d' ' -f3 | cut -d. -f1,2; go env GOTOOLCHAIN GOPATH",
              """
              go1.21
              local
              /go
              """),
          new Trial(
              "golang:1.22",
              "go version | cut -d' ' -f3 | cut -d. -f1,2; gcc -dumpversion; git --version; pwd",
              """
              go1.22
              12
              git version 2.39.5
              /go
              """),
          new Trial(
              "python:3.11",
              "python --version | cut -d. -f1,2; apt-get update -qq;"
                  + " apt-get install -qq -y --no-install-recommends gcc libffi-dev >/dev/null;"
                  + " pip install -q --no-cache-dir --root-user-action=ignore"
                  + " flask==3.0.0 gunicorn==21.2.0 cryptography==41.0.0;"
                  + " gunicorn --version; pip list 2>/dev/null | grep -iE '^(flask|cryptography) '"
                  + " | tr -s ' '",
              """
              Python 3.11
              gunicorn (version 21.2.0)
              cryptography 41.0.0
              Flask 3.0.0
              """),
          new Trial(
              "python:3.11-slim",
              "apt-get update -qq; apt-get install -qq -y --no-install-recommends libffi-dev"
                  + " >/dev/null 2>&1; ls /usr/include/*/ffi.h | wc -l;"
                  + " python -m venv /opt/venv; /opt/venv/bin/pip install -q flask==3.0.0"
                  + " 2>/dev/null; /opt/venv/bin/flask --version | sed -n 2p;"
                  + " useradd -m -u 1000 appuser; id -u appuser",
              """
              1
              Flask 3.0.0
              1000
              """),
          new Trial(
              "node:20-alpine",
              "node --version | cut -d. -f1; mkdir /app; cd /app; echo '{}' > package.json;"
                  + " npm install --silent react@18.2 react-dom@18.2 esbuild@0.19;"
                  + " echo 'import React from \"react\"; console.log(React.version)' > a.jsx;"
                  + " npx esbuild a.jsx --bundle --platform=node --log-level=error | node;"
                  + " adduser -D -u 1234 appuser; id -u appuser node",
              """
              v20
              18.2.0
              1234
              1000
              """),
          new Trial(
              "node:20",
              "npm install --silent -g serve; serve --version | cut -d. -f1; git --version",
              """
              14
              git version 2.39.5
              """),
          new Trial(
              "nginx:alpine",
              "echo '<p>counter</p>' > /usr/share/nginx/html/index.html;"
                  + " /docker-entrypoint.sh nginx > /log 2>&1; wget -qO- http://localhost/;"
                  + " wget -qO- http://localhost/none 2>&1; ls /etc/nginx/conf.d;"
                  + " grep -c 'GET /none' /log; grep -c 'No such file' /log",
              """
              <p>counter</p>
              wget: server returned error: HTTP/1.1 404 Not Found
              default.conf
              2
              1
              """));

  @TestFactory
  Stream<DynamicTest> bringsAndTries() {
    return TRIALS.stream()
        .map(
            trial ->
                DynamicTest.dynamicTest(
                    trial.image(),
                    () -> {
                      bring(trial.image());
                      assertEquals(trial.output(), run(trial.image(), trial.script(), List.of()));
                    }));
  }

  /** The two images of the pack, where there is one; without it, both are told to be nowhere. */
  @Test
  void whatTheSdkPublishesRunsOnTheRuntime() {
    if (new Recipes(rules.packs(), rules.recipes()).find(ImageName.parse(SDK)).isEmpty()) {
      assertEquals(Optional.of("base.nowhere"), bases.absence(SDK).map(problem -> problem.code()));
      return;
    }
    bring(SDK);
    bring(RUNTIME);
    String volume = real.name("published");
    real.engine().volumes().create(volume, Map.of());
    try {
      String program =
          "var app = WebApplication.CreateBuilder(args).Build();"
              + " app.MapGet(\"/health\", () => new { status = \"OK\" }); app.Run();";
      String project =
          "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net8.0"
              + "</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>";
      String built =
          run(
              SDK,
              "mkdir /src; cd /src; echo '"
                  + project
                  + "' > web.csproj; echo '"
                  + program
                  + "' > Program.cs; dotnet restore && dotnet publish -c Release -o /app/publish",
              List.of(volume + ":/app"));
      assertTrue(built.contains("web -> /app/publish/"), built);
      assertEquals(
          "1000\n{\"status\":\"OK\"}",
          run(
              RUNTIME,
              "adduser -D -u 1000 appuser; id -u appuser; cd /app/publish;"
                  + " dotnet web.dll > /dev/null 2>&1 & i=0;"
                  + " until wget -qO- http://localhost:8080/health 2>/dev/null;"
                  + " do i=$((i+1)); [ $i -lt 300 ] || exit 1; sleep 0.2; done",
              List.of(volume + ":/app")));
    } finally {
      real.engine().volumes().remove(volume, true);
    }
  }

  private void bring(String image) {
    assertEquals(image, bases.bring(image, progress -> {}).reference());
    assertTrue(bases.isReady(image), image);
  }

  /** What a shell in a container prints. */
  private String run(String image, String script, List<String> binds) {
    Containers containers = real.engine().containers();
    ObjectMapper json = new ObjectMapper();
    ObjectNode config = json.createObjectNode();
    config.put("Image", image);
    config.set("Entrypoint", json.createArrayNode());
    config.set("Cmd", json.valueToTree(List.of("sh", "-c", script)));
    config.set("HostConfig", json.createObjectNode().set("Binds", json.valueToTree(binds)));
    String id =
        containers.create(Optional.of(real.name("try-" + made++)), Optional.empty(), config).id();
    try {
      containers.start(id);
      int status = containers.await(id, "not-running", () -> {});
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      containers.logs(
          id,
          new Containers.LogQuery(false, false, Optional.empty(), Optional.empty(), "all"),
          Containers.Sink.of(output::writeBytes, errors::writeBytes));
      assertEquals(0, status, output + "\n" + errors);
      return output.toString(StandardCharsets.UTF_8);
    } finally {
      containers.remove(id, true, true);
    }
  }
}
