package cn.beian.server.filings.casefile;

import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps the packages of one application from standing beside each other, as far as they were
 * read: they cannot share a number, or are two builds of one app in one format, of which nobody
 * could say which one is filed. A build and its source are not.
 */
final class PackagesTogether {
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
    List<CasePackage> others = new ArrayList<>(packages);
    others.removeIf(one -> one.submitted().packageId().equals(added));
    if (new PackagesTogether(others).conflict().isEmpty() && conflict().isPresent()) {
      return conflict().map(PackagesTogether::problem);
    }
    return packages.stream()
        .filter(one -> one.submitted().packageId().equals(added))
        .flatMap(one -> others.stream().filter(one::isAnotherBuildOf))
        .findFirst()
        .map(there -> problem("sameAppThere", there.stored().fileName()));
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
