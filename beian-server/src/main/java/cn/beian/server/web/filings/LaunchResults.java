package cn.beian.server.web.filings;

import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.Aspect;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What became of the launch builds of an application, as its sponsor reads it. */
@Component
class LaunchResults {
  private static final Set<String> ONE_VALUE =
      EnumSet.of(Aspect.PACKAGE, Aspect.APP_NAME, Aspect.SIGNER).stream()
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<Failure> OF_THE_PROGRAM =
      EnumSet.of(Failure.WORKER_FAILED, Failure.TOO_LONG, Failure.TOO_MUCH_MEMORY);

  private static final String NOT_SHOWN = "_NOT_SHOWN";

  private final Intake intake;
  private final Inspections inspections;
  private final TestRuns tests;

  LaunchResults(Intake intake, Inspections inspections, TestRuns tests) {
    this.intake = intake;
    this.inspections = inspections;
    this.tests = tests;
  }

  /**
   * A launch build with its file.
   *
   * @param failure why it could not be read
   */
  record Result(
      LaunchBuild build, String fileName, String sha256, Failure failure, List<Line> differences) {
    Result {
      differences = List.copyOf(differences);
    }

    /** Whether the program did not come to an end with it, which may be no fault of the file. */
    public boolean isOfTheProgram() {
      return OF_THE_PROGRAM.contains(failure);
    }

    /** Whether sponsor or number are not seen in it. */
    public boolean isNotShown() {
      return differences.stream().anyMatch(line -> line.aspect().endsWith(NOT_SHOWN));
    }

    /** Whether it differs in more than what it has to show. */
    public boolean isOtherwise() {
      return differences.stream().anyMatch(line -> !line.aspect().endsWith(NOT_SHOWN));
    }
  }

  /**
   * In what it differs.
   *
   * @param aspect of a comparison, or what it does not show
   * @param added what it has and the reviewed build has not
   * @param missing what the reviewed build has and it has not
   */
  record Line(String aspect, List<Item> added, List<Item> missing) {
    Line {
      added = List.copyOf(added);
      missing = List.copyOf(missing);
    }

    /** Whether one value stands in the place of another. */
    public boolean isOtherValue() {
      return ONE_VALUE.contains(aspect) && added.size() == 1 && missing.size() == 1;
    }

    /** Whether all is said by the name of it. */
    public boolean isPlain() {
      return added.isEmpty() && missing.isEmpty();
    }
  }

  /**
   * Something that differs.
   *
   * @param rule of a function, the rule that finds it
   */
  record Item(String text, Optional<Rule> rule) {}

  /** The latest first. */
  List<Result> of(CaseFile file) {
    List<LaunchBuild> latest = new ArrayList<>(file.launchBuilds());
    Collections.reverse(latest);
    return latest.stream().map(this::result).toList();
  }

  private Result result(LaunchBuild build) {
    boolean different = build.outcome() == LaunchBuild.Outcome.DIFFERENT;
    Optional<StoredPackage> stored = intake.findPackage(build.packageId());
    return new Result(
        build,
        stored.map(StoredPackage::fileName).orElse(""),
        stored.map(StoredPackage::sha256).orElse(""),
        stored
            .filter(one -> build.outcome() == LaunchBuild.Outcome.UNREADABLE)
            .flatMap(one -> inspections.find(one.id()))
            .map(Inspection::failure)
            .orElse(Failure.NONE),
        different
            ? build.detail().lines().filter(line -> !line.isBlank()).map(this::line).toList()
            : List.of());
  }

  /** {@code ASPECT +added -missing}. */
  private Line line(String line) {
    String[] words = line.split(" (?=[+-])", -1);
    Rulebook rulebook = tests.rulebook();
    return new Line(words[0], items(words, "+", rulebook), items(words, "-", rulebook));
  }

  private static List<Item> items(String[] words, String sign, Rulebook rulebook) {
    return Stream.of(Arrays.copyOfRange(words, 1, words.length))
        .filter(word -> word.startsWith(sign))
        .map(word -> word.substring(1))
        .map(
            text ->
                new Item(
                    text,
                    words[0].equals(Aspect.FUNCTIONS.name())
                        ? rulebook.rule(text)
                        : Optional.empty()))
        .toList();
  }
}
