package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import java.util.List;
import java.util.Locale;

/** The host's side of a container: limits, rights, namespaces. */
final class HostSettings {
  private static final List<String> RESTARTS =
      List.of("no", "on-failure", "always", "unless-stopped");

  /** What docker sends as an empty list rather than not at all. */
  private static final List<String> NONE =
      List.of(
          "BlkioWeightDevice",
          "BlkioDeviceReadBps",
          "BlkioDeviceWriteBps",
          "BlkioDeviceReadIOps",
          "BlkioDeviceWriteIOps",
          "Devices");

  private HostSettings() {}

  /** The {@code HostConfig} that flags ask for, but for ports, mounts and networks. */
  static ObjectNode of(Bound given) {
    ObjectNode host = JsonNodeFactory.instance.objectNode();
    host.put("AutoRemove", given.flag("rm"));
    host.put("PublishAllPorts", given.flag("publish-all"));
    host.put("Privileged", given.flag("privileged"));
    host.put("ReadonlyRootfs", given.flag("read-only"));
    if (!given.values("init").isEmpty()) {
      host.put("Init", given.flag("init"));
    }
    restart(given, host);
    limits(given, host);
    capabilities(given.values("cap-add"), host, "CapAdd");
    capabilities(given.values("cap-drop"), host, "CapDrop");
    NONE.forEach(host::putArray);
    list(given, "group-add", host, "GroupAdd");
    list(given, "security-opt", host, "SecurityOpt");
    list(given, "add-host", host, "ExtraHosts");
    list(given, "volumes-from", host, "VolumesFrom");
    given.values("dns").forEach(host.putArray("Dns")::add);
    given.values("dns-search").forEach(host.putArray("DnsSearch")::add);
    given.values("dns-option").forEach(host.putArray("DnsOptions")::add);
    list(given, "link", host, "Links");
    text(given, "pid", host, "PidMode");
    text(given, "ipc", host, "IpcMode");
    text(given, "uts", host, "UTSMode");
    text(given, "userns", host, "UsernsMode");
    text(given, "cgroupns", host, "CgroupnsMode");
    text(given, "cgroup-parent", host, "CgroupParent");
    text(given, "runtime", host, "Runtime");
    ObjectNode log = host.putObject("LogConfig");
    log.put("Type", given.value("log-driver").orElse(""));
    map(given.values("log-opt"), log.putObject("Config"));
    if (!given.values("sysctl").isEmpty()) {
      map(given.values("sysctl"), host.putObject("Sysctls"));
    }
    return host;
  }

  /** Capabilities in the form {@code CAP_NAME}. */
  private static void capabilities(List<String> given, ObjectNode host, String field) {
    if (given.isEmpty()) {
      return;
    }
    ArrayNode all = host.putArray(field);
    given.stream()
        .map(name -> name.strip().toUpperCase(Locale.ROOT))
        .map(name -> name.equals("ALL") || name.startsWith("CAP_") ? name : "CAP_" + name)
        .distinct()
        .sorted()
        .forEach(all::add);
  }

  private static void restart(Bound given, ObjectNode host) {
    String policy = given.value("restart").orElse("no");
    int colon = policy.indexOf(':');
    String name = colon < 0 ? policy : policy.substring(0, colon);
    if (colon == 0) {
      throw Words.usage("invalid restart policy format: no policy provided before colon");
    }
    int retries = 0;
    if (colon > 0) {
      try {
        retries = Integer.parseInt(policy.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw Words.usage("invalid restart policy format: maximum retry count must be an integer");
      }
    }
    ObjectNode restart = host.putObject("RestartPolicy");
    restart.put("Name", name);
    restart.put("MaximumRetryCount", retries);
    if (given.flag("rm") && RESTARTS.indexOf(name) != 0) {
      throw Words.usage("conflicting options: cannot specify both --restart and --rm");
    }
  }

  private static void limits(Bound given, ObjectNode host) {
    size(given, "memory", "-m, --memory", host, "Memory");
    size(given, "memory-reservation", "--memory-reservation", host, "MemoryReservation");
    if (given.value("memory-swap").filter("-1"::equals).isPresent()) {
      host.put("MemorySwap", -1);
    } else {
      size(given, "memory-swap", "--memory-swap", host, "MemorySwap");
    }
    size(given, "shm-size", "--shm-size", host, "ShmSize");
    given.value("cpus").ifPresent(c -> host.put("NanoCpus", Numbers.nanoProcessors(c, "--cpus")));
    number(given, "cpu-shares", "-c, --cpu-shares", host, "CpuShares");
    number(given, "cpu-period", "--cpu-period", host, "CpuPeriod");
    number(given, "cpu-quota", "--cpu-quota", host, "CpuQuota");
    host.put("PidsLimit", 0);
    number(given, "pids-limit", "--pids-limit", host, "PidsLimit");
    text(given, "cpuset-cpus", host, "CpusetCpus");
    text(given, "cpuset-mems", host, "CpusetMems");
    host.put("OomKillDisable", false);
    host.put("MemorySwappiness", -1);
    if (!given.values("ulimit").isEmpty()) {
      ArrayNode limits = host.putArray("Ulimits");
      given.values("ulimit").forEach(u -> ulimit(u, limits.addObject()));
    }
  }

  private static void ulimit(String spec, ObjectNode limit) {
    int equals = spec.indexOf('=');
    if (equals < 1) {
      throw wrongLimit(spec, "invalid ulimit argument: " + spec);
    }
    String[] values = spec.substring(equals + 1).split(":", -1);
    try {
      long soft = Long.parseLong(values[0]);
      long hard = values.length > 1 ? Long.parseLong(values[1]) : soft;
      limit.put("Name", spec.substring(0, equals).toLowerCase(Locale.ROOT));
      limit.put("Hard", hard);
      limit.put("Soft", soft);
    } catch (NumberFormatException e) {
      throw wrongLimit(spec, "strconv.ParseInt: parsing \"" + values[0] + "\": invalid syntax");
    }
  }

  private static RuntimeException wrongLimit(String spec, String why) {
    return Words.usage("invalid argument \"" + spec + "\" for \"--ulimit\" flag: " + why);
  }

  private static void size(Bound given, String option, String flag, ObjectNode host, String field) {
    given.value(option).ifPresent(v -> host.put(field, Numbers.bytes(v, flag)));
  }

  private static void number(
      Bound given, String option, String flag, ObjectNode host, String field) {
    given.value(option).ifPresent(v -> host.put(field, Numbers.whole(v, flag)));
  }

  private static void text(Bound given, String option, ObjectNode host, String field) {
    given.value(option).ifPresent(v -> host.put(field, v));
  }

  private static void list(Bound given, String option, ObjectNode host, String field) {
    if (!given.values(option).isEmpty()) {
      given.values(option).forEach(host.putArray(field)::add);
    }
  }

  private static void map(List<String> given, ObjectNode to) {
    for (String pair : given) {
      int equals = pair.indexOf('=');
      to.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
  }
}
