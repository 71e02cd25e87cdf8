package cn.beian.server.filings.review;

import cn.beian.filing.form.Question;
import cn.beian.filing.review.SupplementList;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a list of gaps may take: the first anything; a later one only what the answer to the list
 * before left open or made new.
 *
 * @param before the list that was told last; empty before the first
 * @param changed what was answered anew or taken out since
 */
record LaterList(List<Gap> before, Set<Question> changed) {
  LaterList {
    before = List.copyOf(before);
    changed = Set.copyOf(changed);
  }

  static LaterList of(CaseStore cases, Application application) {
    return of(
        application,
        cases.gaps(application.id()),
        () -> cases.submittedAnswers(application.id()),
        () -> cases.earlierAnswers(application.id()));
  }

  /** Of a case as officials read it. */
  static LaterList of(CaseStore cases, CaseFile file) {
    return of(
        file.application(),
        file.gaps(),
        () -> file.answers().values(),
        () -> cases.earlierAnswers(file.application().id()));
  }

  private static LaterList of(
      Application application,
      List<Gap> gaps,
      Supplier<Collection<StoredAnswer>> answers,
      Supplier<List<StoredAnswer>> earlier) {
    List<Gap> told =
        gaps.stream()
            .filter(gap -> gap.toldAt().isPresent() && gap.round() < application.round())
            .toList();
    int last = told.stream().mapToInt(Gap::round).max().orElse(0);
    List<Gap> before = told.stream().filter(gap -> gap.round() == last).toList();
    if (before.isEmpty()) {
      return new LaterList(before, Set.of());
    }
    Instant toldAt = before.get(0).toldAt().orElseThrow();
    Set<Question> changed = new HashSet<>();
    Set<Question> standing = new HashSet<>();
    for (StoredAnswer stored : answers.get()) {
      standing.add(stored.question());
      if (stored.answeredAt().isAfter(toldAt)) {
        changed.add(stored.question());
      }
    }
    earlier.get().stream()
        .map(StoredAnswer::question)
        .filter(question -> !standing.contains(question))
        .forEach(changed::add);
    return new LaterList(before, changed);
  }

  /** Whether there was a list before. */
  boolean later() {
    return !before.isEmpty();
  }

  /** What was asked of an answer last. */
  Optional<Gap> asked(Question question) {
    return before.stream().filter(gap -> gap.question().equals(question)).findFirst();
  }

  boolean takes(Question question) {
    return problems(List.of(question)).isEmpty();
  }

  /** In a later list: the demand whose answer is the ground. */
  Optional<Question> follows(Question question) {
    return asked(question).or(() -> before.stream().findFirst()).map(Gap::question);
  }

  /** What may not stand on the list, and why. */
  List<Problem> problems(Collection<Question> proposed) {
    if (before.isEmpty()) {
      return List.of();
    }
    SupplementList list =
        new SupplementList(
            before.get(0).round(),
            before.stream().map(gap -> item(gap.question(), gap.demand())).toList());
    List<SupplementList.Reply> replies =
        list.items().stream().map(item -> new SupplementList.Reply(item.id(), changed)).toList();
    List<SupplementList.Item> items =
        proposed.stream().map(one -> item(one, QuestionKey.of(one))).toList();
    return list.sift(replies, items).refused().stream()
        .map(
            refused ->
                FilingProblem.of(
                    "gap." + refused.why().name(),
                    refused.item().id(),
                    List.of(refused.item().question().fieldId())))
        .toList();
  }

  private SupplementList.Item item(Question question, String demand) {
    return new SupplementList.Item(
        QuestionKey.of(question), question, demand, follows(question).map(QuestionKey::of));
  }
}
