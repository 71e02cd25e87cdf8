package cn.beian.report.sbom;

import cn.beian.facts.Locator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A component of the app; what the package does not say is empty.
 *
 * @param kind how it is known
 * @param type its ecosystem, or the processors of a native library
 * @param name in its ecosystem
 * @param code in the catalogue of SDKs
 * @param licenses by SPDX ids, else by name; sorted
 * @param sha256 of a native library that is one file
 * @param buildOnly it made the package and is not in it
 * @param unreached nothing in the package leads to it
 * @param places where it was found, in order, at most {@link #MAX_PLACES}
 * @param files of a native library that is several, one for each processor; else empty
 */
public record SbomComponent(
    Kind kind,
    String type,
    String name,
    String version,
    String vendor,
    String code,
    List<String> licenses,
    String sha256,
    boolean buildOnly,
    boolean unreached,
    List<Locator> places,
    List<SbomComponent> files) {
  static final int MAX_PLACES = 20;

  static final Comparator<SbomComponent> ORDER =
      Comparator.comparing(SbomComponent::kind)
          .thenComparing(SbomComponent::type)
          .thenComparing(SbomComponent::name)
          .thenComparing(SbomComponent::version)
          .thenComparing(SbomComponent::code)
          .thenComparing(SbomComponent::sha256);

  /** How a component is known. */
  public enum Kind {
    /** The package states it. */
    STATED,
    /** The catalogue knows its code, or the configuration names it. */
    RECOGNISED,
    /** It is a file of machine code. */
    NATIVE
  }

  public SbomComponent {
    licenses = List.copyOf(new TreeSet<>(licenses));
    places = new ArrayList<>(new TreeSet<>(places));
    places = List.copyOf(places.subList(0, Math.min(places.size(), MAX_PLACES)));
    files = List.copyOf(files);
  }

  /** A file of machine code for one processor. */
  static SbomComponent file(String processor, String name, String sha256, List<Locator> places) {
    return new SbomComponent(
        Kind.NATIVE,
        processor,
        name,
        "",
        "",
        "",
        List.of(),
        sha256,
        false,
        false,
        places,
        List.of());
  }

  /** The one library that these files are, each for another processor. */
  static SbomComponent library(List<SbomComponent> files) {
    SbomComponent first = files.get(0);
    if (files.size() == 1) {
      return first;
    }
    List<SbomComponent> sorted = files.stream().sorted(ORDER).toList();
    return new SbomComponent(
        Kind.NATIVE,
        sorted.stream().map(SbomComponent::type).collect(Collectors.joining(" ")),
        first.name,
        "",
        "",
        "",
        List.of(),
        "",
        false,
        false,
        sorted.stream().flatMap(file -> file.places.stream()).toList(),
        sorted);
  }

  /** Group of an artifact, or scope of a package; empty where it has none. */
  String group() {
    int end = type.equals("maven") ? name.indexOf(':') : scoped() ? name.indexOf('/') : -1;
    return end < 0 ? "" : name.substring(0, end);
  }

  /** The name without the group. */
  String shortName() {
    String group = group();
    return group.isEmpty() ? name : name.substring(group.length() + 1);
  }

  private boolean scoped() {
    return (type.equals("npm") || type.equals("ohpm")) && name.startsWith("@");
  }

  /** Its package URL, where the ecosystem is known. */
  public Optional<String> purl() {
    return kind == Kind.STATED && !shortName().isEmpty()
        ? PackageUrl.of(type, group(), shortName(), version)
        : Optional.empty();
  }

  /** The same, with what others say of it. */
  SbomComponent joined(Collection<SbomComponent> others) {
    List<String> allLicenses = new ArrayList<>(licenses);
    List<Locator> allPlaces = new ArrayList<>(places);
    String maker = vendor;
    String known = version;
    boolean build = buildOnly;
    boolean unused = unreached;
    for (SbomComponent other : others) {
      allLicenses.addAll(other.licenses);
      allPlaces.addAll(other.places);
      maker = maker.isEmpty() ? other.vendor : maker;
      known = known.isEmpty() ? other.version : known;
      build &= other.buildOnly;
      unused &= other.unreached;
    }
    return new SbomComponent(
        kind, type, name, known, maker, code, allLicenses, sha256, build, unused, allPlaces, files);
  }
}
