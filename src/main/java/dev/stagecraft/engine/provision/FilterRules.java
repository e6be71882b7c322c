package dev.stagecraft.engine.provision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code iptables-save} says, without its counters.
 *
 * @param tables by name, in the order printed
 */
record FilterRules(Map<String, Table> tables) {
  private static final Pattern OURS =
      Pattern.compile("\\bDOCKER|\\b(docker0|br-[0-9a-f]{12})\\b|-j DOCKER");
  private static final Pattern HAIRPIN = Pattern.compile("-s (\\S+) -d \\1 .*-j MASQUERADE");

  FilterRules {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /**
   * A table.
   *
   * @param chains their policies by name; {@code -} for a chain that is not built in
   * @param rules as printed: {@code -A FORWARD -j DOCKER}
   */
  record Table(Map<String, String> chains, List<String> rules) {
    Table {
      chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
      rules = List.copyOf(rules);
    }

    static Table none() {
      return new Table(Map.of(), List.of());
    }

    /** Whether a table with nothing in it would do the same. */
    boolean isEmpty() {
      return rules.isEmpty() && chains.values().stream().allMatch("ACCEPT"::equals);
    }
  }

  /** Reads the dump of one family. */
  static FilterRules parse(String dump) {
    Map<String, Table> tables = new LinkedHashMap<>();
    String name = "";
    Map<String, String> chains = new LinkedHashMap<>();
    List<String> rules = new ArrayList<>();
    for (String line : dump.lines().toList()) {
      if (line.startsWith("*")) {
        name = line.substring(1).strip();
        chains = new LinkedHashMap<>();
        rules = new ArrayList<>();
      } else if (line.startsWith(":")) {
        String[] parts = line.substring(1).split(" ");
        chains.put(parts[0], parts[1]);
      } else if (line.startsWith("-A ")) {
        rules.add(line.strip());
      } else if (line.startsWith("COMMIT")) {
        tables.put(name, new Table(chains, rules));
      }
    }
    return new FilterRules(tables);
  }

  /**
   * The input for {@code iptables-restore --noflush} that takes away what an engine added since
   * {@code before}, and nothing that others added; empty where there is nothing to do.
   */
  String undo(FilterRules before) {
    StringBuilder script = new StringBuilder();
    tables.forEach(
        (name, now) -> {
          String steps = undo(now, before.tables.getOrDefault(name, Table.none()));
          if (!steps.isEmpty()) {
            script.append('*').append(name).append('\n').append(steps).append("COMMIT\n");
          }
        });
    return script.toString();
  }

  private static String undo(Table now, Table before) {
    StringBuilder steps = new StringBuilder();
    now.chains()
        .forEach(
            (chain, policy) -> {
              String was = before.chains().getOrDefault(chain, "ACCEPT");
              if (chain.equals("FORWARD") && policy.equals("DROP") && was.equals("ACCEPT")) {
                steps.append(":FORWARD ACCEPT [0:0]\n");
              }
            });
    List<String> chains =
        now.chains().keySet().stream()
            .filter(chain -> chain.startsWith("DOCKER") && !before.chains().containsKey(chain))
            .toList();
    List<String> had = new ArrayList<>(before.rules());
    for (String rule : now.rules()) {
      boolean inOurChain = chains.contains(rule.split(" ", 3)[1]);
      if (!had.remove(rule) && !inOurChain && isOurs(rule)) {
        steps.append("-D").append(rule.substring(2)).append('\n');
      }
    }
    chains.forEach(chain -> steps.append("-F ").append(chain).append('\n'));
    chains.forEach(chain -> steps.append("-X ").append(chain).append('\n'));
    return steps.toString();
  }

  private static boolean isOurs(String rule) {
    Matcher hairpin = HAIRPIN.matcher(rule);
    return OURS.matcher(rule).find() || hairpin.find();
  }

  /** The tables that are empty now and were not there before. */
  List<String> emptySince(FilterRules before) {
    return tables.entrySet().stream()
        .filter(table -> table.getValue().isEmpty() && !before.tables.containsKey(table.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
