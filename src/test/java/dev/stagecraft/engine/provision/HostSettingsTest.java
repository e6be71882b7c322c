package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stand-in takes over from the machine that makes it. */
class HostSettingsTest {
  @TempDir private Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private HostSettings read(Map<String, String> environment) {
    return HostSettings.read(root, root.resolve("home"), environment);
  }

  @Test
  void aptSourcesOfBothFormats() throws IOException {
    file(
        "etc/apt/sources.list",
        "# deb http://old.example/debian bookworm main\n"
            + "deb-src http://src.example/debian bookworm main\n"
            + "deb http://sec.example/security bookworm-security main # why\n");
    file(
        "etc/apt/sources.list.d/debian.sources",
        "Types: deb\n# URIs: http://no.example\nURIs: http://deb.example/debian\n"
            + "Suites: trixie trixie-updates\nComponents: main\n");
    assertEquals(
        Optional.of(
            new AptSources(
                "http://deb.example/debian", Optional.of("http://sec.example/security"))),
        read(Map.of()).apt());
  }

  @Test
  void ubuntuHasNoDebianMirrorUnlessOneIsNamed() throws IOException {
    file("etc/apt/sources.list", "deb [arch=amd64] http://ubuntu.example/ubuntu noble main\n");
    assertEquals(Optional.empty(), read(Map.of()).apt());
    assertEquals(
        Optional.of(new AptSources("http://deb.example/debian", Optional.empty())),
        read(Map.of("STAGECRAFT_DEBIAN_MIRROR", "http://deb.example/debian")).apt());
  }

  @Test
  void noPasswordGetsIntoAnImage() throws IOException {
    file("etc/pip.conf", "[global]\nindex-url = https://user:word@pypi.example/simple\n");
    file("home/.npmrc", "registry=https://npm.example/\n//npm.example/:_authToken=secret\n");
    file("home/.config/go/env", "GOPROXY=https://token@go.example\nGOSUMDB=off\n");
    assertEquals(
        Map.of("NPM_CONFIG_REGISTRY", "https://npm.example/", "GOSUMDB", "off"),
        read(Map.of("https_proxy", "http://me:word@proxy.example:3128")).variables());
    assertEquals(
        """
        Types: deb
        URIs: http://deb.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
        """,
        new AptSources("http://me:word@deb.example/debian", Optional.empty()).stanzas());
  }

  @Test
  void certificatesBringTheVariablesThatPointToThem() throws IOException {
    file("usr/local/share/ca-certificates/office/root.crt", "x");
    file("usr/local/share/ca-certificates/notes.txt", "x");
    HostSettings settings = read(Map.of());
    assertEquals(
        List.of(root.resolve("usr/local/share/ca-certificates/office/root.crt")),
        settings.certificates());
    String bundle = "/etc/ssl/certs/ca-certificates.crt";
    assertEquals(
        Map.of(
            "SSL_CERT_FILE", bundle,
            "PIP_CERT", bundle,
            "REQUESTS_CA_BUNDLE", bundle,
            "NODE_EXTRA_CA_CERTS", bundle),
        settings.variables());
  }

  @Test
  void proxiesOfOthersAreTakenAndLocalhostIsNotAskedThroughThem() {
    assertEquals(
        Map.of(
            "http_proxy", "http://proxy.example:3128",
            "HTTP_PROXY", "http://proxy.example:3128",
            "no_proxy", "intern.example,localhost,127.0.0.1,::1",
            "NO_PROXY", "intern.example,localhost,127.0.0.1,::1"),
        read(Map.of(
                "HTTP_PROXY", "http://proxy.example:3128",
                "https_proxy", "http://127.0.0.1:3128",
                "NO_PROXY", "intern.example"))
            .variables());
  }

  @Test
  void nugetSourcesWithoutPasswords() throws IOException {
    file(
        "home/.nuget/NuGet/NuGet.Config",
        "<configuration>\n <packageSources>\n"
            + "  <add key=\"one\" value=\"https://nuget.example/v3/index.json\" protocolVersion=\"3\" />\n"
            + "  <add key=\"two\" value=\"https://me:word@nuget.example/v3\" />\n"
            + "  <add key=\"three\" value=\"/only/here\" />\n </packageSources>\n"
            + " <packageSourceCredentials><one><add key=\"ClearTextPassword\" value=\"http\" />"
            + "</one></packageSourceCredentials>\n</configuration>\n");
    assertEquals(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <add key="one" value="https://nuget.example/v3/index.json" protocolVersion="3" />
          </packageSources>
        </configuration>
        """,
        read(Map.of()).nuget());
    Files.delete(root.resolve("home/.nuget/NuGet/NuGet.Config"));
    assertEquals("", read(Map.of()).nuget());
  }
}
