package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code -v}, {@code --mount} and {@code --tmpfs} say. Source: docker/cli, compose loader and
 * opts/mount.go.
 *
 * @param binds {@code source:target[:options]} with absolute sources, or named volumes
 * @param anonymous targets of volumes without a name
 * @param named the named volumes that are mounted
 */
record MountSpecs(List<String> binds, List<String> anonymous, List<String> named) {

  /**
   * Reads the values of {@code -v}.
   *
   * @param folder what a relative source is relative to
   */
  static MountSpecs of(List<String> volumes, Path folder) {
    List<String> binds = new ArrayList<>();
    List<String> anonymous = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (String volume : volumes) {
      String[] parts = volume.split(":", -1);
      if (volume.isEmpty() || parts[0].isEmpty() || parts.length > 3) {
        throw Words.usage("invalid spec: " + volume + ": " + reason(volume));
      }
      if (parts.length == 1) {
        anonymous.add(volume);
        continue;
      }
      if (parts[1].isEmpty()) {
        throw Words.usage("invalid spec: " + volume + ": empty section between colons");
      }
      String source = parts[0];
      if (source.startsWith(".")) {
        source = folder.resolve(source).normalize().toString();
      } else if (!source.startsWith("/") && !source.startsWith("~")) {
        named.add(source);
      }
      binds.add(source + volume.substring(parts[0].length()));
    }
    return new MountSpecs(List.copyOf(binds), List.copyOf(anonymous), List.copyOf(named));
  }

  private static String reason(String volume) {
    return volume.isEmpty() ? "empty volume spec" : "too many or empty sections";
  }

  /**
   * Reads a value of {@code --mount} into a request; the name of the volume that it mounts, if any.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.option} for what is not known here
   */
  static List<String> mount(String spec, Path folder, ArrayNode mounts) {
    ObjectNode mount = mounts.addObject();
    mount.put("Type", "volume");
    for (String field : spec.split(",", -1)) {
      int equals = field.indexOf('=');
      String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : field.substring(equals + 1);
      switch (key) {
        case "type" -> mount.put("Type", value.toLowerCase(Locale.ROOT));
        case "source", "src" -> mount.put("Source", value);
        case "target", "dst", "destination" -> mount.put("Target", value);
        case "readonly", "ro" -> mount.put("ReadOnly", equals < 0 || truth(value));
        case "bind-propagation" ->
            mount.withObject("/BindOptions").put("Propagation", value.toLowerCase(Locale.ROOT));
        case "volume-nocopy" ->
            mount.withObject("/VolumeOptions").put("NoCopy", equals < 0 || truth(value));
        case "tmpfs-size" ->
            mount.withObject("/TmpfsOptions").put("SizeBytes", Numbers.bytes(value, "--mount"));
        case "tmpfs-mode" ->
            mount.withObject("/TmpfsOptions").put("Mode", Integer.parseInt(value, 8));
        default -> throw Problem.of("usage.option", "--mount " + field).exception();
      }
    }
    String type = mount.path("Type").asText();
    String source = mount.path("Source").asText();
    if (mount.path("Target").asText().isEmpty()) {
      throw Words.usage(
          "invalid argument \"" + spec + "\" for \"--mount\" flag: target is required");
    }
    if (type.equals("bind") && source.startsWith(".")) {
      mount.put("Source", folder.resolve(source).normalize().toString());
    }
    return type.equals("volume") && !source.isEmpty() ? List.of(source) : List.of();
  }

  private static boolean truth(String value) {
    return value.equals("true") || value.equals("1");
  }
}
