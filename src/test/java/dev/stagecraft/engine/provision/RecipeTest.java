package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.engine.BaseImages.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stage of which Dockerfile makes an image. */
class RecipeTest {
  @TempDir private Path folder;

  private Optional<String> stage(Path under, String image) {
    return Recipe.find(under, ImageName.parse(image), Source.PACK).map(Recipe::stage);
  }

  private void pack() throws IOException {
    Path pack = Files.createDirectories(folder.resolve("dotnet"));
    Files.writeString(
        pack.resolve("README.md"),
        "two targets: `sdk` (stands in for sdk:8.0 and sdk:8.0-alpine) and `aspnet`\n"
            + "(stands in for aspnet:8.0-alpine.)");
    Files.writeString(
        pack.resolve("Dockerfile"),
        "FROM debian:bookworm-slim AS base\nFROM base AS sdk\nfrom --platform=linux/amd64 x as"
            + " aspnet\nFROM base\n");
  }

  @Test
  void aStageWithoutTagServesTheTagsThatTheReadmeNames() throws IOException {
    pack();
    Map<String, Optional<String>> found = new TreeMap<>();
    for (String image :
        new String[] {
          "mcr.microsoft.com/dotnet/sdk:8.0",
          "mcr.microsoft.com/dotnet/sdk:8.0-alpine",
          "mcr.microsoft.com/dotnet/sdk:8",
          "mcr.microsoft.com/dotnet/sdk:8.0-alp",
          "mcr.microsoft.com/dotnet/aspnet:8.0-alpine",
          "mcr.microsoft.com/dotnet/aspnet:8.0",
          "mcr.microsoft.com/other/sdk:8.0",
          "sdk:8.0"
        }) {
      found.put(image, stage(folder, image));
    }
    assertEquals(
        Map.of(
            "mcr.microsoft.com/dotnet/sdk:8.0", Optional.of("sdk"),
            "mcr.microsoft.com/dotnet/sdk:8.0-alpine", Optional.of("sdk"),
            "mcr.microsoft.com/dotnet/sdk:8", Optional.empty(),
            "mcr.microsoft.com/dotnet/sdk:8.0-alp", Optional.empty(),
            "mcr.microsoft.com/dotnet/aspnet:8.0-alpine", Optional.of("aspnet"),
            "mcr.microsoft.com/dotnet/aspnet:8.0", Optional.empty(),
            "mcr.microsoft.com/other/sdk:8.0", Optional.empty(),
            "sdk:8.0", Optional.empty()),
        found);
  }

  @Test
  void theFolderOfOnePackServesToo() throws IOException {
    pack();
    assertEquals(
        Optional.of("sdk"), stage(folder.resolve("dotnet"), "mcr.microsoft.com/dotnet/sdk:8.0"));
  }

  @Test
  void aFolderThatIsMissingHasNone() {
    assertEquals(Optional.empty(), stage(folder.resolve("nowhere"), "golang:1.22"));
  }

  @Test
  void theProductsOwnRecipesMakeTheBasesOfTheLab() {
    Path recipes = Path.of(System.getProperty("stagecraft.home", ".")).resolve("labs/bases");
    for (String image :
        Set.of(
            "golang:1.22",
            "golang:1.22-alpine",
            "golang:1.21-alpine",
            "alpine:3.19",
            "buildpack-deps:bookworm",
            "python:3.11",
            "python:3.11-slim",
            "node:20",
            "node:20-alpine",
            "nginx:alpine")) {
      assertEquals(Optional.of(image.replace(':', '-')), stage(recipes, image));
    }
    assertEquals(Optional.empty(), stage(recipes, "golang:1.19"));
    assertEquals(Optional.empty(), stage(recipes, "example.com/someone/golang"));
  }

  @Test
  void aRecipeMayCopyFromTheFoldersBesideItAndAPackMayNot() throws IOException {
    pack();
    ImageName image = ImageName.parse("mcr.microsoft.com/dotnet/sdk:8.0");
    assertEquals(
        Optional.of(folder), Recipe.find(folder, image, Source.RECIPE).map(Recipe::context));
    assertEquals(
        Optional.of(folder.resolve("dotnet")),
        Recipe.find(folder, image, Source.PACK).map(Recipe::context));
  }
}
