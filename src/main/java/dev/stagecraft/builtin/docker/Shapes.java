package dev.stagecraft.builtin.docker;

import dev.stagecraft.session.Kind;
import dev.stagecraft.template.JsonValues.Shape;
import dev.stagecraft.template.Nothing;
import java.util.Map;
import java.util.Set;

/**
 * What docker's CLI knows of the types behind the engine's JSON, as far as templates show it.
 * Source: moby, api/types, version 28.
 */
final class Shapes {
  private static final Set<String> POINTERS =
      Set.of(
          "Health",
          "Healthcheck",
          "OomKillDisable",
          "PidsLimit",
          "MemorySwappiness",
          "Init",
          "StopTimeout",
          "IPAMConfig",
          "Descriptor",
          "ImageManifestDescriptor",
          "UsageData");

  private static final Set<String> PORTS = Set.of("Ports", "PortBindings", "ExposedPorts");

  private static final Map<String, Object> CONFIG =
      Map.ofEntries(
          Map.entry("Config.ExposedPorts", Nothing.NIL_MAP),
          Map.entry("Config.Healthcheck", Nothing.NIL_POINTER),
          Map.entry("Config.ArgsEscaped", false),
          Map.entry("Config.NetworkDisabled", false),
          Map.entry("Config.MacAddress", ""),
          Map.entry("Config.StopSignal", ""),
          Map.entry("Config.StopTimeout", Nothing.NIL_POINTER),
          Map.entry("Config.Shell", Nothing.NIL_LIST),
          Map.entry("State.Health", Nothing.NIL_POINTER),
          Map.entry("HostConfig.Mounts", Nothing.NIL_LIST),
          Map.entry("HostConfig.Sysctls", Nothing.NIL_MAP),
          Map.entry("HostConfig.Init", Nothing.NIL_POINTER),
          Map.entry("HostConfig.Tmpfs", Nothing.NIL_MAP),
          Map.entry("HostConfig.StorageOpt", Nothing.NIL_MAP),
          Map.entry("HostConfig.Annotations", Nothing.NIL_MAP),
          Map.entry(".SizeRw", Nothing.NIL_POINTER),
          Map.entry(".SizeRootFs", Nothing.NIL_POINTER),
          Map.entry(".Variant", ""),
          Map.entry(".OsVersion", ""));

  private static final Shape CONTAINER =
      new Shape(
          Set.of(
              "Labels",
              "ExposedPorts",
              "Volumes",
              "Ports",
              "Networks",
              "PortBindings",
              "Sysctls",
              "Tmpfs",
              "StorageOpt",
              "Annotations",
              "DriverOpts",
              "LogConfig.Config",
              "GraphDriver.Data"),
          PORTS,
          POINTERS,
          CONFIG,
          Map.ofEntries(
              Map.entry("ID", "Id"),
              Map.entry("HostIP", "HostIp"),
              Map.entry("NanoCPUs", "NanoCpus"),
              Map.entry("CPUShares", "CpuShares"),
              Map.entry("CPUPeriod", "CpuPeriod"),
              Map.entry("CPUQuota", "CpuQuota"),
              Map.entry("CPURealtimePeriod", "CpuRealtimePeriod"),
              Map.entry("CPURealtimeRuntime", "CpuRealtimeRuntime"),
              Map.entry("CPUCount", "CpuCount"),
              Map.entry("CPUPercent", "CpuPercent"),
              Map.entry("DNS", "Dns"),
              Map.entry("DNSOptions", "DnsOptions"),
              Map.entry("DNSSearch", "DnsSearch")));

  private static final Shape IMAGE =
      new Shape(
          Set.of("Labels", "ExposedPorts", "Volumes", "GraphDriver.Data"),
          PORTS,
          POINTERS,
          CONFIG,
          Map.of("ID", "Id"));

  private static final Shape NETWORK =
      new Shape(
          Set.of("Labels", "Options", "Containers", "AuxiliaryAddresses", "Services"),
          Set.of(),
          POINTERS,
          Map.of(".Peers", Nothing.NIL_LIST, ".Services", Nothing.NIL_MAP),
          Map.of("ID", "Id"));

  private static final Shape VOLUME =
      new Shape(
          Set.of("Labels", "Options", "Status"),
          Set.of(),
          POINTERS,
          Map.of(".Status", Nothing.NIL_MAP, ".CreatedAt", "", ".UsageData", Nothing.NIL_POINTER),
          Map.of());

  private Shapes() {}

  /** The shape of what {@code inspect} says of an object. */
  static Shape of(Kind kind) {
    return switch (kind) {
      case CONTAINER -> CONTAINER;
      case IMAGE -> IMAGE;
      case NETWORK -> NETWORK;
      case VOLUME, FOLDER -> VOLUME;
    };
  }
}
