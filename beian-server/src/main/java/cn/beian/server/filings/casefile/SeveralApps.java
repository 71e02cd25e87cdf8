package cn.beian.server.filings.casefile;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.testing.Inspections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Packages of an application that share neither a name nor a package name with any other of it:
 * they may be of another app. Names differ between platforms with good reason, so it is told and
 * nothing is refused.
 */
@Component
public class SeveralApps {
  private final Inspections inspections;

  SeveralApps(Inspections inspections) {
    this.inspections = inspections;
  }

  /**
   * A package as people know it.
   *
   * @param name what it calls its app
   * @param identity package name or AppID; empty where there is none
   */
  public record Named(String fileName, String name, String identity) {}

  /** A package that may be of another app, and one beside which it stands. */
  public record Doubt(Named one, Named beside) {}

  private record Read(Named named, Set<String> names) {
    boolean shares(Read other) {
      return (!named.identity().isEmpty() && named.identity().equals(other.named.identity()))
          || !Collections.disjoint(names, other.names);
    }
  }

  /** Each such package that was read and has a name, in the order of the application. */
  public List<Doubt> of(CaseFile file) {
    List<CasePackage> tested =
        file.packages().stream().filter(one -> one.test().isPresent()).toList();
    if (tested.stream().map(one -> one.submitted().identity()).distinct().count() < 2) {
      return List.of();
    }
    List<Read> read = tested.stream().flatMap(one -> read(one).stream()).toList();
    List<Read> alone =
        read.stream()
            .filter(one -> !one.names().isEmpty())
            .filter(one -> read.stream().filter(one::shares).count() == 1) // itself
            .collect(Collectors.toCollection(ArrayList::new));
    if (read.size() < 2 || alone.isEmpty()) {
      return List.of();
    }
    Read first = read.get(0);
    if (alone.size() > 1) {
      alone.remove(first); // it is what the others are not
    }
    return alone.stream()
        .map(one -> new Doubt(one.named(), (one.equals(first) ? read.get(1) : first).named()))
        .toList();
  }

  private Optional<Read> read(CasePackage one) {
    return inspections
        .outline(one.submitted().packageId())
        .map(
            facts ->
                new Read(
                    new Named(
                        one.stored().fileName(),
                        PackageAnswers.name(facts).orElse(""),
                        one.submitted().identity()),
                    names(facts)));
  }

  private static Set<String> names(FactSet facts) {
    return facts.of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals("label"))
        .map(fact -> fact.text(Field.VALUE).strip())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
