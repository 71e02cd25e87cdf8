package cn.beian.inspect;

import cn.beian.facts.FactsJson;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Inspects each file that a list names, a path a line, and writes all facts, or why there are none,
 * into one file: {@code FactsOfFiles LIST OUT}. Uses as many threads as there are processors.
 */
public final class FactsOfFiles {
  private FactsOfFiles() {}

  public static void main(String[] args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      for (String file : Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8)) {
        PackageInput input = PackageInput.of(List.of(Path.of(file)));
        try {
          FactsJson.write(PackageInspector.inspect(input, Limits.standard()), out);
        } catch (PackageFormatException e) {
          out.write((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }
}
