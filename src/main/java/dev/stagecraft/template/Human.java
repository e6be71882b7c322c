package dev.stagecraft.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values as docker's lists write them for people. */
public final class Human {
  private Human() {}

  /** A duration in words: {@code About a minute}. Source: docker/go-units, HumanDuration. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "Less than a second";
    }
    if (seconds == 1) {
      return "1 second";
    }
    if (seconds < 60) {
      return seconds + " seconds";
    }
    long minutes = duration.toMinutes();
    if (minutes == 1) {
      return "About a minute";
    }
    if (minutes < 60) {
      return minutes + " minutes";
    }
    long hours = Math.round(duration.toSeconds() / 3600.0);
    if (hours == 1) {
      return "About an hour";
    }
    if (hours < 48) {
      return hours + " hours";
    }
    if (hours < 24 * 7 * 2) {
      return hours / 24 + " days";
    }
    if (hours < 24 * 30 * 2) {
      return hours / 24 / 7 + " weeks";
    }
    if (hours < 24 * 365 * 2) {
      return hours / 24 / 30 + " months";
    }
    return hours / 24 / 365 + " years";
  }

  /** The text cut to so many cells, with an ellipsis for what is missing. */
  public static String ellipsis(String text, int cells) {
    return TextWidth.ellipsis(text, cells);
  }

  /** An id without its algorithm, cut to twelve characters. Source: moby, stringid. */
  public static String shortId(String id) {
    String hex = id.substring(id.indexOf(':') + 1);
    return hex.length() > 12 ? hex.substring(0, 12) : hex;
  }

  /**
   * Published and exposed ports as {@code docker ps} lists them: neighbours are joined into ranges.
   * Source: docker/cli, formatter, DisplayablePorts.
   */
  public static String ports(Collection<Port> ports) {
    return PortList.of(List.copyOf(new ArrayList<>(ports)));
  }

  /**
   * A port of a container.
   *
   * @param ip the host's address it is published on; empty where it is only exposed
   * @param inside its number in the container
   * @param outside its number on the host; 0 where it is only exposed
   * @param protocol {@code tcp}, {@code udp} or {@code sctp}
   */
  public record Port(String ip, int inside, int outside, String protocol) {}
}
