package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code docker info} prints of an engine, in docker's order. */
final class InfoText {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private final JsonNode info;
  private final StringBuilder out = new StringBuilder();

  private InfoText(JsonNode info) {
    this.info = info;
  }

  /** The whole text. */
  static String of(JsonNode info, String version) {
    InfoText text = new InfoText(info);
    text.out
        .append("Client: Stagecraft\n Version:    ")
        .append(version)
        .append("\n Context:    default\n Debug Mode: false\n\nServer:\n");
    text.counts();
    text.drivers();
    text.runtimes();
    text.machine();
    text.registries();
    return text.out.append('\n').toString();
  }

  private void line(String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }

  private void some(String name, String field) {
    String value = info.path(field).asText();
    if (!value.isEmpty()) {
      line(name, value);
    }
  }

  private void counts() {
    line(" Containers", info.path("Containers").asText());
    line("  Running", info.path("ContainersRunning").asText());
    line("  Paused", info.path("ContainersPaused").asText());
    line("  Stopped", info.path("ContainersStopped").asText());
    line(" Images", info.path("Images").asText());
    some(" Server Version", "ServerVersion");
  }

  private void drivers() {
    some(" Storage Driver", "Driver");
    for (JsonNode pair : info.path("DriverStatus")) {
      line("  " + pair.path(0).asText(), pair.path(1).asText());
    }
    some(" Logging Driver", "LoggingDriver");
    some(" Cgroup Driver", "CgroupDriver");
    some(" Cgroup Version", "CgroupVersion");
    JsonNode plugins = info.path("Plugins");
    out.append(" Plugins:\n");
    line("  Volume", String.join(" ", InfoVerb.words(plugins.path("Volume"))));
    line("  Network", String.join(" ", InfoVerb.words(plugins.path("Network"))));
    if (!plugins.path("Authorization").isEmpty()) {
      line("  Authorization", String.join(" ", InfoVerb.words(plugins.path("Authorization"))));
    }
    line("  Log", String.join(" ", InfoVerb.words(plugins.path("Log"))));
    line(" Swarm", info.path("Swarm").path("LocalNodeState").asText());
  }

  private void runtimes() {
    JsonNode runtimes = info.path("Runtimes");
    if (!runtimes.isEmpty()) {
      List<String> names = new ArrayList<>();
      runtimes.fieldNames().forEachRemaining(names::add);
      line(" Runtimes", String.join(" ", names));
      line(" Default Runtime", info.path("DefaultRuntime").asText());
    }
    if (!info.path("OSType").asText().equals("linux")) {
      return;
    }
    line(" Init Binary", info.path("InitBinary").asText());
    line(" containerd version", info.path("ContainerdCommit").path("ID").asText());
    line(" runc version", info.path("RuncCommit").path("ID").asText());
    line(" init version", info.path("InitCommit").path("ID").asText());
    if (info.path("SecurityOptions").isEmpty()) {
      return;
    }
    out.append(" Security Options:\n");
    for (String option : InfoVerb.words(info.path("SecurityOptions"))) {
      for (String part : option.split(",", -1)) {
        String value = part.substring(part.indexOf('=') + 1);
        if (part.startsWith("profile=")) {
          line("   Profile", value);
        } else {
          out.append("  ").append(value).append('\n');
        }
      }
    }
  }

  private void machine() {
    some(" Kernel Version", "KernelVersion");
    some(" Operating System", "OperatingSystem");
    some(" OSType", "OSType");
    some(" Architecture", "Architecture");
    line(" CPUs", info.path("NCPU").asText());
    line(" Total Memory", binary(info.path("MemTotal").doubleValue()));
    some(" Name", "Name");
    some(" ID", "ID");
    line(" Docker Root Dir", info.path("DockerRootDir").asText());
    line(" Debug Mode", info.path("Debug").asText());
    some(" HTTP Proxy", "HttpProxy");
    some(" HTTPS Proxy", "HttpsProxy");
    some(" No Proxy", "NoProxy");
    if (!info.path("Labels").isEmpty()) {
      out.append(" Labels:\n");
      InfoVerb.words(info.path("Labels")).forEach(l -> out.append("  ").append(l).append('\n'));
    }
    line(" Experimental", info.path("ExperimentalBuild").asText());
  }

  private void registries() {
    JsonNode config = info.path("RegistryConfig");
    List<String> insecure = new ArrayList<>();
    config
        .path("IndexConfigs")
        .forEach(
            index -> {
              if (!index.path("Secure").booleanValue()) {
                insecure.add(index.path("Name").asText());
              }
            });
    insecure.addAll(InfoVerb.words(config.path("InsecureRegistryCIDRs")));
    if (!insecure.isEmpty()) {
      out.append(" Insecure Registries:\n");
      insecure.forEach(name -> out.append("  ").append(name).append('\n'));
    }
    if (!config.path("Mirrors").isEmpty()) {
      out.append(" Registry Mirrors:\n");
      InfoVerb.words(config.path("Mirrors"))
          .forEach(mirror -> out.append("  ").append(mirror).append('\n'));
    }
    line(" Live Restore Enabled", info.path("LiveRestoreEnabled").asText());
    some(" Product License", "ProductLicense");
    if (!info.path("DefaultAddressPools").isEmpty()) {
      out.append(" Default Address Pools:\n");
      for (JsonNode pool : info.path("DefaultAddressPools")) {
        out.append("   Base: ").append(pool.path("Base").asText());
        out.append(", Size: ").append(pool.path("Size").asText()).append('\n');
      }
    }
  }

  /** Bytes in powers of 1024, four digits: go-units' {@code BytesSize}. */
  private static String binary(double bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.4g", size);
    String plain = new java.math.BigDecimal(number).stripTrailingZeros().toPlainString();
    return plain + UNITS[unit];
  }
}
