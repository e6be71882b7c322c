package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;

/** What {@code docker run} is called and takes. */
final class RunSpec {
  private RunSpec() {}

  /** {@code docker run}. */
  static CommandSpec spec() {
    VerbSpec spec =
        VerbSpec.docker("run", "Create and run a new container from an image")
            .also("docker container run", "run")
            .flag('d', "detach", "Run container in background and print container ID")
            .flag("sig-proxy", "Proxy received signals to the process (default true)");
    return common(spec)
        .example("docker run --rm alpine:3.19 echo hello", "one command in a fresh container")
        .example("docker run -d --name web -p 8080:80 nginx", "a server in the background")
        .build();
  }

  /** {@code docker create}. */
  static CommandSpec create() {
    return common(
            VerbSpec.docker("create", "Create a new container").also("docker container create"))
        .example("docker create --name web nginx", "docker start web starts it later")
        .build();
  }

  private static VerbSpec common(VerbSpec spec) {
    spec.flag('i', "interactive", "Keep STDIN open even if not attached")
        .flag('t', "tty", "Allocate a pseudo-TTY")
        .value("name", "string", "Assign a name to the container")
        .list('p', "publish", "list", "Publish a container's port(s) to the host")
        .flag('P', "publish-all", "Publish all exposed ports to random ports")
        .list('e', "env", "list", "Set environment variables")
        .list("env-file", "list", "Read in a file of environment variables")
        .list('v', "volume", "list", "Bind mount a volume")
        .list("mount", "mount", "Attach a filesystem mount to the container")
        .list("tmpfs", "list", "Mount a tmpfs directory")
        .list("volumes-from", "list", "Mount volumes from the specified container(s)")
        .value('w', "workdir", "string", "Working directory inside the container")
        .value('u', "user", "string", "Username or UID (format: <name|uid>[:<group|gid>])")
        .flag("rm", "Remove the container and its anonymous volumes when it exits")
        .value("entrypoint", "string", "Overwrite the default ENTRYPOINT of the image")
        .value("pull", "string", "Pull image before running (always, missing, never)")
        .flag('q', "quiet", "Suppress the pull output")
        .value("platform", "string", "Set platform if server is multi-platform capable");
    network(spec);
    limits(spec);
    security(spec);
    return spec.argument("IMAGE", Arity.ONE, Completes.IMAGE)
        .argument("COMMAND", Arity.ANY, Completes.NOTHING)
        .optionsFirst();
  }

  private static void network(VerbSpec spec) {
    spec.value("network", "network", Completes.NETWORK, "Connect a container to a network")
        .value("net", "network", Completes.NETWORK, "Connect to a network (old spelling)")
        .list("network-alias", "list", "Add network-scoped alias for the container")
        .list("net-alias", "list", "Add network-scoped alias (old spelling)")
        .value("ip", "string", "IPv4 address (e.g., 172.30.100.104)")
        .value("ip6", "string", "IPv6 address (e.g., 2001:db8::33)")
        .list("link", "list", "Add link to another container")
        .list("add-host", "list", "Add a custom host-to-IP mapping (host:ip)")
        .list("dns", "list", "Set custom DNS servers")
        .list("dns-search", "list", "Set custom DNS search domains")
        .list("dns-option", "list", "Set DNS options")
        .list("expose", "list", "Expose a port or a range of ports")
        .value('h', "hostname", "string", "Container host name")
        .value("domainname", "string", "Container NIS domain name")
        .value("mac-address", "string", "Container MAC address");
  }

  private static void limits(VerbSpec spec) {
    spec.list('l', "label", "list", "Set meta data on a container")
        .list("label-file", "list", "Read in a line delimited file of labels")
        .value("restart", "string", "Restart policy to apply when a container exits")
        .value("stop-signal", "string", "Signal to stop the container")
        .value("stop-timeout", "int", "Timeout (in seconds) to stop a container")
        .value('m', "memory", "bytes", "Memory limit")
        .value("memory-reservation", "bytes", "Memory soft limit")
        .value("memory-swap", "bytes", "Swap limit equal to memory plus swap: -1 for unlimited")
        .value("cpus", "decimal", "Number of CPUs")
        .value('c', "cpu-shares", "int", "CPU shares (relative weight)")
        .value("cpu-period", "int", "Limit CPU CFS (Completely Fair Scheduler) period")
        .value("cpu-quota", "int", "Limit CPU CFS (Completely Fair Scheduler) quota")
        .value("cpuset-cpus", "string", "CPUs in which to allow execution (0-3, 0,1)")
        .value("cpuset-mems", "string", "MEMs in which to allow execution (0-3, 0,1)")
        .value("pids-limit", "int", "Tune container pids limit (set -1 for unlimited)")
        .value("shm-size", "bytes", "Size of /dev/shm")
        .list("ulimit", "ulimit", "Ulimit options")
        .list("sysctl", "map", "Sysctl options")
        .value("health-cmd", "string", "Command to run to check health")
        .value("health-interval", "duration", "Time between running the check (ms|s|m|h)")
        .value("health-timeout", "duration", "Maximum time to allow one check to run (ms|s|m|h)")
        .value("health-start-period", "duration", "Start period before retries are counted")
        .value("health-retries", "int", "Consecutive failures needed to report unhealthy")
        .flag("no-healthcheck", "Disable any container-specified HEALTHCHECK");
  }

  private static void security(VerbSpec spec) {
    spec.flag("privileged", "Give extended privileges to this container")
        .list("cap-add", "list", "Add Linux capabilities")
        .list("cap-drop", "list", "Drop Linux capabilities")
        .list("security-opt", "list", "Security Options")
        .list("group-add", "list", "Add additional groups to join")
        .flag("init", "Run an init inside the container that forwards signals")
        .flag("read-only", "Mount the container's root filesystem as read only")
        .value("pid", "string", "PID namespace to use")
        .value("ipc", "string", "IPC mode to use")
        .value("uts", "string", "UTS namespace to use")
        .value("userns", "string", "User namespace to use")
        .value("cgroupns", "string", "Cgroup namespace to use (host|private)")
        .value("cgroup-parent", "string", "Optional parent cgroup for the container")
        .value("runtime", "string", "Runtime to use for this container")
        .value("log-driver", "string", "Logging driver for the container")
        .list("log-opt", "list", "Log driver options");
  }
}
