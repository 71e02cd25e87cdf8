package cn.beian.server.filings;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a launch build is the build that was reviewed, with sponsor and number added and nothing
 * else: plain equality of facts.
 *
 * @param differences what differs, by aspect; empty where the builds are equal
 * @param sponsorSeen whether the sponsor's name stands in a text that a person can see
 * @param numberSeen whether the filing number does
 */
public record LaunchComparison(
    List<Difference> differences, boolean sponsorSeen, boolean numberSeen) {
  public LaunchComparison {
    differences = List.copyOf(differences);
  }

  /** What is compared. */
  public enum Aspect {
    PACKAGE,
    PERMISSIONS,
    COMPONENTS,
    SCREENS,
    CALLED_APIS,
    DOMAINS,
    SIGNER
  }

  /** What the launch build has more, and what it lacks, in one aspect; one of them is not empty. */
  public record Difference(Aspect aspect, List<String> added, List<String> missing) {
    public Difference {
      added = List.copyOf(added);
      missing = List.copyOf(missing);
    }
  }

  /** Whether the launch build may join the record. */
  public boolean accepted() {
    return differences.isEmpty() && sponsorSeen && numberSeen;
  }

  /**
   * Compares.
   *
   * @param review facts of the build that was reviewed
   * @param launch facts of the build that is to go out
   * @param sponsor name that the app must show
   * @param number that the app must show, as it is written
   */
  public static LaunchComparison of(FactSet review, FactSet launch, String sponsor, String number) {
    List<Difference> differences = new ArrayList<>();
    compare(differences, Aspect.PACKAGE, review, launch, LaunchComparison::packageName);
    compare(differences, Aspect.PERMISSIONS, review, launch, names(FactKind.PERMISSION));
    compare(differences, Aspect.COMPONENTS, review, launch, LaunchComparison::components);
    compare(differences, Aspect.SCREENS, review, launch, names(FactKind.SCREEN));
    compare(differences, Aspect.CALLED_APIS, review, launch, names(FactKind.API_CALL));
    compare(differences, Aspect.DOMAINS, review, launch, names(FactKind.DOMAIN));
    compare(differences, Aspect.SIGNER, review, launch, LaunchComparison::signers);
    return new LaunchComparison(differences, shows(launch, sponsor), shows(launch, number));
  }

  private static void compare(
      List<Difference> differences,
      Aspect aspect,
      FactSet review,
      FactSet launch,
      Function<FactSet, SortedSet<String>> of) {
    SortedSet<String> before = of.apply(review);
    SortedSet<String> after = of.apply(launch);
    if (!before.equals(after)) {
      differences.add(new Difference(aspect, without(after, before), without(before, after)));
    }
  }

  private static List<String> without(Collection<String> some, Set<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }

  private static SortedSet<String> packageName(FactSet facts) {
    return new TreeSet<>(facts.identity("package").stream().toList());
  }

  private static Function<FactSet, SortedSet<String>> names(FactKind kind) {
    return facts ->
        facts.of(kind).stream()
            .map(fact -> fact.text(Field.NAME))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> components(FactSet facts) {
    return facts.of(FactKind.COMPONENT).stream()
        .map(
            fact ->
                fact.text(Field.TYPE)
                    + " "
                    + fact.text(Field.NAME)
                    + (fact.flag(Field.EXPORTED).orElse(false) ? " exported" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> signers(FactSet facts) {
    return facts.of(FactKind.CERTIFICATE).stream()
        .map(fact -> fact.text(Field.SHA256))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean shows(FactSet facts, String wanted) {
    String plain = plain(wanted);
    return !plain.isEmpty()
        && facts.of(FactKind.UI_TEXT).stream()
            .map((Fact fact) -> plain(fact.text(Field.TEXT)))
            .anyMatch(text -> text.contains(plain));
  }

  /** Spaces inside a shown number or name are layout. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\u3000]", "");
  }
}
