package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.FactIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The pages of an app as people meet them: by what stands on them. */
final class ShownPages {
  private static final Set<FactKind> SHOWN =
      EnumSet.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.SCREEN, FactKind.FORM_FIELD);

  /** Texts that lie in a package, whether or not anything shows them. */
  private static final String STORED = "string_resource";

  /** Texts that say what to do on a page, not what it is. */
  private static final Set<String> ASIDE =
      Set.of("toast", "modal", "button", "hint", "content_description");

  /** Texts of buttons, whatever they are drawn as. */
  private static final Set<String> ANSWERS =
      Set.of("取消", "确定", "确认", "返回", "关闭", "cancel", "ok", "back", "close");

  /** The path of a file, which a template has where other pages have a text. */
  private static final Pattern FILE =
      Pattern.compile("[A-Za-z0-9_@./-]{1,200}\\.(?:png|jpe?g|gif|svg|webp|bmp|ico|json|mp[34])");

  /** Characters of a text that may stand for a title. */
  private static final int LONGEST_TITLE = 20;

  /** One page. */
  static final class Page {
    final String name;
    final Set<String> words = new HashSet<>();
    final List<Fact> facts = new ArrayList<>();
    private String title = "";
    private String firstText = "";

    Page(String name) {
      this.name = name;
    }

    /** What people would call it: its title, else its first text, else the name in code. */
    String title() {
      return !title.isEmpty() ? title : firstText.isEmpty() ? shortName() : firstText;
    }

    /** Of a route all of it, of a class the last part. */
    private String shortName() {
      return name.indexOf('/') >= 0 ? name : name.substring(name.lastIndexOf('.') + 1);
    }

    /** What stands for the page: the page itself, where it is stated. */
    Fact first() {
      return facts.stream()
          .filter(fact -> fact.kind() == FactKind.SCREEN)
          .findFirst()
          .orElse(facts.get(0));
    }

    private void add(Fact fact, String text, String word) {
      facts.add(fact);
      if (fact.kind() == FactKind.SCREEN || fact.text(Field.ROLE).equals("nav_title")) {
        title = title.isEmpty() ? text : title;
      } else if (firstText.isEmpty()
          && fact.kind() == FactKind.UI_TEXT
          && text.length() <= LONGEST_TITLE
          && !ASIDE.contains(fact.text(Field.ROLE))
          && !ANSWERS.contains(word)) {
        firstText = text;
      }
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
  }

  private final Rulebook rulebook;
  private final Map<String, Page> byName = new LinkedHashMap<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> places = new HashSet<>();
  private final Map<String, String> texts = new HashMap<>();

  ShownPages(FactSet facts, Rulebook rulebook) {
    this.rulebook = rulebook;
    SHOWN.forEach(kind -> facts.of(kind).forEach(this::add));
  }

  private void add(Fact fact) {
    if (fact.origin() != Origin.APP || fact.text(Field.ROLE).equals(STORED)) {
      return;
    }
    String text = text(fact);
    String word = word(text);
    String screen = FactIndex.screenOf(fact);
    if (!screen.isEmpty()) {
      byName.computeIfAbsent(screen, Page::new).add(fact, text, word);
    }
    if (!word.isEmpty()) {
      words.add(word);
      places.add(place(fact.kind(), text));
      if (fact.kind() == FactKind.UI_TEXT) {
        texts.putIfAbsent(word, text);
      }
    }
  }

  /** What a person sees of it; empty where that is nothing. */
  static String text(Fact fact) {
    String text = words(fact);
    return FILE.matcher(text).matches() ? "" : text;
  }

  private static String words(Fact fact) {
    return switch (fact.kind()) {
      case UI_TEXT, CONTROL -> fact.text(Field.TEXT).strip();
      case SCREEN -> fact.text(Field.LABEL).strip();
      case FORM_FIELD -> (fact.text(Field.LABEL) + " " + fact.text(Field.PLACEHOLDER)).strip();
      default -> "";
    };
  }

  /** Spellings of one text brought together; a number may be any other. */
  private String word(String text) {
    return rulebook.compiled().folding().fold(text).replaceAll("[0-9]+", "0");
  }

  private String place(FactKind kind, String text) {
    return kind.jsonName() + ' ' + word(text);
  }

  Collection<Page> all() {
    return byName.values();
  }

  Map<String, Page> byName() {
    return byName;
  }

  /** Every text shown, by its folded form. */
  Map<String, String> texts() {
    return texts;
  }

  /** Whether that text stands anywhere in the app as the same kind of thing. */
  boolean shows(FactKind kind, String text) {
    return places.contains(place(kind, text));
  }

  /** Whether at least half of what stands on a page stands nowhere in this version. */
  boolean lacks(Page page) {
    long unseen = page.words.stream().filter(word -> !words.contains(word)).count();
    return unseen * 2 >= page.words.size() && unseen > 0;
  }
}
