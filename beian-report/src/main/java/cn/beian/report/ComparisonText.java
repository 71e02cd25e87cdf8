package cn.beian.report;

import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Evidence;
import cn.beian.rules.comparison.Aspect;
import cn.beian.rules.comparison.Change;
import cn.beian.rules.comparison.Proposal;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionComparison.Difference;
import cn.beian.rules.comparison.VersionComparison.Version;
import cn.beian.rules.engine.RuleEngine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison for a terminal: what is due first, then why, then everything that differs. */
final class ComparisonText {
  private static final int COLUMNS = 88;
  private static final int FEW = 3;
  private static final int MANY = 12;
  private static final int LONGEST_QUOTE = 60;
  private static final String INDENT = "    ";

  /** What is of use to the makers and on the launch build, but tells a handler nothing. */
  private static final Set<Aspect> TECHNICAL = EnumSet.of(Aspect.COMPONENTS, Aspect.CALLED_APIS);

  private final StringBuilder out = new StringBuilder();
  private final VersionComparison comparison;
  private final Messages messages;
  private final Locale locale;
  private final TextStyle style;

  ComparisonText(VersionComparison comparison, Locale locale, TextStyle style) {
    this.comparison = comparison;
    this.locale = locale;
    this.style = style;
    this.messages = Messages.in(locale);
  }

  String render() {
    head();
    if (comparison.isOfOnePlatform()) {
      for (Proposal due :
          List.of(Proposal.MAJOR_CHANGE, Proposal.INFORMATION_CHANGE, Proposal.NOTHING_DUE)) {
        changes(due);
      }
    }
    unread();
    differences();
    out.append('\n');
    foot(comparison.before(), "compare.before");
    foot(comparison.after(), "compare.after");
    faint(messages.text("foot.test", comparison.asOf()));
    return out.toString();
  }

  private void head() {
    if (!comparison.isOfOnePlatform()) {
      String platforms =
          messages.text(
              "compare.platforms", platform(comparison.before()), platform(comparison.after()));
      wrapped("", "", platforms);
      out.append('\n');
    }
    String earlier = name(comparison.before());
    String later = name(comparison.after());
    out.append(style.bold(Columns.visible(earlier)))
        .append("  ")
        .append(Columns.visible(number(comparison.before())))
        .append(" → ");
    if (!earlier.equals(later)) {
      out.append(style.bold(Columns.visible(later))).append("  ");
    }
    out.append(Columns.visible(number(comparison.after()))).append('\n');
    if (comparison.isOfOnePlatform()) {
      Proposal proposal = comparison.proposal();
      String key = "compare." + (comparison.isUndetermined() ? "open" : key(proposal));
      wrapped("", style.bold(messages.text(key)), messages.text("verdict.colon") + lede(proposal));
    }
  }

  private String platform(Version version) {
    return messages.nameOf("platform.", RuleEngine.platform(version.header().format()));
  }

  private String name(Version version) {
    String name = version.name().isEmpty() ? version.packageId() : version.name();
    return name.isEmpty() ? messages.text("app.unnamed") : name;
  }

  private String lede(Proposal proposal) {
    if (!comparison.isUndetermined()) {
      return messages.text("compare.lede." + key(proposal));
    }
    boolean least = proposal == Proposal.INFORMATION_CHANGE;
    return messages.text(least ? "compare.lede.open.least" : "compare.lede.open");
  }

  private static String key(Proposal proposal) {
    return proposal.name().toLowerCase(Locale.ROOT);
  }

  private String number(Version version) {
    String name = version.versionName();
    String code = version.versionCode();
    String both = code.isEmpty() || code.equals(name) ? name : (name + " (" + code + ")").strip();
    return both.isEmpty() ? version.header().sha256().substring(0, 8) : both;
  }

