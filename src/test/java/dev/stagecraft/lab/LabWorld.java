package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small world of folders, files, images and containers, and labs made up at random for it. */
final class LabWorld {
  private static final String FAILED = "failed";

  private final Map<Pattern, Function<MatchResult, String>> commands = new HashMap<>();
  private final TreeMap<String, String> files = new TreeMap<>();
  private final Map<String, String> images = new HashMap<>();
  private final Map<String, String> containers = new HashMap<>();
  private final Map<String, String> ports = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private String folder = "~";

  /** A lab, and what its statements write, by the line that they stand in. */
  record Written(String markdown, Map<Integer, String> outputs) {}

  LabWorld() {
    files.put("~", "folder");
    on("mkdir -p (\\S+) && cd \\S+", m -> make(path(m.group(1))) + go(path(m.group(1))));
    on("mkdir -p (\\S+)", m -> make(path(m.group(1))));
    on("cd (\\S+)", m -> go(path(m.group(1))));
    on("pwd; ls", m -> folder + " " + files.subMap(folder + "/", folder + "0"));
    on("echo (\\w+) > (\\S+)", m -> write(path(m.group(2)), m.group(1)));
    on("echo (\\w+) >> (\\S+)", m -> append(path(m.group(2)), m.group(1)));
    on("cat (\\S+)", m -> read(path(m.group(1))));
    on("cp (\\S+) (\\S+)", m -> copy(path(m.group(1)), path(m.group(2))));
    on("rm -r (\\S+)", m -> remove(path(m.group(1))));
    on("(\\w+)=(\\w+)", m -> set(m.group(1), m.group(2)));
    on("echo \\$(\\w+)", m -> variables.getOrDefault(m.group(1), ""));
    on("(?s)cat << 'EOF' > (\\S+)\n(.*)EOF\n?", m -> write(path(m.group(1)), m.group(2)));
    on("docker build -t (\\S+) \\.", m -> build(m.group(1)));
    on("docker tag (\\S+) (\\S+)", m -> tag(m.group(1), m.group(2)));
    on("docker rmi (\\S+) 2>/dev/null", m -> untag(m.group(1)));
    on("docker images (\\S+)", m -> images.getOrDefault(m.group(1), "none"));
    on("docker run --rm (\\S+)", m -> images.getOrDefault(m.group(1), FAILED));
    on(
        "docker run -d --name (\\S+) -p (\\d+):80 (\\S+)",
        m -> start(m.group(1), m.group(2), m.group(3)));
    on("docker rm -f (\\S+)", m -> end(m.group(1)));
    on("docker logs (\\S+)", m -> containers.getOrDefault(m.group(1), FAILED));
    on("curl -s localhost:(\\d+)", m -> containers.getOrDefault(ports.get(m.group(1)), FAILED));
  }

  private void on(String pattern, Function<MatchResult, String> does) {
    commands.put(Pattern.compile(pattern), does);
  }

  /** Runs a statement; answers what it writes. */
  String run(String statement) {
    for (Map.Entry<Pattern, Function<MatchResult, String>> command : commands.entrySet()) {
      Matcher matcher = command.getKey().matcher(statement.strip());
      if (matcher.matches()) {
        return command.getValue().apply(matcher.toMatchResult());
      }
    }
    throw new IllegalStateException("not known here: " + statement);
  }

  private String path(String written) {
    String path = written.startsWith("~") ? written : folder + "/" + written;
    return path.endsWith("/..") ? path.replaceFirst("/[^/]+/\\.\\.$", "") : path;
  }

