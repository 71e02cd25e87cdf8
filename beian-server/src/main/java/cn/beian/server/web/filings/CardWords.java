package cn.beian.server.web.filings;

import cn.beian.facts.FactKind;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.StandardValue;
import cn.beian.report.AppFunction;
import cn.beian.rules.Evidence;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.FunctionCard.Place;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Prospect;
import cn.beian.server.filings.casefile.SeenScreen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What templates say of the functions of an app, in the page's language. */
public final class CardWords {
  private static final int SHOWN_PLACES = 12;
  private static final int SHOWN_ON_SCREEN = 5;

  private final FilingText words;

  /** Words of functions, in the language of these. */
  public CardWords(FilingText words) {
    this.words = words;
  }

  /** A function by its screen and control. */
  public String title(FunctionCard card, @Nullable SeenScreen seen) {
    String screen = screen(card, seen);
    return card.control().isEmpty() ? screen : screen + " · " + card.control();
  }

  /** The screen as people know it; the whole app where there is none. */
  public String screen(FunctionCard card, @Nullable SeenScreen seen) {
    if (card.screen().isEmpty()) {
      return words.page("filings.function.app");
    }
    if (seen != null && !seen.label().isEmpty()) {
      return seen.label();
    }
    return seen != null && seen.launch()
        ? words.page("filings.screen.first")
        : card.screen().substring(card.screen().lastIndexOf('.') + 1);
  }

  /** The places that a card lists: those on its screen, or of the whole app. */
  public List<Place> places(FunctionCard card) {
    return card.places().stream()
        .filter(place -> List.of("", card.screen()).contains(place.piece().screen()))
        .limit(SHOWN_PLACES)
        .toList();
  }

  /** The scenarios that may be chosen, the ordinary one last. */
  public List<String> scenarios(FormField field) {
    return Stream.concat(
            field.choices().stream().filter(one -> !one.equals("ORDINARY")), Stream.of("ORDINARY"))
        .toList();
  }

  /** What a person sees on the screen, controls below the texts; at most five. */
  public List<Place> onScreen(FunctionCard card, @Nullable SeenScreen seen) {
    String title = screen(card, seen);
    return visible(card).stream()
        .filter(place -> !text(place).equals(title))
        .limit(SHOWN_ON_SCREEN)
        .sorted(Comparator.comparing(CardWords::control).thenComparing(place -> place.piece().at()))
        .toList();
  }

  /** The letters of what was read in the title of the screen. */
  public List<String> lettersOfTitle(FunctionCard card, @Nullable SeenScreen seen) {
    String title = screen(card, seen);
    return visible(card).stream()
        .filter(place -> text(place).equals(title))
        .flatMap(place -> place.letters().stream())
        .toList();
  }

  /** Each text of the screen once. */
  private static List<Place> visible(FunctionCard card) {
    Map<String, Place> byText = new LinkedHashMap<>();
    for (Place place : card.places()) {
      Evidence piece = place.piece();
      if (piece.screen().equals(card.screen())
          && FindingWords.VISIBLE.contains(piece.kind())
          && !text(place).isEmpty()) {
        byText.merge(text(place), place, CardWords::both);
      }
    }
    return List.copyOf(byText.values());
  }

  private static Place both(Place one, Place other) {
    TreeSet<String> letters = new TreeSet<>(one.letters());
    letters.addAll(other.letters());
    return new Place(List.copyOf(letters), control(other) ? other.piece() : one.piece());
  }

  private static boolean control(Place place) {
    return place.piece().kind() == FactKind.CONTROL;
  }

  /** What stands there, as a person reads it. */
  public static String text(Place place) {
    return control(place) ? AppFunction.controlOf(place.piece()) : place.piece().text();
  }

  /** How a place on the screen looks. */
  public String look(Place place) {
    return switch (place.piece().kind()) {
      case CONTROL -> "button";
      case FORM_FIELD -> "box";
      default -> "";
    };
  }

  /** The rules of a row, by title. */
  public String titles(List<CardRule> rules) {
    return rules.stream()
        .map(one -> words.text(one.rule().title()))
        .collect(Collectors.joining(words.chinese() ? "、" : ", "));
  }

  /** How a prospect is marked. */
  public String mark(Prospect prospect) {
    return prospect.blocks() ? "stop" : prospect == Prospect.TO_BE_JUDGED ? "warn" : "ok";
  }

