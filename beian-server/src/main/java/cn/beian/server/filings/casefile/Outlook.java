package cn.beian.server.filings.casefile;

import cn.beian.filing.review.AcceptanceGate;
import cn.beian.server.filings.LevelJudgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a case comes to by the answers so far: the same on the cards of its functions, on the page
 * that is read before signing, and on the list of what is left.
 *
 * @param cards its functions
 * @param others what else blocks, by where it was read
 * @param tested what a person has to test
 * @param levelReason why a unit of a county develops its own app, which no reviewer has accepted
 *     yet; empty where none has to
 */
public record Outlook(
    List<FunctionCard> cards,
    List<FunctionCard> others,
    List<AcceptanceGate.Stop> tested,
    String levelReason) {
  public Outlook {
    cards = List.copyOf(cards);
    others = List.copyOf(others);
    tested = List.copyOf(tested);
  }

  /** Rules of one function that the same becomes of. */
  public record Row(FunctionCard card, Prospect prospect, List<CardRule> rules) {
    public Row {
      rules = List.copyOf(rules);
    }
  }

  /** Nothing of what is not tested. */
  public static Outlook of(CaseFile file) {
    if (!file.tested()) {
      return new Outlook(List.of(), List.of(), List.of(), "");
    }
    boolean accepted = file.levelJudgement().filter(LevelJudgement::accepted).isPresent();
    String reason = accepted ? "" : file.countyReason();
    return new Outlook(FunctionCard.of(file), FunctionCard.others(file), file.toBeTested(), reason);
  }

  /** What would keep it from being accepted, by function, the worst first. */
  public List<Row> blocking() {
    return rows().stream().filter(row -> row.prospect().blocks()).toList();
  }

  /** What a reviewer judges. */
  public List<CardRule> judged() {
    return rows().stream()
        .filter(row -> row.prospect() == Prospect.TO_BE_JUDGED)
        .flatMap(row -> row.rules().stream())
        .toList();
  }

  /** How many rules its functions touch. */
  public int ruleCount() {
    return cards.stream().mapToInt(card -> card.rules().size()).sum();
  }

  /** How many rules block. */
  public int blockingCount() {
    return blocking().stream().mapToInt(row -> row.rules().size()).sum();
  }

  /** How many of them block by themselves; the others only have to be explained. */
  public int graveCount() {
    return (int)
        blocking().stream()
            .flatMap(row -> row.rules().stream())
            .filter(rule -> rule.finding().finding().blocks())
            .count();
  }

  /** Whether nothing stops it. */
  public boolean clear() {
    return blocking().isEmpty() && judged().isEmpty() && tested.isEmpty() && levelReason.isEmpty();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (FunctionCard card : Stream.concat(cards.stream(), others.stream()).toList()) {
      Map<Prospect, List<CardRule>> alike = new LinkedHashMap<>();
      card.rules().forEach(r -> alike.computeIfAbsent(r.prospect(), p -> new ArrayList<>()).add(r));
      alike.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(one -> rows.add(new Row(card, one.getKey(), one.getValue())));
    }
    return rows;
  }
}
