package cn.beian.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Describes what is wrong with a command line, in the language of the program; the parser only has
 * English.
 */
final class UsageText {
  private UsageText() {}

  static String of(Console console, ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unknown) {
      return console.text("usage.unknown", String.join(" ", unknown.getUnmatched()));
    }
    if (wrong instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return console.text("usage.missing", names(missing.getMissing()));
    }
    ArgSpec about = wrong.getArgSpec();
    String value = wrong.getValue();
    if (about != null && value != null) {
      return console.text("usage.invalid", name(about), value);
    }
    return String.valueOf(wrong.getMessage());
  }

  private static String names(List<ArgSpec> missing) {
    return missing.stream().map(UsageText::name).collect(Collectors.joining(" "));
  }

  /** The name as in the synopsis. */
  private static String name(ArgSpec one) {
    return one instanceof OptionSpec option
        ? option.longestName() + " " + one.paramLabel()
        : one.paramLabel();
  }
}
