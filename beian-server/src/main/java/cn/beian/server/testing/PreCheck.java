package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.rules.Context;
import cn.beian.rules.TestResult;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.testing.Inspection.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/** Tests a package for somebody who files nothing yet; when it has answered, nothing is left. */
@Service
public class PreCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PreCheck.class);

  private final Workers workers;
  private final Rulebooks rulebooks;
  private final PreCheckSettings settings;
  private final Path folder;
  private final Turns turns = new Turns(1);

  PreCheck(
      @Qualifier("preCheckWorkers") Workers workers,
      Rulebooks rulebooks,
      PreCheckSettings settings,
      BeianSettings server)
      throws IOException {
    this.workers = workers;
    this.rulebooks = rulebooks;
    this.settings = settings;
    this.folder = folder(server);
    Files.createDirectories(folder);
    // What a killed server left; the folder stays, for who sees it from inside a sandbox sees
    // this one and no other that bears its name.
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path one : left) {
        FileSystemUtils.deleteRecursively(one);
      }
    }
  }

  /** Where packages lie while they are checked. */
  static Path folder(BeianSettings server) {
    return server.dataDir().resolve("pre-check");
  }

  /** What came of a package. */
  public sealed interface Answer {}

  /**
   * It was read and tested.
   *
   * @param context what was assumed of the app
   */
  public record Tested(FactSet facts, TestResult result, Context context) implements Answer {}

  /** It was not read; the sentence is {@code testing.failure.<NAME>}. */
  public record NotRead(Failure failure) implements Answer {}

  /** Others are before it. */
  public record Busy() implements Answer {}

  /**
   * Reads and tests a package as of a day.
   *
   * @param sender who sends it; senders take turns
   * @param appId declared AppID, empty where none is needed
   * @param assumed what it is and who uses it: that decides what blocks
   */
  public Answer check(
      InputStream in, String sender, String appId, Context.Declared assumed, LocalDate asOf)
      throws IOException {
    Object one = new Object();
    if (!turns.enter(one, sender, settings.patience())) {
      LOG.info("pre-check: turned away, {} more wait", turns.waiting());
      return new Busy();
    }
    try {
      return inFolder(in, appId, assumed, asOf);
    } finally {
      turns.leave(one);
    }
  }

  private Answer inFolder(InputStream in, String appId, Context.Declared assumed, LocalDate asOf)
      throws IOException {
    Path here = Files.createTempDirectory(folder, "one");
    try {
      Path file = here.resolve("package");
      long bytes = Files.copy(in, file);
      Path facts = here.resolve("facts");
      WorkerOutcome outcome = workers.read(file, appId, facts, (done, total) -> {});
      LOG.info("pre-check of {} bytes: {}", bytes, outcome.failure());
      if (outcome.failure() != Failure.NONE) {
        return new NotRead(outcome.failure());
      }
      try (InputStream written = new BufferedInputStream(Files.newInputStream(facts))) {
        return test(FactsJson.read(written), assumed, asOf);
      }
    } finally {
      FileSystemUtils.deleteRecursively(here);
    }
  }

  /** Tests what was read already, for whomever it is assumed. */
  public Tested test(FactSet read, Context.Declared assumed, LocalDate asOf) {
    Context context = new Context(assumed, Optional.empty(), List.of());
    return new Tested(
        read, RuleEngine.evaluate(read, context, rulebooks.inForce(asOf), asOf), context);
  }
}
