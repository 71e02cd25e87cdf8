package cn.beian.server.web.filings;

import cn.beian.facts.FactKind;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.report.EvidenceText;
import cn.beian.report.FindingText;
import cn.beian.rules.Evidence;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.SeenScreen;
import cn.beian.server.web.Places;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What templates say of findings and their evidence, in the page's language. */
public final class FindingWords {
  private static final int SHOWN_EVIDENCE = 12;
  static final Set<FactKind> VISIBLE =
      EnumSet.of(FactKind.UI_TEXT, FactKind.CONTROL, FactKind.FORM_FIELD, FactKind.SCREEN);

  private final FilingText words;

  /** Words of findings, in the language of these. */
  public FindingWords(FilingText words) {
    this.words = words;
  }

  /** Titles of findings in one line; of many the first three, and that there are more. */
  public String titles(List<CaseFinding> findings) {
    String first = firstTitles(findings);
    return findings.size() > 3 ? words.page("filings.case.more", first) : first;
  }

  private String firstTitles(List<CaseFinding> findings) {
    return findings.stream()
        .limit(3)
        .map(one -> words.text(one.rule().title()))
        .collect(Collectors.joining(words.chinese() ? "、" : ", "));
  }

  /** The title of the screen that most of the evidence stands on; empty where it is on none. */
  public String screen(CaseFinding one, @Nullable SeenScreen seen) {
    String name = screenOf(one);
    if (seen != null && !seen.label().isEmpty()) {
      return seen.label();
    }
    return seen != null && seen.launch()
        ? words.page("filings.screen.first")
        : name.substring(name.lastIndexOf('.') + 1);
  }

  /** The page of a finding, by its name in the package; empty where it is on none. */
  public String page(CaseFinding one) {
    return screenOf(one);
  }

  /** Its name in the package. */
  static String screenOf(CaseFinding one) {
    return one.finding().evidence().stream()
        .map(Evidence::screen)
        .filter(screen -> !screen.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** What a person sees there, at most four texts. */
  public List<String> onScreen(CaseFinding one) {
    String screen = screenOf(one);
    return one.finding().evidence().stream()
        .filter(piece -> piece.screen().equals(screen) && VISIBLE.contains(piece.kind()))
        .map(Evidence::text)
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(4)
        .toList();
  }

  /** What was found, as the rule calls it; how it was found where the rule names no cases. */
  public String reason(CaseFinding one) {
    Locale locale = words.chinese() ? Locale.CHINESE : Locale.ENGLISH;
    List<String> reasons = FindingText.reasons(one.finding(), locale);
    return reasons.isEmpty()
        ? one.finding().reason().text(locale)
        : String.join(words.chinese() ? "；" : "; ", reasons);
  }

  /** The evidence, each place once, at most {@value #SHOWN_EVIDENCE}. */
  public List<Evidence> evidence(CaseFinding one) {
    Locale locale = words.chinese() ? Locale.CHINESE : Locale.ENGLISH;
    return Places.of(one.finding(), SHOWN_EVIDENCE).stream()
        .map(piece -> EvidenceText.told(piece, locale))
        .toList();
  }

  /** What the sponsor says of a finding, in the order of the form: label and value. */
  public Map<String, String> explanation(CaseFinding one) {
    Map<String, String> said = new LinkedHashMap<>();
    for (FormField field : FieldDictionary.fields()) {
      Answer answer = one.explanation().get(field.id());
      boolean meant = !field.id().equals("explanation.scenario") || one.rule().exemptible();
      if (answer != null && meant) { // a rule without exceptions is not asked for a scenario
        said.put(
            words.label(field),
            switch (field.type()) {
              case CHOICE -> words.choice(field, answer.value());
              case DATE -> words.dayIfAny(answer.value());
              default -> words.written(field.id(), answer.value());
            });
      }
    }
    return said;
  }

  /** Whether the matched term stands in the text as it is written. */
  public boolean marked(Evidence piece) {
    return !piece.term().isEmpty() && piece.text().contains(piece.term());
  }

  /** The text before the matched term. */
  public String before(Evidence piece) {
    return marked(piece) ? piece.text().substring(0, piece.text().indexOf(piece.term())) : "";
  }

  /** The text after the matched term; all of it where none is marked. */
  public String after(Evidence piece) {
    return marked(piece)
        ? piece.text().substring(piece.text().indexOf(piece.term()) + piece.term().length())
        : piece.text();
  }

  /** What may be decided on a finding. */
  public List<Judgement.Outcome> outcomes(CaseFinding one) {
    List<Judgement.Outcome> outcomes = new ArrayList<>();
    if (!one.explanation().isEmpty()) {
      outcomes.add(Judgement.Outcome.ACCEPTED);
      outcomes.add(Judgement.Outcome.REJECTED);
    }
    outcomes.add(Judgement.Outcome.CONFIRMED);
    outcomes.add(Judgement.Outcome.DISMISSED);
    return outcomes;
  }
}
