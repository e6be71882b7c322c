package dev.stagecraft.builtin.docker;

import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What templates over whole objects may name, as far as it is the same for every engine. Source:
 * Docker Engine API 1.51.
 */
final class TemplateNames {
  /** {@code docker version}. */
  static final List<String> VERSION =
      List.of(
          "Client.APIVersion",
          "Client.Arch",
          "Client.Context",
          "Client.Os",
          "Client.Platform.Name",
          "Client.Version",
          "Server.APIVersion",
          "Server.Arch",
          "Server.BuildTime",
          "Server.Components",
          "Server.GitCommit",
          "Server.GoVersion",
          "Server.KernelVersion",
          "Server.MinAPIVersion",
          "Server.Os",
          "Server.Platform.Name",
          "Server.Version");

  /** {@code docker info}. */
  static final List<String> INFO =
      List.of(
          "Architecture",
          "CgroupDriver",
          "CgroupVersion",
          "ClientInfo.Context",
          "ClientInfo.Version",
          "Containers",
          "ContainersPaused",
          "ContainersRunning",
          "ContainersStopped",
          "DefaultRuntime",
          "DockerRootDir",
          "Driver",
          "DriverStatus",
          "ID",
          "Images",
          "KernelVersion",
          "LoggingDriver",
          "MemTotal",
          "NCPU",
          "Name",
          "OSType",
          "OSVersion",
          "OperatingSystem",
          "Plugins.Network",
          "Plugins.Volume",
          "RegistryConfig.Mirrors",
          "Runtimes",
          "SecurityOptions",
          "ServerVersion",
          "SystemTime",
          "Warnings");

  private static final List<String> CONTAINER =
      List.of(
          "Args",
          "Config.Cmd",
          "Config.Entrypoint",
          "Config.Env",
          "Config.ExposedPorts",
          "Config.Hostname",
          "Config.Image",
          "Config.Labels",
          "Config.User",
          "Config.WorkingDir",
          "Created",
          "HostConfig.AutoRemove",
          "HostConfig.Binds",
          "HostConfig.Memory",
          "HostConfig.NanoCpus",
          "HostConfig.NetworkMode",
          "HostConfig.PortBindings",
          "HostConfig.RestartPolicy.Name",
          "Id",
          "Image",
          "LogPath",
          "Mounts",
          "Name",
          "NetworkSettings.Networks",
          "NetworkSettings.Ports",
          "Path",
          "Platform",
          "RestartCount",
          "State.Error",
          "State.ExitCode",
          "State.FinishedAt",
          "State.Health.Status",
          "State.OOMKilled",
          "State.Pid",
          "State.Running",
          "State.StartedAt",
          "State.Status");

  private static final List<String> IMAGE =
      List.of(
          "Architecture",
          "Config.Cmd",
          "Config.Entrypoint",
          "Config.Env",
          "Config.ExposedPorts",
          "Config.Labels",
          "Config.User",
          "Config.WorkingDir",
          "Created",
          "Id",
          "Os",
          "RepoDigests",
          "RepoTags",
          "RootFS.Layers",
          "RootFS.Type",
          "Size");

  private static final List<String> NETWORK =
      List.of(
          "Attachable",
          "Containers",
          "Created",
          "Driver",
          "EnableIPv6",
          "IPAM.Config",
          "IPAM.Driver",
          "Id",
          "Internal",
          "Labels",
          "Name",
          "Options",
          "Scope");

  private static final List<String> VOLUME =
      List.of("CreatedAt", "Driver", "Labels", "Mountpoint", "Name", "Options", "Scope");

  private TemplateNames() {}

  /** {@code docker KIND inspect}. */
  static List<String> of(Kind kind) {
    return switch (kind) {
      case CONTAINER -> CONTAINER;
      case IMAGE -> IMAGE;
      case NETWORK -> NETWORK;
      case VOLUME -> VOLUME;
      case FOLDER -> List.of();
    };
  }

  /** {@code docker inspect}: of containers and images, which are what it is mostly asked about. */
  static List<String> ofAnything() {
    List<String> all = new ArrayList<>(CONTAINER);
    all.addAll(IMAGE);
    return all;
  }
}
