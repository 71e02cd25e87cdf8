package cn.beian.cli;

import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.SignatureRefusedException;
import cn.beian.rules.book.SignedRulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rulebook to use: the built-in one, or a signed one from a file. */
final class SignedOption {
  @Option(names = "--rulebook", paramLabel = "FILE", descriptionKey = "rulebook.file")
  @Nullable Path file;

  @Option(names = "--rulebook-key", paramLabel = "FILE", descriptionKey = "rulebook.key")
  @Nullable Path key;

  /** The rulebook; the built-in one is loaded in the background while the first package is read. */
  CompletableFuture<Rulebook> load(Console console) throws IOException, InputException {
    if (file == null && key == null) {
      return ProgramRulebook.isFolder(console)
          ? CompletableFuture.completedFuture(ProgramRulebook.load(console))
          : CompletableFuture.supplyAsync(Rulebook::bundled);
    }
    if (file == null || key == null) {
      throw new InputException(ExitCode.USAGE, "rulebook.both");
    }
    try {
      return CompletableFuture.completedFuture(SignedRulebook.read(file, key).rulebook());
    } catch (SignatureRefusedException e) {
      String why = e.why().name().toLowerCase(Locale.ROOT);
      throw new InputException(
          ExitCode.USAGE, "rulebook.refused." + why, e.file(), String.valueOf(key));
    }
  }
}
