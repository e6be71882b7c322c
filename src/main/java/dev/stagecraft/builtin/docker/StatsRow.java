package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.template.Fields;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A line of {@code docker stats}. Source: docker/cli, container/stats_helpers.go. */
final class StatsRow {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private StatsRow() {}

  static Fields of(String asked, JsonNode sample, boolean cut) {
    String id = sample.path("id").asText();
    double used = memory(sample.path("memory_stats"));
    double limit = sample.path("memory_stats").path("limit").asDouble();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Container", asked);
    fields.put("ID", cut && id.length() > 12 ? id.substring(0, 12) : id);
    fields.put("Name", sample.path("name").asText().replaceFirst("^/", ""));
    fields.put("CPUPerc", percent(processors(sample)));
    fields.put("MemUsage", binary(used) + " / " + binary(limit));
    fields.put("MemPerc", percent(limit == 0 ? 0 : used / limit * 100));
    JsonNode networks = sample.path("networks");
    fields.put(
        "NetIO", decimal(sum(networks, "rx_bytes")) + " / " + decimal(sum(networks, "tx_bytes")));
    JsonNode blocks = sample.path("blkio_stats").path("io_service_bytes_recursive");
    fields.put(
        "BlockIO", decimal(operations(blocks, "r")) + " / " + decimal(operations(blocks, "w")));
    fields.put("PIDs", String.valueOf(sample.path("pids_stats").path("current").asLong()));
    return Fields.row("*container.statsContext", fields, Map.of());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }

  /**
   * Used less what the page cache could give back; cgroup version 1 and 2 name that differently.
   */
  private static double memory(JsonNode stats) {
    long usage = stats.path("usage").asLong();
    for (String field : new String[] {"total_inactive_file", "inactive_file"}) {
      JsonNode inactive = stats.path("stats").path(field);
      if (inactive.isNumber() && inactive.asLong() < usage) {
        return (double) usage - inactive.asLong();
      }
    }
    return usage;
  }

  private static double processors(JsonNode sample) {
    JsonNode now = sample.path("cpu_stats");
    JsonNode before = sample.path("precpu_stats");
    double spent =
        now.path("cpu_usage").path("total_usage").asDouble()
            - before.path("cpu_usage").path("total_usage").asDouble();
    double passed =
        now.path("system_cpu_usage").asDouble() - before.path("system_cpu_usage").asDouble();
    double count = now.path("online_cpus").asDouble();
    if (count == 0) {
      count = now.path("cpu_usage").path("percpu_usage").size();
    }
    return spent > 0 && passed > 0 ? spent / passed * count * 100 : 0;
  }

  private static long sum(JsonNode networks, String field) {
    long sum = 0;
    for (JsonNode network : networks) {
      sum += network.path(field).asLong();
    }
    return sum;
  }

  private static long operations(JsonNode blocks, String letter) {
    long sum = 0;
    for (JsonNode block : blocks) {
      if (block.path("op").asText().toLowerCase(Locale.ROOT).startsWith(letter)) {
        sum += block.path("value").asLong();
      }
    }
    return sum;
  }

  private static String decimal(long bytes) {
    return new ByteSize(bytes).docker(3);
  }

  /** Bytes in powers of 1024 with four digits: {@code 1.5MiB}. Source: docker/go-units. */
  private static String binary(double bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < BINARY.length - 1) {
      size /= 1024;
      unit++;
    }
    BigDecimal rounded =
        new BigDecimal(size).round(new MathContext(4, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    return (rounded.signum() == 0 ? "0" : rounded.toPlainString()) + BINARY[unit];
  }
}
