package dev.stagecraft.lab;

/** Writes a file of a lab by the lab's own shell, so that its folder and rights are the shell's. */
public final class FileWriting {
  private FileWriting() {}

  /** The lines that write a file, and the folders above it. */
  public static String script(Block.FileText file) {
    String path = ShellWord.path(file.path());
    String end = "STAGECRAFT_END";
    while (file.fence().text().contains(end)) {
      end += "_";
    }
    int slash = file.path().lastIndexOf('/');
    String folder =
        slash <= 0 ? "" : "mkdir -p " + ShellWord.path(file.path().substring(0, slash)) + " && ";
    return folder + "cat > " + path + " << '" + end + "'\n" + file.fence().text() + end + "\n";
  }
}
