package dev.stagecraft.replay;

import dev.stagecraft.lab.Block;

/** Writes a file of a lab by the lab's own shell, so that its folder and rights are the shell's. */
final class FileWriting {
  private FileWriting() {}

  /** The lines that write a file, and the folders above it. */
  static String script(Block.FileText file) {
    String path = LabHome.path(file.path());
    String end = "STAGECRAFT_END";
    while (file.fence().text().contains(end)) {
      end += "_";
    }
    int slash = file.path().lastIndexOf('/');
    String folder =
        slash <= 0 ? "" : "mkdir -p " + LabHome.path(file.path().substring(0, slash)) + " && ";
    return folder + "cat > " + path + " << '" + end + "'\n" + file.fence().text() + end + "\n";
  }
}