  private void changes(Proposal due) {
    List<Change> all = comparison.changes().stream().filter(c -> c.due() == due).toList();
    if (all.isEmpty()) {
      return;
    }
    heading("compare.section." + key(due));
    for (Change change : all) {
      String mark =
          switch (due) {
            case MAJOR_CHANGE -> "■";
            case INFORMATION_CHANGE -> "◆";
            case NOTHING_DUE -> "·";
          };
      wrapped("  " + mark + " ", "", change.text(locale));
      change.evidence().stream().map(this::place).distinct().limit(FEW).forEach(this::evidence);
    }
  }

  private String place(Evidence evidence) {
    String at = evidence.at().toString();
    String place = at.isEmpty() ? messages.text("evidence.package") : at;
    String text = EvidenceText.of(evidence, locale);
    if (text.codePointCount(0, text.length()) > LONGEST_QUOTE) {
      text = text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
    return text.isEmpty() ? place : place + "  " + messages.text("evidence.quote", text);
  }

  private void evidence(String place) {
    for (String part : Columns.wrap(Columns.visible(place), COLUMNS - 6)) {
      out.append("      ").append(style.faint(part)).append('\n');
    }
  }

  private void unread() {
    if (comparison.isComplete()) {
      return;
    }
    heading("section.unread");
    gaps(comparison.before(), "compare.before");
    gaps(comparison.after(), "compare.after");
  }

  private void gaps(Version version, String key) {
    for (CoverageSummary gap : version.unread()) {
      wrapped("  - ", "", messages.text(key) + "  " + GapText.of(gap, messages));
    }
  }

  private void differences() {
    List<Difference> shown =
        comparison.differences().stream().filter(d -> !TECHNICAL.contains(d.aspect())).toList();
    long sizeBefore = comparison.before().header().sizeBytes();
    long sizeAfter = comparison.after().header().sizeBytes();
    if (shown.isEmpty() && sizeBefore == sizeAfter) {
      return;
    }
    heading("compare.differences");
    for (Difference difference : shown) {
      String name = messages.text("aspect." + difference.aspect().name().toLowerCase(Locale.ROOT));
      out.append("  ").append(name).append('\n');
      items("+", difference.added());
      items("-", difference.missing());
    }
    if (sizeBefore != sizeAfter) {
      wrapped("  ", "", messages.text("compare.size", sizeBefore, sizeAfter));
    }
    List<String> technical =
        comparison.differences().stream()
            .filter(d -> TECHNICAL.contains(d.aspect()))
            .map(
                d ->
                    messages.text(
                        "compare.technical",
                        messages.text("aspect." + d.aspect().name().toLowerCase(Locale.ROOT)),
                        d.added().size(),
                        d.missing().size()))
            .toList();
    if (!technical.isEmpty()) {
      wrapped("  ", "", String.join(messages.text("list.join"), technical));
    }
  }

  private void items(String sign, List<String> items) {
    List<String> lines = new ArrayList<>(items.stream().limit(MANY).toList());
    for (String item : lines) {
      wrapped(INDENT + sign + " ", "", item);
    }
    if (items.size() > MANY) {
      wrapped(INDENT + "  ", "", messages.text("evidence.more", items.size() - MANY));
    }
  }

  private void heading(String key) {
    out.append('\n').append(style.bold(messages.text(key))).append('\n');
  }

  /** A text with a start, wrapped under itself; the start may be styled, the text may not. */
  private void wrapped(String indent, String styled, String text) {
    String start = indent + styled;
    int taken = Columns.width(indent);
    String rest = " ".repeat(taken);
    List<String> lines = Columns.wrap(Columns.visible(text), COLUMNS - taken - 12);
    if (lines.isEmpty()) {
      out.append(start).append('\n');
    }
    for (String line : lines) {
      out.append(start).append(line).append('\n');
      start = rest;
    }
  }

  private void foot(Version version, String key) {
    faint(
        Stream.of(messages.text(key), "SHA-256 " + version.header().sha256())
            .collect(Collectors.joining("  ")));
  }

  private void faint(String line) {
    out.append(style.faint(line)).append('\n');
  }
}
