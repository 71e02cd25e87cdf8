package cn.beian.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * Time limit for reading one package. The work is bounded by counts, which give the same result
 * everywhere; the time limit is for slow machines and ends without a verdict.
 */
final class TimeOption {
  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "600",
      descriptionKey = "timeLimit")
  int seconds = 600;

  /**
   * The time limit.
   *
   * @throws InputException if it is not positive
   */
  Duration limit() throws InputException {
    if (seconds < 0) {
      throw new InputException(ExitCode.USAGE, "timeLimit.negative", Integer.toString(seconds));
    }
    return Duration.ofSeconds(seconds);
  }
}