  /** What becomes of a rule, in a few words. */
  public String brief(CardRule rule) {
    boolean claimed = rule.prospect() == Prospect.TO_BE_JUDGED && rule.finding().exemptionClaimed();
    return words.page("filings.prospect." + (claimed ? "CLAIMED" : rule.prospect().name()));
  }

  /** What becomes of the rules of a row, and what cures it. */
  public String sentence(Prospect prospect) {
    return words.page("filings.prospect." + prospect.name() + ".what");
  }

  /** What a card comes to, in one line. */
  public String brief(FunctionCard card) {
    long blocking = card.rules().stream().filter(one -> one.prospect().blocks()).count();
    long judged =
        card.rules().stream().filter(one -> one.prospect() == Prospect.TO_BE_JUDGED).count();
    return blocking > 0
        ? words.page("filings.function.blocking", blocking)
        : words.page(judged > 0 ? "filings.function.judged" : "filings.function.settled", judged);
  }

  /** How a card is marked: as the worst of its rules. */
  public String mark(FunctionCard card) {
    return mark(
        card.rules().stream()
            .map(CardRule::prospect)
            .min(Comparator.naturalOrder())
            .orElse(Prospect.SETTLED));
  }

  /** The number of the question that cures a row; 0 where none does. */
  public int question(Outlook.Row row) {
    return row.card().questions().indexOf(row.prospect().cure()) + 1;
  }

  /** Whether a row is cured by a tick: the answers of its card are not said of its rules. */
  public boolean unticked(Outlook.Row row) {
    CardRule first = row.rules().get(0);
    return first.curable() && !first.explained() && !row.card().together(first);
  }

  /** Where that is said on the sponsor's page: the field of the question, or the tick. */
  public String anchor(Outlook.Row row) {
    CardRule first = row.rules().get(0);
    if (unticked(row)) {
      return "t-" + first.id();
    }
    String rule =
        row.card().apart(first)
            ? first.id()
            : row.card().lead().map(CardRule::id).orElse(first.id());
    return "f:" + row.prospect().cure() + "@" + rule;
  }

  /** Whether a question is left open on a card that something is said on, and would cure it. */
  public boolean missing(FunctionCard card, String fieldId) {
    return card.lead().filter(CardRule::explained).isPresent()
        && card.rules().stream()
            .filter(card::together)
            .filter(one -> one.prospect().blocks() && one.prospect().cure().equals(fieldId))
            .anyMatch(one -> one.finding().said(fieldId).isEmpty());
  }

  /** What is said of a function, once where it is said of several rules. */
  public List<Said> said(FunctionCard card) {
    List<Said> said = new ArrayList<>();
    List<CardRule> together =
        card.rules().stream().filter(one -> one.explained() && card.together(one)).toList();
    if (!together.isEmpty()) {
      said.add(new Said(together, card.lead().orElseThrow()));
    }
    card.rules().stream().filter(card::apart).forEach(one -> said.add(new Said(List.of(one), one)));
    return said;
  }

  /**
   * What is said of rules of a function.
   *
   * @param of the rule whose answers they are
   */
  public record Said(List<CardRule> rules, CardRule of) {}

  /**
   * Whether a finding is ticked where another is about to be judged: what the sponsor says the same
   * of, as long as nobody has judged it.
   */
  public boolean judgedWith(FunctionCard card, CaseFinding selected, CaseFinding other) {
    return other.equals(selected)
        || (other.unjudged()
            && selected.unjudged()
            && said(card).stream()
                .map(said -> said.rules().stream().flatMap(r -> r.findings().stream()).toList())
                .anyMatch(alike -> alike.contains(selected) && alike.contains(other)));
  }

  /** How a finding stands before the reviewer. */
  public String standing(CaseFinding one) {
    if (one.judgement().isPresent()) {
      return words.page("filings.judged." + one.judgement().get().outcome().name());
    }
    String said =
        one.explanation().isEmpty() ? "nothing" : one.exemptionClaimed() ? "claims" : "explains";
    return words.page("filings.judge." + said);
  }

  /** Whether nobody has to use it, as a form says it. */
  public boolean voluntary(CaseFile.Entry entry) {
    return entry.value().equals(StandardValue.VOLUNTARY.name());
  }
}
