package cn.beian.report;

import cn.beian.rules.CoverageSummary;
import cn.beian.rules.platforms.PlatformAspect;
import cn.beian.rules.platforms.PlatformComparison;
import cn.beian.rules.platforms.PlatformComparison.Build;
import cn.beian.rules.platforms.PlatformComparison.Presence;
import cn.beian.rules.platforms.PlatformComparison.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Builds side by side for a terminal: where they differ, then what nobody can say. */
final class PlatformText {
  private static final int COLUMNS = 76;
  private static final int MANY = 40;

  private final StringBuilder out = new StringBuilder();
  private final PlatformComparison comparison;
  private final Messages messages;
  private final Locale locale;
  private final TextStyle style;

  PlatformText(PlatformComparison comparison, Locale locale, TextStyle style) {
    this.comparison = comparison;
    this.locale = locale;
    this.style = style;
    this.messages = Messages.in(locale);
  }

  String render() {
    List<Build> builds = comparison.builds();
    String name =
        builds.stream()
            .map(Build::name)
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse(messages.text("app.unnamed"));
    out.append(style.bold(Columns.visible(name))).append('\n');
    for (int i = 0; i < builds.size(); i++) {
      Build build = builds.get(i);
      line("  ", called(i) + "  " + build.packageId() + "  " + build.versionName());
      for (CoverageSummary gap : build.unread()) {
        line("    ", GapText.of(gap, messages));
      }
    }
    int different = comparison.differences().size();
    int open = (int) comparison.rows().stream().filter(Row::open).count();
    boolean same = different + open == 0 && comparison.isComplete();
    String key = same ? "platforms.same" : "platforms.lede";
    if (comparison.mayBeOfSeveralApps()) {
      line("", messages.text("platforms.severalApps"));
    }
    line("", messages.text(key, different, open));
    rows("platforms.different", Row::differs);
    rows("platforms.open", row -> row.open() && !row.differs());
    out.append('\n');
    builds.forEach(one -> out.append(style.faint("SHA-256 " + one.header().sha256())).append('\n'));
    return out.toString();
  }

  private void rows(String key, Predicate<Row> which) {
    List<Row> rows = comparison.rows().stream().filter(which).toList();
    if (rows.isEmpty()) {
      return;
    }
    out.append('\n').append(style.bold(messages.text(key))).append('\n');
    for (PlatformAspect aspect : PlatformAspect.values()) {
      List<Row> of = rows.stream().filter(row -> row.aspect() == aspect).toList();
      if (of.isEmpty()) {
        continue;
      }
      line("  ", messages.text("platforms.aspect." + aspect.name().toLowerCase(Locale.ROOT)));
      of.stream().limit(MANY).forEach(this::row);
      if (of.size() > MANY) {
        line("    ", messages.text("evidence.more", of.size() - MANY));
      }
    }
  }

  private void row(Row row) {
    List<String> parts = new ArrayList<>();
    for (Presence presence : Presence.values()) {
      List<String> with = new ArrayList<>();
      for (int i = 0; i < row.presences().size(); i++) {
        if (row.presences().get(i) == presence) {
          with.add(called(i));
        }
      }
      if (!with.isEmpty()) {
        parts.add(
            messages.text(
                "platforms." + presence.name().toLowerCase(Locale.ROOT),
                String.join(messages.text("list.join"), with)));
      }
    }
    line("    - ", row.subject().in(locale) + "  " + String.join(" · ", parts));
  }

  /** A build by its platform, with its place where two are for the same. */
  private String called(int place) {
    String platform = comparison.builds().get(place).platform();
    String called = messages.nameOf("platform.", platform);
    long same = comparison.builds().stream().filter(one -> one.platform().equals(platform)).count();
    return same > 1 ? messages.text("platforms.nth", called, place + 1) : called;
  }

  private void line(String indent, String text) {
    String start = indent;
    for (String line : Columns.wrap(Columns.visible(text), COLUMNS - indent.length())) {
      out.append(start).append(line).append('\n');
      start = " ".repeat(indent.length());
    }
  }
}
