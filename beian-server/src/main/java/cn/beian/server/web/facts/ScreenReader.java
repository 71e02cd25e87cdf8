package cn.beian.server.web.facts;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.server.testing.StoredFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts screens together from stored facts; holds the screens, and of what is on them one page. */
final class ScreenReader {
  static final int SCREENS_A_PAGE = 20;
  static final int TEXTS_A_PAGE = 100;
  private static final int MOST_PARTS = 60;

  private ScreenReader() {}

  /** A page of screens, in the order in which they are reached. */
  static Paged<ScreenView> page(StoredFacts facts, int number) {
    Ways ways = ways(facts);
    Paged<String> names = Paged.of(ways.inOrder(), number, SCREENS_A_PAGE);
    Map<String, ScreenView> views =
        names.getRows().stream()
            .collect(Collectors.toMap(Function.identity(), name -> new ScreenView(name, ways)));
    facts.read(
        EnumSet.of(FactKind.UI_TEXT, FactKind.FORM_FIELD, FactKind.CONTROL),
        "",
        fact -> Optional.ofNullable(views.get(fact.screen())).ifPresent(view -> put(view, fact)));
    return Paged.of(
        ways.inOrder().stream()
            .map(name -> views.getOrDefault(name, new ScreenView(name, ways)))
            .toList(),
        number,
        SCREENS_A_PAGE);
  }

  private static void put(ScreenView view, Fact fact) {
    switch (fact.kind()) {
      case UI_TEXT -> view.text(fact.text(Field.TEXT));
      case FORM_FIELD -> view.input();
      default -> view.control();
    }
  }

  /**
   * One screen with a page of its texts.
   *
   * @param controls what people act on, the first
   * @param inputs what people are asked for, the first
   */
  record One(ScreenView screen, Paged<Fact> texts, List<Fact> controls, List<Fact> inputs) {}

  /** A screen of that name; empty where there is none. */
  static Optional<One> one(StoredFacts facts, String name, int number) {
    Ways ways = ways(facts);
    if (!ways.has(name)) {
      return Optional.empty();
    }
    ScreenView view = new ScreenView(name, ways);
    One one =
        new One(view, new Paged<>(number, TEXTS_A_PAGE), new ArrayList<>(), new ArrayList<>());
    facts.read(
        EnumSet.of(FactKind.UI_TEXT, FactKind.FORM_FIELD, FactKind.CONTROL),
        "",
        fact -> {
          if (fact.screen().equals(name)) {
            put(view, fact);
            switch (fact.kind()) {
              case UI_TEXT -> one.texts.add(fact);
              case FORM_FIELD -> few(one.inputs, fact);
              default -> few(one.controls, fact);
            }
          }
        });
    return Optional.of(one);
  }

  private static void few(List<Fact> facts, Fact fact) {
    if (facts.size() < MOST_PARTS) {
      facts.add(fact);
    }
  }

  private static Ways ways(StoredFacts facts) {
    FactSet screens = facts.of(Set.of(FactKind.SCREEN));
    return new Ways(screens.of(FactKind.SCREEN));
  }
}
