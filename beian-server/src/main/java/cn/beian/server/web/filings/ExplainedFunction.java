package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FunctionCard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function of the app as the sponsor's page asks about it.
 *
 * @param lead the rule under whose name the answers of the card are sent; empty where no words help
 * @param asked the questions of the card
 * @param rules that the card offers
 */
record ExplainedFunction(
    FunctionCard card, String lead, List<CaseFile.Entry> asked, List<OfferedRule> rules) {
  /**
   * A rule on the page.
   *
   * @param together whether the answers of the card are said of it
   * @param own what is said of it alone; empty where nothing is asked of it alone
   */
  record OfferedRule(CardRule rule, boolean together, List<CaseFile.Entry> own) {}

  ExplainedFunction {
    asked = List.copyOf(asked);
    rules = List.copyOf(rules);
  }

  /**
   * A card as it is asked.
   *
   * @param apart rule of which something of its own is to be said
   */
  static ExplainedFunction of(CaseFile file, FunctionCard card, String apart) {
    String lead =
        Stream.concat(card.lead().stream(), card.curable().stream().filter(card::together))
            .map(CardRule::id)
            .filter(id -> !id.equals(apart))
            .findFirst()
            .or(() -> card.lead().map(CardRule::id))
            .orElse("");
    List<OfferedRule> rules = new ArrayList<>();
    for (CardRule rule : card.rules()) {
      boolean alone = rule.id().equals(apart) && !rule.id().equals(lead);
      boolean own = alone || card.apart(rule);
      List<String> fields = own ? fields(card, rule) : List.of();
      rules.add(
          new OfferedRule(rule, card.together(rule) && !alone, entries(file, rule.id(), fields)));
    }
    return new ExplainedFunction(
        card, lead, entries(file, lead, lead.isEmpty() ? List.of() : card.questions()), rules);
  }

  /** What is asked of a rule alone; of one that no words cure why, and what was said before. */
  private static List<String> fields(FunctionCard card, CardRule rule) {
    return rule.curable()
        ? card.questions().stream()
            .filter(field -> rule.rule().exemptible() || !field.equals("explanation.scenario"))
            .toList()
        : FunctionCard.QUESTIONS.stream()
            .filter(
                field ->
                    field.equals("explanation.purpose") || !rule.finding().said(field).isEmpty())
            .toList();
  }

  private static List<CaseFile.Entry> entries(CaseFile file, String rule, List<String> fields) {
    return fields.stream().map(field -> file.explanation(field, rule)).toList();
  }

  /** What the page shows a field of. */
  List<Question> questions() {
    return Stream.concat(asked.stream(), rules.stream().flatMap(rule -> rule.own().stream()))
        .map(CaseFile.Entry::question)
        .toList();
  }
}
