package cn.beian.report.sbom;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Field;
import cn.beian.facts.PackageHeader;
import cn.beian.report.sbom.SbomComponent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What a package is made of. Statements of one component at several places are one component; a
 * statement without a version belongs to the only version that others state.
 *
 * @param name of the app: its label, else its id, else empty
 * @param supplier organization in the certificate of the signer; empty where there is none
 * @param components in the order of {@link SbomComponent#ORDER}
 * @param unread what could not be read, so that components may be missing
 */
public record Sbom(
    PackageHeader header,
    String factsDigest,
    String name,
    String packageId,
    String version,
    String supplier,
    List<SbomComponent> components,
    List<String> unread) {
  /** The kinds of facts that say of what a package is made, and of what it is the package. */
  public static final Set<FactKind> KINDS =
      Set.of(
          FactKind.LIBRARY,
          FactKind.SDK,
          FactKind.NATIVE_LIB,
          FactKind.IDENTITY,
          FactKind.CERTIFICATE,
          FactKind.COVERAGE,
          FactKind.ANOMALY);

  private static final String NOT_READ = "library-list-not-read";

  public Sbom {
    components = List.copyOf(components);
    unread = List.copyOf(unread);
  }

  /** Of the facts of one package, in time linear in their number but for sorting. */
  public static Sbom of(FactSet facts) {
    return of(facts, FactsJson.digest(facts));
  }

  /**
   * The same where only some kinds of facts are at hand.
   *
   * @param facts at least those of {@link #KINDS}
   * @param factsDigest that of all facts of the package
   */
  public static Sbom of(FactSet facts, String factsDigest) {
    List<SbomComponent> components = new ArrayList<>();
    List<SbomComponent> stated = stated(facts);
    components.addAll(stated);
    components.addAll(recognised(facts, stated));
    components.addAll(nativeLibraries(facts));
    components.sort(SbomComponent.ORDER);
    String packageId = facts.identity("package").orElse("");
    return new Sbom(
        facts.header(),
        factsDigest,
        label(facts).orElse(packageId),
        packageId,
        facts.identity("version_name").orElse(""),
        supplier(facts),
        components,
        unread(facts));
  }

  // ---- components ------------------------------------------------------------------------------

  private static List<SbomComponent> stated(FactSet facts) {
    Map<String, Map<String, List<SbomComponent>>> byName = new TreeMap<>();
    for (Fact fact : facts.of(FactKind.LIBRARY)) {
      SbomComponent one =
          new SbomComponent(
              Kind.STATED,
              fact.text(Field.TYPE),
              fact.text(Field.NAME),
              fact.text(Field.VERSION),
              fact.text(Field.VENDOR),
              "",
              fact.texts(Field.LICENSES),
              "",
              fact.text(Field.ROLE).equals("build"),
              false,
              fact.sites(),
              List.of());
      byName
          .computeIfAbsent(one.name(), n -> new TreeMap<>())
          .computeIfAbsent(one.type(), t -> new ArrayList<>())
          .add(one);
    }
    List<SbomComponent> found = new ArrayList<>();
    for (Map<String, List<SbomComponent>> types : byName.values()) {
      List<SbomComponent> untyped = types.get("");
      if (untyped != null && types.size() == 2) { // the same name in one ecosystem
        types.remove("");
        types.values().iterator().next().addAll(untyped);
      }
      types.forEach((type, all) -> found.addAll(versions(type, all)));
    }
    return found;
  }

  private static List<SbomComponent> versions(String type, List<SbomComponent> all) {
    Map<String, List<SbomComponent>> byVersion =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    SbomComponent::version, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    List<SbomComponent> unversioned = byVersion.get("");
    if (unversioned != null && byVersion.size() == 2) {
      byVersion.remove("");
      byVersion.values().iterator().next().addAll(unversioned);
    }
    return byVersion.values().stream()
        .map(
            each -> {
              SbomComponent first =
                  each.stream().filter(one -> one.type().equals(type)).findFirst().orElseThrow();
              return first.joined(each);
            })
        .toList();
  }

  /** What has no entry in the catalogue and is stated by its name as well is told of once. */
  private static List<SbomComponent> recognised(FactSet facts, List<SbomComponent> stated) {
    TreeSet<String> names =
        stated.stream().map(SbomComponent::name).collect(Collectors.toCollection(TreeSet::new));
    Map<String, List<SbomComponent>> byName = new LinkedHashMap<>();
    for (Fact fact : facts.of(FactKind.SDK)) {
      String code = fact.text(Field.CODE);
      String name = fact.text(Field.NAME);
      if (!name.isEmpty() && (!code.isEmpty() || !names.contains(name))) {
        byName
            .computeIfAbsent(code + "\n" + name, n -> new ArrayList<>())
            .add(
                new SbomComponent(
                    Kind.RECOGNISED,
                    "",
                    name,
                    "",
                    fact.text(Field.VENDOR),
                    code,
                    List.of(),
                    "",
                    false,
                    !fact.flag(Field.REACHABLE).orElse(true),
                    fact.sites(),
                    List.of()));
      }
    }
    return byName.values().stream().map(each -> each.get(0).joined(each)).toList();
  }

  /** A library that is there for several processors is one component. */
  private static List<SbomComponent> nativeLibraries(FactSet facts) {
    Map<String, Map<String, List<SbomComponent>>> byName = new LinkedHashMap<>();
    for (Fact fact : facts.of(FactKind.NATIVE_LIB)) {
      SbomComponent one =
          SbomComponent.file(
              fact.text(Field.TYPE), fact.text(Field.NAME), fact.text(Field.SHA256), fact.sites());
      byName
          .computeIfAbsent(one.name(), n -> new LinkedHashMap<>())
          .computeIfAbsent(one.type() + "\n" + one.sha256(), n -> new ArrayList<>())
          .add(one);
    }
    List<SbomComponent> found = new ArrayList<>();
    for (Map<String, List<SbomComponent>> files : byName.values()) {
      List<SbomComponent> each = files.values().stream().map(f -> f.get(0).joined(f)).toList();
      long processors = each.stream().map(SbomComponent::type).distinct().count();
      if (processors == each.size()) {
        found.add(SbomComponent.library(each));
      } else {
        found.addAll(each); // different libraries of one name
      }
    }
    return found;
  }

  // ---- the app ---------------------------------------------------------------------------------

  private static Optional<String> label(FactSet facts) {
    Map<String, String> byLocale = new HashMap<>();
    facts.of(FactKind.IDENTITY).stream()
        .filter(fact -> fact.text(Field.NAME).equals("label"))
        .forEach(fact -> byLocale.putIfAbsent(fact.text(Field.LOCALE), fact.text(Field.VALUE)));
    return Optional.ofNullable(byLocale.get(""))
        .or(() -> byLocale.keySet().stream().sorted().findFirst().map(byLocale::get))
        .filter(label -> !label.isBlank());
  }

  private static String supplier(FactSet facts) {
    return facts.of(FactKind.CERTIFICATE).stream()
        .filter(fact -> fact.text(Field.ROLE).equals("signer"))
        .map(fact -> organization(fact.text(Field.SUBJECT)))
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse("");
  }

  private static String organization(String subject) {
    try {
      return new LdapName(subject)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("O"))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst()
              .orElse("");
    } catch (InvalidNameException e) {
      return ""; // a name that is none names nobody
    }
  }

  private static List<String> unread(FactSet facts) {
    TreeSet<String> unread = new TreeSet<>();
    for (Fact fact : facts.of(FactKind.COVERAGE)) {
      boolean content = !fact.text(Field.NAME).equals("signature");
      if (content && fact.number(Field.READABLE).orElse(0) < fact.number(Field.TOTAL).orElse(0)) {
        unread.add(fact.text(Field.NAME) + ": " + fact.text(Field.REASON));
      }
    }
    for (Fact fact : facts.of(FactKind.ANOMALY)) {
      if (fact.text(Field.CODE).equals(NOT_READ)) {
        unread.add(fact.at().entry() + ": " + fact.text(Field.DETAIL));
      }
    }
    return List.copyOf(unread);
  }

  /** Paths of the lists of components that were not read to their end. */
  public static List<String> listsCut(FactSet facts) {
    return facts.of(FactKind.ANOMALY).stream()
        .filter(fact -> fact.text(Field.CODE).equals(NOT_READ))
        .map(fact -> fact.at().entry())
        .distinct()
        .toList();
  }
}
