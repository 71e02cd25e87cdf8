package cn.beian.server.rulebooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The project's own rules as a draft would bring them, with something changed. */
public final class RulebookZip {
  private RulebookZip() {}

  /** A zip of the folder of rules, every occurrence of one text replaced by another. */
  public static byte[] with(String from, String to) throws IOException {
    return with("", Map.of(from, to));
  }

  /** The same, in the files of that name alone. */
  public static byte[] with(String file, Map<String, String> changes) throws IOException {
    return with(List.of(file), changes);
  }

  /** The same, in the files of these names alone. */
  public static byte[] with(List<String> names, Map<String, String> changes) throws IOException {
    Path folder = Path.of(System.getProperty("beian.root", "..")).resolve("rulebook");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(folder)) {
      List<Path> rules = files.filter(one -> one.toString().endsWith(".yaml")).toList();
      for (Path rule : rules) {
        zip.putNextEntry(new ZipEntry("rulebook/" + folder.relativize(rule)));
        String text = Files.readString(rule);
        if (names.stream().anyMatch(rule.toString()::endsWith)) {
          for (Map.Entry<String, String> change : changes.entrySet()) {
            text = text.replace(change.getKey(), change.getValue());
          }
        }
        zip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
