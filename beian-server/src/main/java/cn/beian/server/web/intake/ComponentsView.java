package cn.beian.server.web.intake;

import cn.beian.facts.FactSet;
import cn.beian.facts.Locator;
import cn.beian.report.sbom.Sbom;
import cn.beian.report.sbom.SbomComponent;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.engine.RuleEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of what a package is made, a page at a time.
 *
 * @param total components in the package, without what only built it
 * @param versioned how many of these have a version
 * @param licensed how many of these have a licence
 * @param groups how many there are of each group that has any
 * @param licenses those that most components have, with how many
 * @param moreLicenses how many others there are
 * @param query what was looked for; empty for all
 * @param only name of the group that was asked for; empty for all
 * @param found how many fit what was asked for
 * @param number of the page, from 1
 * @param sections what stands on the page
 * @param coverage what could be read
 * @param cut lists of components that were not read to their end
 */
public record ComponentsView(
    int total,
    int versioned,
    int licensed,
    Map<Group, Integer> groups,
    Map<String, Integer> licenses,
    int moreLicenses,
    String query,
    String only,
    int found,
    int number,
    List<Section> sections,
    List<CoverageSummary> coverage,
    List<String> cut) {
  private static final int ROWS_A_PAGE = 50;
  private static final int MOST_LICENSES = 12;
  private static final int MOST_CUT = 20;
  private static final int MOST_PLACES = 3;
  private static final int LONGEST_QUERY = 200;

  /** How a component is known, as the page groups them. */
  public enum Group {
    STATED,
    RECOGNISED,
    NATIVE,
    BUILD;

    static Group of(SbomComponent one) {
      if (one.buildOnly()) {
        return BUILD;
      }
      return switch (one.kind()) {
        case STATED -> STATED;
        case RECOGNISED -> RECOGNISED;
        case NATIVE -> NATIVE;
      };
    }

    private static Optional<Group> named(String name) {
      return Stream.of(values()).filter(one -> one.name().equals(name)).findFirst();
    }
  }

  /**
   * What is asked of the page.
   *
   * @param q part of a name, version, vendor, licence or path
   * @param group name of a group; all where it is none
   * @param page from 1; less counts as 1
   */
  public record Asked(String q, String group, int page) {}

  /** Components of one group that stand on the page. */
  public record Section(Group group, List<Row> rows) {}

  /**
   * A component.
   *
   * @param places where it was read, the first of them
   * @param more how many places are not named
   */
  public record Row(SbomComponent component, List<String> places, int more) {
    static Row of(SbomComponent one) {
      List<String> places =
          one.places().stream().map(Locator::toString).filter(at -> !at.isEmpty()).toList();
      int shown = Math.min(MOST_PLACES, places.size());
      return new Row(one, places.subList(0, shown), places.size() - shown);
    }
  }

  /**
   * The page that was asked for, in time linear in the number of components but for sorting.
   *
   * @param facts those that the list was made from
   */
  public static ComponentsView of(Sbom sbom, FactSet facts, Asked asked) {
    String query = asked.q.strip();
    query = query.substring(0, Math.min(LONGEST_QUERY, query.length()));
    Optional<Group> only = Group.named(asked.group);
    Map<Group, Integer> groups = new EnumMap<>(Group.class);
    Map<Group, List<SbomComponent>> fitting = new EnumMap<>(Group.class);
    Map<String, Integer> licenses = new TreeMap<>();
    int versioned = 0;
    int licensed = 0;
    for (SbomComponent one : sbom.components()) {
      Group group = Group.of(one);
      groups.merge(group, 1, Integer::sum);
      if (group != Group.BUILD) {
        versioned += one.version().isEmpty() ? 0 : 1;
        licensed += one.licenses().isEmpty() ? 0 : 1;
        one.licenses().forEach(license -> licenses.merge(license, 1, Integer::sum));
      }
      if (only.orElse(group) == group && fits(one, query.toLowerCase(Locale.ROOT))) {
        fitting.computeIfAbsent(group, g -> new ArrayList<>()).add(one);
      }
    }
    List<SbomComponent> found = fitting.values().stream().flatMap(List::stream).toList();
    int number = Math.max(1, Math.min(asked.page, Integer.MAX_VALUE / ROWS_A_PAGE));
    return new ComponentsView(
        sbom.components().size() - groups.getOrDefault(Group.BUILD, 0),
        versioned,
        licensed,
        groups,
        most(licenses),
        Math.max(0, licenses.size() - MOST_LICENSES),
        query,
        only.map(Group::name).orElse(""),
        found.size(),
        number,
        sections(found.stream().skip((number - 1L) * ROWS_A_PAGE).limit(ROWS_A_PAGE).toList()),
        RuleEngine.coverage(facts),
        Sbom.listsCut(facts).stream().limit(MOST_CUT).toList());
  }

  private static boolean fits(SbomComponent one, String query) {
    return query.isEmpty()
        || Stream.of(
                Stream.of(one.name(), one.version(), one.vendor()),
                one.licenses().stream(),
                one.places().stream().map(Locator::entry))
            .flatMap(texts -> texts)
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(query));
  }

  private static Map<String, Integer> most(Map<String, Integer> licenses) {
    Map<String, Integer> most = new LinkedHashMap<>();
    licenses.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_LICENSES)
        .forEach(each -> most.put(each.getKey(), each.getValue()));
    return most;
  }

  private static List<Section> sections(List<SbomComponent> page) {
    Map<Group, List<Row>> rows = new EnumMap<>(Group.class);
    for (SbomComponent one : page) {
      rows.computeIfAbsent(Group.of(one), g -> new ArrayList<>()).add(Row.of(one));
    }
    return rows.entrySet().stream()
        .map(each -> new Section(each.getKey(), each.getValue()))
        .toList();
  }

  /** Pages of what was found, at least 1. */
  public int pages() {
    return Math.max(1, (found + ROWS_A_PAGE - 1) / ROWS_A_PAGE);
  }

  /** Whether a list is so long that one looks for something in it. */
  public boolean isLong() {
    return total + groups.getOrDefault(Group.BUILD, 0) > ROWS_A_PAGE;
  }

  /** Whether nothing at all was read, not even what built the package. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }
}