  private String make(String path) {
    if (!files.getOrDefault(path, "folder").equals("folder")) {
      return FAILED;
    }
    String at = path;
    while (at.contains("/")) {
      files.put(at, "folder");
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return "";
  }

  private String go(String path) {
    if (!files.getOrDefault(path, "").equals("folder")) {
      return FAILED;
    }
    folder = path;
    return "";
  }

  private String write(String path, String text) {
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (!files.getOrDefault(parent, "").equals("folder")
        || files.getOrDefault(path, "").equals("folder")) {
      return FAILED;
    }
    files.put(path, text);
    return "";
  }

  private String append(String path, String text) {
    return write(path, files.getOrDefault(path, "") + "+" + text);
  }

  private String read(String path) {
    String text = files.getOrDefault(path, FAILED);
    return text.equals("folder") ? FAILED : text;
  }

  private String copy(String from, String to) {
    boolean into = files.getOrDefault(to, "").equals("folder");
    String text = read(from);
    return text.equals(FAILED) || into ? FAILED : write(to, text);
  }

  private String remove(String path) {
    boolean there = files.containsKey(path);
    files.keySet().removeIf(file -> there && (file + "/").startsWith(path + "/"));
    return there ? "" : FAILED;
  }

  private String set(String name, String value) {
    variables.put(name, value);
    return "";
  }

  private String build(String tag) {
    String text = files.getOrDefault(folder + "/Dockerfile", "");
    StringBuilder image = new StringBuilder();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      String part;
      if (words[0].equals("FROM")) {
        part = words[1].equals("scratch") ? "scratch" : images.get(words[1]);
      } else if (words[1].equals(".")) {
        part = files.subMap(folder + "/", folder + "0").toString();
      } else {
        part = files.get(folder + "/" + words[1]);
      }
      if (part == null) {
        return FAILED;
      }
      image.append(part).append(';');
    }
    if (image.isEmpty()) {
      return FAILED;
    }
    images.put(tag, image.toString());
    return "built " + image;
  }

  private String tag(String from, String to) {
    String image = images.get(from);
    if (image == null) {
      return FAILED;
    }
    images.put(to, image);
    return "";
  }

  /** What such a removal prints depends on what is there, and nothing is needed for it. */
  private String untag(String image) {
    images.remove(image);
    return "";
  }

  private String start(String name, String port, String image) {
    if (containers.containsKey(name) || ports.containsKey(port) || !images.containsKey(image)) {
      return FAILED;
    }
    containers.put(name, images.get(image));
    ports.put(port, name);
    return name;
  }

  private String end(String name) {
    if (containers.remove(name) == null) {
      return FAILED;
    }
    ports.values().removeIf(name::equals);
    return name;
  }

  /** Makes up a lab of so many statements, of which none fails. */
  static Written write(Random random, int statements) {
    LabWorld world = new LabWorld();
    StringBuilder text = new StringBuilder("# Lab\n");
    Map<Integer, String> outputs = new HashMap<>();
    int written = 0;
    int line = 1;
    while (written < statements) {
      text.append("## Heading ").append(written).append("\n```bash\n");
      line += 2;
      for (int i = 0; i < 1 + random.nextInt(3); ) {
        String statement = statement(random);
        String output = world.run(statement);
        if (!output.contains(FAILED)) {
          outputs.put(line + 1, output);
          text.append(statement).append('\n');
          line += (int) (statement + "\n").lines().count();
          written++;
          i++;
        }
      }
      text.append("```\n");
      line++;
    }
    return new Written(text.toString(), outputs);
  }

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String statement(Random random) {
    String file = one(random, "a", "b", "x/a", "~/y/b", "~/a");
    String other = one(random, "a", "b", "c");
    String path = one(random, "x", "y", "~/x", "~/y", "x/y");
    String image = one(random, "i:1", "i:2", "j:1");
    String from = one(random, "scratch", "scratch", "i:1", "j:1");
    String name = one(random, "c1", "c2");
    String port = one(random, "8001", "8002");
    String value = "v" + random.nextInt(1000);
    List<String> choices = new ArrayList<>();
    choices.add("mkdir -p " + path + " && cd " + path);
    choices.add("mkdir -p " + path);
    choices.add("cd " + one(random, "x", "..", "~", "~/x", "~/y"));
    choices.add("pwd; ls");
    choices.add("echo " + value + " > " + file);
    choices.add("echo " + value + " >> " + file);
    choices.add("cat " + file);
    choices.add("cp " + file + " " + other);
    choices.add("rm -r " + one(random, file, path));
    choices.add(one(random, "N", "M") + "=" + value);
    choices.add("echo $" + one(random, "N", "M"));
    choices.add(
        "cat << 'EOF' > Dockerfile\nFROM "
            + from
            + "\nCOPY "
            + one(random, "a", "b", ".")
            + " /\nEOF");
    choices.add("docker build -t " + image + " .");
    choices.add("docker build -t " + image + " .");
    choices.add("docker tag " + image + " " + one(random, "i:1", "i:2", "j:1"));
    choices.add("docker rmi " + image + " 2>/dev/null");
    choices.add("docker images " + image);
    choices.add("docker run --rm " + image);
    choices.add("docker run -d --name " + name + " -p " + port + ":80 " + image);
    choices.add("docker rm -f " + name);
    choices.add("docker logs " + name);
    choices.add("curl -s localhost:" + port);
    return choices.get(random.nextInt(choices.size()));
  }
}
