package cn.beian.server.filings.answers;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.rules.DeviceAccess;
import cn.beian.rules.DeviceAccesses;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.AskedItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What data a package asks of people, and which of it is personal: the one source of the page of
 * what was read and of what the form proposes.
 *
 * @param asked the inputs that ask for each data item, by item
 * @param personal the purposes that the package states of each item of personal data, by item; none
 *     where it states none
 */
public record DeclaredData(Map<String, List<Fact>> asked, Map<String, Set<String>> personal) {
  /** Facts of these kinds tell all of it. */
  public static final Set<FactKind> KINDS =
      Collections.unmodifiableSet(
          EnumSet.of(FactKind.FORM_FIELD, FactKind.PERMISSION, FactKind.SCREEN, FactKind.API_CALL));

  /** The code of a permission, an address or the path of a page: nothing that a purpose is. */
  private static final Pattern CODE =
      Pattern.compile("[\\p{ASCII}&&\\S]*|\\S*/\\S*|\\S*\\.\\w{1,5}");

  public DeclaredData {
    asked = Collections.unmodifiableMap(new TreeMap<>(asked));
    personal = Collections.unmodifiableMap(new LinkedHashMap<>(personal));
  }

  /** What the facts of a package tell, by the words of a rulebook. */
  public static DeclaredData of(FactSet facts, Rulebook rulebook) {
    AskedItems items = new AskedItems(facts, rulebook);
    Map<String, String> titles = titles(facts);
    Map<String, Set<String>> personal = new LinkedHashMap<>();
    items
        .byItem()
        .forEach(
            (item, inputs) -> {
              if (items.isPersonal(item) || labelled(item)) {
                purposes(personal, item).addAll(stated(inputs, titles));
              }
            });
    for (Fact permission : facts.of(FactKind.PERMISSION)) {
      Set<String> stated = new LinkedHashSet<>();
      stated(permission.text(Field.REASON)).ifPresent(stated::add);
      if (stated.isEmpty()) {
        stated.addAll(stated(uses(facts, permission, rulebook.deviceAccesses()), titles));
      }
      PermissionData.of(permission.text(Field.NAME))
          .forEach(data -> purposes(personal, data.chinese()).addAll(stated));
    }
    return new DeclaredData(items.byItem(), personal);
  }

  /** Whether it takes a fact of these kinds to tell it; of most calls it takes none. */
  public static boolean tells(Fact fact, Rulebook rulebook) {
    return fact.kind() != FactKind.API_CALL || rulebook.deviceAccesses().of(fact).isPresent();
  }

  private static Set<String> purposes(Map<String, Set<String>> personal, String item) {
    return personal.computeIfAbsent(item, none -> new LinkedHashSet<>());
  }

  /** What the app's own code calls that needs a permission. */
  private static List<Fact> uses(FactSet facts, Fact permission, DeviceAccesses accesses) {
    Optional<DeviceAccess> access = accesses.of(permission);
    return access.isEmpty()
        ? List.of()
        : facts.of(FactKind.API_CALL).stream()
            .filter(call -> call.origin() == Origin.APP && accesses.of(call).equals(access))
            .toList();
  }

  /** The titles of the pages on which these stand. */
  private static Set<String> stated(List<Fact> facts, Map<String, String> titles) {
    Set<String> stated = new LinkedHashSet<>();
    facts.forEach(one -> stated(titles.getOrDefault(one.screen(), "")).ifPresent(stated::add));
    return stated;
  }

  private static boolean labelled(String item) {
    return Catalogue.bundled().personalLabels().stream().anyMatch(item::contains);
  }

  /** What the pages of the app are called, by their names in it. */
  private static Map<String, String> titles(FactSet facts) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Fact screen : facts.of(FactKind.SCREEN)) {
      if (screen.origin() == Origin.APP) {
        titles.putIfAbsent(screen.text(Field.NAME), screen.text(Field.LABEL));
      }
    }
    return titles;
  }

  private static Optional<String> stated(String words) {
    String said = words.strip();
    return Optional.of(said).filter(one -> !one.isEmpty() && !CODE.matcher(one).matches());
  }

  /**
   * A line for each purpose of each item: {@code 手机号码：志愿者报名}; none where the package leaves the
   * purpose of any item open, since such a list would say that there is nothing else.
   */
  List<String> purposes() {
    if (personal.values().stream().anyMatch(Set::isEmpty)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    personal.forEach((item, said) -> said.forEach(one -> lines.add(item + "：" + one)));
    return lines;
  }
}
