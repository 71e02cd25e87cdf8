package cn.beian.rules.source;

import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compiles a folder of YAML into the canonical form, and its samples; run by the build. */
public final class RulebookCompiler {
  private RulebookCompiler() {}

  /**
   * Writes the canonical form of a folder of rules, and beside it the automata of its terms and
   * samples for people to read.
   *
   * @param args the folder, the file to write
   * @throws RulebookException when anything is wrong with the rules
   */
  public static void main(String[] args) throws IOException, RulebookException {
    RulebookSource source = RulebookSource.read(Path.of(args[0]));
    Rulebook rulebook = source.compile();
    Path file = Path.of(args[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      rulebook.write(out);
    }
    Path terms = file.resolveSibling("rulebook.terms");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(terms))) {
      rulebook.writeTerms(out);
    }
    try (OutputStream out = Files.newOutputStream(file.resolveSibling("rule-samples.json"))) {
      source.writeSamples(out);
    }
  }
}
