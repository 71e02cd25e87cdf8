package cn.beian.server.filings.casefile;

import cn.beian.facts.FactSet;
import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What keeps the packages of one application from standing beside each other, as far as they were
 * read: they cannot share a number, or are two builds of one app in one format, of which nobody
 * could say which one is filed. A build and its source are not.
 */
final class PackagesTogether {
  private static final String ANOTHER_APP = "anotherApp";

  private final List<CasePackage> packages;

  PackagesTogether(List<CasePackage> packages) {
    this.packages = List.copyOf(packages);
  }

  /** All of it. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    conflict().map(PackagesTogether::problem).ifPresent(problems::add);
    for (int i = 1; i < packages.size(); i++) {
      CasePackage later = packages.get(i);
      packages.subList(0, i).stream()
          .filter(later::isAnotherBuildOf)
          .findFirst()
          .map(first -> problem("sameApp", first.stored().fileName(), later.stored().fileName()))
          .ifPresent(problems::add);
    }
    return problems;
  }

  /**
   * What stands against a package that was put beside the others; not what stood against these
   * before, or one of them would keep out every other.
   */
  Optional<Problem> against(UUID added) {
    Map<Boolean, List<CasePackage>> all =
        packages.stream()
            .collect(Collectors.partitioningBy(one -> one.submitted().packageId().equals(added)));
    PackagesTogether others = new PackagesTogether(all.getOrDefault(false, List.of()));
    return all.getOrDefault(true, List.of()).stream()
        .flatMap(
            one ->
                one.format().stream()
                    .flatMap(format -> others.against(format, one.submitted().identity()).stream()))
        .findFirst();
  }

  /**
   * What stands against a package in the place of another of these; that it is of another app last,
   * as whoever replaces it may know that.
   */
  Optional<Problem> against(UUID replaced, String fileName, FactSet facts) {
    String format = facts.header().format();
    PackageSet.Member by = PackageAnswers.member(facts);
    List<CasePackage> others = new ArrayList<>(packages);
    others.removeIf(one -> one.submitted().packageId().equals(replaced));
    Optional<CasePackage> former =
        packages.stream()
            .filter(one -> one.submitted().packageId().equals(replaced))
            .filter(one -> one.member().isPresent())
            .findFirst();
    Optional<Problem> other =
        former
            .filter(old -> old.member().filter(one -> !samePlatform(one, by)).isPresent())
            .map(
                old ->
                    problem(
                        oneNumber(old, by) ? "platform.other" : "platform.alone",
                        fileName,
                        PackageAnswers.platform(format),
                        old.stored().fileName(),
                        old.platform()));
    return other
        .or(() -> new PackagesTogether(others).against(format, by.identity()))
        .or(
            () ->
                former
                    .filter(old -> isOfAnotherApp(old.submitted().identity(), by.identity()))
                    .map(
                        old ->
                            problem(
                                ANOTHER_APP,
                                fileName,
                                by.identity(),
                                old.stored().fileName(),
                                old.submitted().identity())));
  }

  /** Whether names tell two apps: of an empty one nothing can be said. */
  private static boolean isOfAnotherApp(String former, String name) {
    return !former.isEmpty() && !name.isEmpty() && !former.equals(name);
  }

  /** Whether both may stand in one application, beside each other. */
  private static boolean oneNumber(CasePackage old, PackageSet.Member by) {
    return old.member().filter(one -> PackageSet.conflict(List.of(one, by)).isEmpty()).isPresent();
  }

  private static boolean samePlatform(PackageSet.Member one, PackageSet.Member other) {
    return one.form() == other.form() && one.platform().equals(other.platform());
  }

  /** What stands against a package of a format and a name beside these. */
  private Optional<Problem> against(String format, String identity) {
    List<PackageSet.Member> members =
        new ArrayList<>(packages.stream().flatMap(one -> one.member().stream()).toList());
    boolean could = conflict().isEmpty();
    members.add(PackageAnswers.member(format, identity));
    Optional<Problem> conflict =
        PackageSet.conflict(members).filter(one -> could).map(PackagesTogether::problem);
    return conflict.isPresent()
        ? conflict
        : packages.stream()
            .filter(one -> one.isBuildOf(format, identity))
            .findFirst()
            .map(there -> problem("sameAppThere", there.stored().fileName()));
  }

  /** Whether nothing stands against a package but that it is of another app. */
  static boolean isAnotherApp(Problem problem) {
    return FilingProblem.code(problem).equals(ANOTHER_APP);
  }

  Optional<PackageSet.Conflict> conflict() {
    return PackageSet.conflict(packages.stream().flatMap(one -> one.member().stream()).toList());
  }

  private static Problem problem(PackageSet.Conflict conflict) {
    return problem("packages." + conflict.name());
  }

  private static Problem problem(String code, String... parameters) {
    return FilingProblem.of(code, "", List.of(parameters));
  }
}
