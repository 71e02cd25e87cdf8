package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.store.CaseStore.EarlierAnswer;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a sponsor says of a function of the app, put to every rule that it is said of. The answers
 * of each rule are what is stored; a card has none of its own (ADR 0040).
 */
@Service
@Transactional
public class Explanations {
  private static final String SCENARIO = "explanation.scenario";

  private final Drafts drafts;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final KnownAnswers known;

  Explanations(Drafts drafts, CaseFiles files, FilingGuard guard, KnownAnswers known) {
    this.drafts = drafts;
    this.files = files;
    this.guard = guard;
    this.known = known;
  }

  /**
   * Whether a card's answers are said of a rule.
   *
   * @param lead the rule under whose name the page sends the answers of the card
   * @param rule of the same card
   */
  public record Tick(String lead, String rule, boolean ticked) {}

  /**
   * Saves what is said of functions: the answers of each card to every rule that is ticked. A rule
   * that is no longer ticked loses them, unless something of its own comes with the form.
   *
   * @param typed by question, those of a card under the name of its lead
   * @param ticks of each rule that the page offers; none where it asks of each rule apart
   * @return the answers that were changed elsewhere since the page showed them: those are not
   *     saved, also of the other rules of their card
   * @throws cn.beian.server.cases.CommandRefusedException if a rule is not of the card, no words
   *     cure it, or no rule of a card with answers is ticked; nothing is saved
   */
  public List<Problem> save(UUID id, Map<Question, EnteredAnswer> typed, List<Tick> ticks) {
    Application application = guard.locked(id);
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    Map<Question, EnteredAnswer> all = new LinkedHashMap<>(typed);
    List<FunctionCard> cards = List.of();
    if (!ticks.isEmpty()) {
      CaseFile file = files.load(application);
      List<FunctionCard> ofFile = FunctionCard.of(file);
      cards = ofFile;
      ticks.stream()
          .collect(Collectors.groupingBy(Tick::lead, LinkedHashMap::new, Collectors.toList()))
          .forEach((lead, offered) -> spread(file, card(ofFile, lead, offered), offered, all));
    }
    List<Problem> conflicts = drafts.conflicts(application, all);
    for (Problem one : conflicts) {
      Question question = QuestionKey.question(one.field());
      cards.stream()
          .map(FunctionCard::ids)
          .filter(ids -> ids.contains(question.item()))
          .forEach(ids -> all.keySet().removeIf(q -> alike(q, question, ids)));
    }
    drafts.save(id, all);
    return conflicts;
  }

  private static boolean alike(Question one, Question other, Set<String> rules) {
    return one.fieldId().equals(other.fieldId()) && rules.contains(one.item());
  }

  /**
   * The basis that the unit named in an accepted filing, rather for one of the rules of a card; by
   * place of the card.
   */
  @Transactional(readOnly = true)
  public Map<Integer, Suggestion> suggestions(Application application, List<FunctionCard> cards) {
    List<EarlierAnswer> bases = cards.isEmpty() ? List.of() : known.bases(application);
    Map<Integer, Suggestion> suggestions = new LinkedHashMap<>();
    for (FunctionCard card : cards) {
      bases.stream()
          .filter(one -> card.ids().contains(one.stored().question().item()))
          .findFirst()
          .or(() -> bases.stream().findFirst())
          .map(one -> new Suggestion(one.stored().answer().value(), one.source()))
          .ifPresent(one -> suggestions.put(card.place(), one));
    }
    return suggestions;
  }

  /**
   * An answer that may be taken over.
   *
   * @param number of the filing that it was given in
   */
  public record Suggestion(String value, String number) {}

  private static FunctionCard card(List<FunctionCard> cards, String lead, List<Tick> offered) {
    FunctionCard card =
        cards.stream()
            .filter(one -> one.rule(lead).isPresent())
            .findFirst()
            .orElseThrow(() -> FilingProblem.refusal("noFinding", lead));
    for (Tick tick : offered) {
      CardRule rule =
          card.rule(tick.rule()).orElseThrow(() -> FilingProblem.refusal("noFinding", tick.rule()));
      if (tick.ticked() && !rule.curable()) {
        throw FilingProblem.refusal("noWords", rule.id());
      }
    }
    return card;
  }

