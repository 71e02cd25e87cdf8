package cn.beian.server.web.filings;

import cn.beian.rules.CoverageSummary;
import cn.beian.rules.platforms.PlatformAspect;
import cn.beian.rules.platforms.PlatformComparison;
import cn.beian.rules.platforms.PlatformComparison.Build;
import cn.beian.rules.platforms.PlatformComparison.Presence;
import cn.beian.rules.platforms.PlatformComparison.Row;
import cn.beian.server.filings.casefile.CasePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;

/**
 * Builds side by side, as the template shows them.
 *
 * @param columns one for each build
 * @param different in how many things builds differ, names and versions among them
 * @param open of how many others nobody can say, as a build was not all read
 * @param severalApps whether they may be of more than one app
 */
public record PlatformsView(
    List<Column> columns, List<Part> parts, int different, int open, boolean severalApps) {
  private static final int MOST = 100;
  private static final int NAMES = 5;

  /** Name and version stand above, a build each. */
  private static final List<PlatformAspect> ASPECTS =
      List.of(
          PlatformAspect.FUNCTIONS,
          PlatformAspect.DATA_ITEMS,
          PlatformAspect.ACCESS,
          PlatformAspect.DOMAINS);

  /**
   * A build.
   *
   * @param title platform, with its place where two are for the same one
   * @param names of the app in the languages of the package, at most five
   */
  public record Column(
      String title,
      Build build,
      List<String> names,
      UUID packageId,
      String fileName,
      List<CoverageSummary> unread) {}

  /**
   * An aspect in which something differs or stays open.
   *
   * @param lines what differs first, at most a hundred
   * @param more how many are not shown
   * @param same what all builds have, at most a hundred
   */
  public record Part(PlatformAspect aspect, List<Line> lines, int more, List<String> same) {}

  /** Something that at least one build has. */
  public record Line(String subject, List<Presence> presences) {}

  static PlatformsView of(
      PlatformComparison comparison,
      List<CasePackage> packages,
      MessageSource messages,
      Locale locale) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < packages.size(); i++) {
      Build build = comparison.builds().get(i);
      columns.add(
          new Column(
              title(comparison, i, messages, locale),
              build,
              names(comparison, i, locale),
              packages.get(i).submitted().packageId(),
              packages.get(i).stored().fileName(),
              build.unread()));
    }
    List<Row> rows =
        comparison.rows().stream().filter(row -> ASPECTS.contains(row.aspect())).toList();
    return new PlatformsView(
        columns,
        ASPECTS.stream()
            .map(aspect -> part(rows, aspect, locale))
            .filter(part -> !part.lines().isEmpty() || !part.same().isEmpty())
            .toList(),
        different(comparison),
        (int) rows.stream().filter(row -> row.open() && !row.differs()).count(),
        comparison.mayBeOfSeveralApps());
  }

  /** Names, and versions, stand in one row of the page each, whatever their number. */
  private static int different(PlatformComparison comparison) {
    return (int)
        comparison.differences().stream()
            .map(row -> ASPECTS.contains(row.aspect()) ? row : row.aspect())
            .distinct()
            .count();
  }

  private static List<String> names(PlatformComparison comparison, int place, Locale locale) {
    return comparison.rows().stream()
        .filter(row -> row.aspect() == PlatformAspect.NAME)
        .filter(row -> row.presences().get(place) == Presence.PRESENT)
        .map(row -> row.subject().in(locale))
        .limit(NAMES)
        .toList();
  }

  private static String title(
      PlatformComparison comparison, int place, MessageSource messages, Locale locale) {
    String platform = comparison.builds().get(place).platform();
    String called = messages.getMessage("portal.platform." + platform, null, locale);
    boolean several =
        comparison.builds().stream().filter(one -> one.platform().equals(platform)).count() > 1;
    return several
        ? messages.getMessage("filings.platforms.nth", new Object[] {called, place + 1}, locale)
        : called;
  }

  private static Part part(List<Row> all, PlatformAspect aspect, Locale locale) {
    List<Row> rows = all.stream().filter(row -> row.aspect() == aspect).toList();
    List<Line> lines = new ArrayList<>();
    rows.stream().filter(Row::differs).forEach(row -> lines.add(line(row, locale)));
    rows.stream()
        .filter(row -> row.open() && !row.differs())
        .forEach(row -> lines.add(line(row, locale)));
    return new Part(
        aspect,
        lines.stream().limit(MOST).toList(),
        Math.max(0, lines.size() - MOST),
        rows.stream()
            .filter(row -> !row.differs() && !row.open())
            .limit(MOST)
            .map(row -> row.subject().in(locale))
            .toList());
  }

  private static Line line(Row row, Locale locale) {
    return new Line(row.subject().in(locale), row.presences());
  }
}
