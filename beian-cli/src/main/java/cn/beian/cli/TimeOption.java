package cn.beian.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * How long reading one package may take. What it does is bounded by counts, which end everywhere in
 * the same place; this is for the slow machine, and ends without a verdict.
 */
final class TimeOption {
  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "600",
      descriptionKey = "timeLimit")
  int seconds = 600;

  /**
   * The time.
   *
   * @throws InputException where it is less than none
   */
  Duration limit() throws InputException {
    if (seconds < 0) {
      throw new InputException(ExitCode.USAGE, "timeLimit.negative", Integer.toString(seconds));
    }
    return Duration.ofSeconds(seconds);
  }
}