  private static void spread(
      CaseFile file, FunctionCard card, List<Tick> offered, Map<Question, EnteredAnswer> all) {
    String lead = offered.get(0).lead();
    Map<String, EnteredAnswer> answers = taken(lead, all);
    List<CardRule> ticked =
        offered.stream()
            .filter(Tick::ticked)
            .flatMap(tick -> card.rule(tick.rule()).stream())
            .toList();
    if (ticked.isEmpty() && answers.values().stream().anyMatch(one -> !one.stored().isEmpty())) {
      throw FilingProblem.refusal("noTick", lead);
    }
    for (Tick tick : offered) {
      boolean own = all.keySet().stream().anyMatch(one -> one.item().equals(tick.rule()));
      if (tick.ticked()) {
        all.keySet().removeIf(one -> one.item().equals(tick.rule()));
      } else if (!own) {
        clear(file, tick.rule(), all);
      }
    }
    Optional<String> bearer = bearer(lead, ticked);
    answers.forEach(
        (field, answer) ->
            ticked.forEach(
                rule -> {
                  if (field.equals(SCENARIO) && needsNone(file, rule)) {
                    return;
                  }
                  EnteredAnswer said = said(card, field, answer, rule);
                  boolean checked = bearer.equals(Optional.of(rule.id()));
                  boolean shown = rule.id().equals(lead); // else the page knows another's answer
                  all.put(
                      new Question(field, rule.id()),
                      !checked
                          ? EnteredAnswer.said(said.value())
                          : shown ? said : said.over(rule.finding().said(field)));
                }));
  }

  /**
   * Whether a rule that knows no exceptions was explained before without a scenario: to say that
   * there is none changes nothing, and must not count as a changed answer.
   */
  private static boolean needsNone(CaseFile file, CardRule rule) {
    return !rule.rule().exemptible()
        && rule.explained()
        && !file.answers().containsKey(new Question(SCENARIO, rule.id()));
  }

  /** The answers of the card, taken out from under the name of its lead. */
  private static Map<String, EnteredAnswer> taken(String lead, Map<Question, EnteredAnswer> all) {
    Map<String, EnteredAnswer> answers = new LinkedHashMap<>();
    for (String field : FunctionCard.QUESTIONS) {
      EnteredAnswer answer = all.remove(new Question(field, lead));
      if (answer != null) {
        answers.put(field, answer);
      }
    }
    return answers;
  }

  /** The rule whose answer is compared with what the page knew, so that nobody's is undone. */
  private static Optional<String> bearer(String lead, List<CardRule> ticked) {
    return ticked.stream()
        .map(CardRule::id)
        .filter(lead::equals)
        .findFirst()
        .or(() -> ticked.stream().map(CardRule::id).findFirst());
  }

  /**
   * An answer of the card as it is said of a rule. What the page has left as it was is what stands,
   * also where a colleague has changed it since; a special scenario is of no meaning to a rule that
   * knows no exceptions.
   */
  private static EnteredAnswer said(
      FunctionCard card, String field, EnteredAnswer answer, CardRule rule) {
    if (field.equals(SCENARIO) && !rule.rule().exemptible()) {
      return EnteredAnswer.said(answer.stored().isEmpty() ? "" : "ORDINARY");
    }
    boolean left = !answer.changed() && answer.knows(answer.stored());
    String stands = card.lead().map(one -> one.finding().said(field)).orElse("");
    return left && card.lead().filter(CardRule::explained).isPresent()
        ? new EnteredAnswer(stands, Optional.of(stands), answer.confirms(), true, answer.sent())
        : answer;
  }

  private static void clear(CaseFile file, String rule, Map<Question, EnteredAnswer> all) {
    for (String field : FunctionCard.QUESTIONS) {
      Question question = new Question(field, rule);
      if (file.answers().containsKey(question)) {
        all.put(question, EnteredAnswer.said(""));
      }
    }
  }
}
