package cn.beian.server.filings.review;

import cn.beian.filing.form.Absence;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.form.Topic;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.answers.AnswerSource;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFile.Entry;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.review.ReviewedTopic.Item;
import cn.beian.server.filings.review.ReviewedTopic.Oddity;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.SubmissionStore;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What of a case is looked at first: what contradicts something else that is known, what changed
 * since the last submission, what is empty though it is expected. Everything told here stands in a
 * package, the register, an earlier filing or a test; nothing is guessed.
 */
@Component
public class FirstLook {
  /** What a package says and a person may say otherwise. */
  private static final Set<String> READ =
      Set.of(
          "app.name",
          "app.kind",
          "app.platforms",
          "app.stores",
          "data.asked",
          "data.personal",
          "operation.domains",
          "operation.ipv6");

  static final Question SIGNATURE = Question.once("undertaking.signature");
  private static final String OF_FINDING = "explanation.purpose";
  private static final String SAME_KIND = "sameKind.apps";

  private final CaseStore cases;
  private final SubmissionStore submissions;
  private final ApplicationStore store;
  private final KnownAnswers known;
  private final Inspections inspections;
  private final TestRuns tests;
  private final ReplacedPackages replaced;

  FirstLook(
      CaseStore cases,
      SubmissionStore submissions,
      ApplicationStore store,
      KnownAnswers known,
      Inspections inspections,
      TestRuns tests,
      ReplacedPackages replaced) {
    this.cases = cases;
    this.submissions = submissions;
    this.store = store;
    this.known = known;
    this.inspections = inspections;
    this.tests = tests;
    this.replaced = replaced;
  }

  /** The topics of a case, in the order of the form. */
  @Transactional(readOnly = true)
  public List<ReviewedTopic> of(CaseFile file) {
    LaterList later = LaterList.of(cases, file);
    boolean again =
        later.later() && file.application().state() == ApplicationState.COMPLETENESS_REVIEW;
    Optional<UUID> basis = file.application().basis().map(Application.Basis::applicationId);
    UUID id = file.application().id();
    Earlier earlier =
        again
            ? new Earlier(cases.earlierAnswers(id), submissions.earlierPackages(id))
            : filed(basis);
    return topics(file, again || basis.isPresent(), later, earlier);
  }

  /**
   * The same for the unit that is about to send it: beside what was submitted before it was given
   * back, and what the notice asks for; of a change, beside what is filed.
   */
  @Transactional(readOnly = true)
  public List<ReviewedTopic> beforeSending(CaseFile file) {
    Application application = file.application();
    List<Gap> asked =
        application.state() == ApplicationState.SUPPLEMENT_DUE
            ? file.gaps().stream()
                .filter(gap -> gap.round() == application.round() && gap.toldAt().isPresent())
                .toList()
            : List.of();
    UUID id = application.id();
    Earlier earlier =
        application.state() == ApplicationState.DRAFT
            ? filed(application.basis().map(Application.Basis::applicationId))
            : new Earlier(cases.givenBack(id), submissions.givenBackPackages(id));
    boolean compared = !asked.isEmpty() || !earlier.answers().isEmpty();
    return topics(file, compared, new LaterList(asked, Set.of()), earlier);
  }

  /** What is compared with: answers, and the packages that they are about. */
  private record Earlier(List<StoredAnswer> answers, List<SubmittedPackage> packages) {}

  /** What the filing says that is to be changed; nothing where none is. */
  private Earlier filed(Optional<UUID> basis) {
    return new Earlier(
        basis.map(cases::answers).orElse(List.of()).stream()
            .filter(stored -> topic(stored) != Topic.CHANGE) // said of an earlier change
            .toList(),
        basis.map(id -> store.packages(id, Part.REVIEW)).orElse(List.of()));
  }

  private static @Nullable Topic topic(StoredAnswer stored) {
    return FieldDictionary.find(stored.question().fieldId()).map(FormField::topic).orElse(null);
  }

  private List<ReviewedTopic> topics(
      CaseFile file, boolean compared, LaterList later, Earlier earlier) {
    Map<Question, StoredAnswer> before =
        replaced.inPlace(
            earlier.answers().stream()
                .collect(Collectors.toMap(StoredAnswer::question, Function.identity())),
            earlier.packages(),
            file.packages().stream().map(CasePackage::submitted).toList());
    Map<Question, List<Oddity>> odd = oddities(file);
    Map<Topic, List<Item>> topics = new LinkedHashMap<>();
    for (Topic topic : file.topics().keySet()) {
      topics.put(
          topic,
          new ArrayList<>(
              file.entries(topic).stream()
                  .map(entry -> item(file, entry, compared, later, before, odd))
                  .toList()));
    }
    removed(file, before)
        .forEach(
            entry ->
                topics
                    .computeIfAbsent(entry.field().topic(), topic -> new ArrayList<>())
                    .add(item(file, entry, compared, later, before, odd)));
    return topics.entrySet().stream()
        .map(one -> new ReviewedTopic(one.getKey(), one.getValue()))
        .toList();
  }

  /** What was answered before and is not asked any more. */
  static Stream<Entry> removed(CaseFile file, Map<Question, StoredAnswer> before) {
    Set<Question> standing =
        file.entries().stream().map(Entry::question).collect(Collectors.toSet());
    return before.keySet().stream()
        .filter(question -> !standing.contains(question))
        .flatMap(
            question ->
                FieldDictionary.find(question.fieldId()).stream()
                    .map(field -> new Entry(question, field, Optional.empty(), false)));
  }

  private static Item item(
      CaseFile file,
      Entry entry,
      boolean compared,
      LaterList later,
      Map<Question, StoredAnswer> before,
      Map<Question, List<Oddity>> odd) {
    Question question = entry.question();
    Optional<StoredAnswer> earlier = Optional.ofNullable(before.get(question));
    Optional<Gap> asked = compared ? later.asked(question) : Optional.empty();
    boolean changed = compared && changed(entry, later, earlier, !before.isEmpty());
    boolean seenBefore = compared && !changed && asked.isEmpty();
    return new Item(
        entry,
        odd(
            file,
            odd.getOrDefault(question, List.of()),
            compared && later.later() && (changed || asked.isEmpty())),
        changed,
        !seenBefore && empty(file, entry),
        earlier,
        asked);
  }

  /**
   * A finding marks an answer until the offices have read it, which they have when a list of gaps
   * did not ask for it or the unit has changed it since, or until the filing is accepted.
   */
  private static List<Oddity> odd(CaseFile file, List<Oddity> found, boolean read) {
    return read || file.application().state() == ApplicationState.ACCEPTED
        ? found.stream().filter(one -> one.why() != Oddity.Why.FINDING).toList()
        : found;
  }

  /** The signature is given anew each time, and is no change. */
  private static boolean changed(
      Entry entry, LaterList later, Optional<StoredAnswer> earlier, boolean kept) {
    if (entry.question().equals(SIGNATURE)) {
      return false;
    }
    if (kept) {
      return !earlier
          .map(StoredAnswer::answer)
          .map(FirstLook::said)
          .equals(entry.stored().map(StoredAnswer::answer).map(FirstLook::said));
    }
    Instant toldAt = later.before().get(0).toldAt().orElse(Instant.MAX);
    return entry.stored().filter(one -> one.answeredAt().isAfter(toldAt)).isPresent();
  }

  static String said(Answer answer) {
    return answer.value().strip();
  }

  private static boolean empty(CaseFile file, Entry entry) {
    boolean none =
        entry.field().absent()
            && entry
                .stored()
                .map(StoredAnswer::answer)
                .filter(answer -> answer.origin() == Origin.SPONSOR)
                .filter(answer -> Absence.stated(answer.value()))
                .isPresent();
    return none
        || file.completeness().gaps().stream()
            .filter(gap -> gap.question().equals(entry.question()))
            .anyMatch(gap -> gap.why() == Completeness.Why.NOT_ANSWERED);
  }

  private Map<Question, List<Oddity>> oddities(CaseFile file) {
    Map<Question, List<Oddity>> odd = new LinkedHashMap<>();
    Map<Question, Answer> packages = ofPackages(file);
    Map<Question, Answer> earlier =
        file.application().basis().isPresent()
            ? Map.of() // what a change changes is told as that
            : known.earlier(
                file.application(),
                file.packages().stream()
                    .map(one -> one.submitted().identity())
                    .filter(identity -> !identity.isEmpty())
                    .collect(Collectors.toSet()));
    Map<Question, Answer> handler = known.ofHandler(file.handler());
    for (Entry entry : file.entries()) {
      Question question = entry.question();
      List<Oddity> found = new ArrayList<>();
      file.wrong(question).ifPresent(why -> found.add(Oddity.of(Oddity.Why.WRONG, "", "")));
      entry
          .stored()
          .map(StoredAnswer::answer)
          .ifPresent(
              answer -> {
                if (answer.origin() != Origin.PACKAGE) {
                  differs(entry, answer, packages.get(question), Oddity.Why.PACKAGE)
                      .ifPresent(found::add);
                }
                if (answer.origin() == Origin.SPONSOR || question.fieldId().equals(SAME_KIND)) {
                  differs(entry, answer, earlier.get(question), Oddity.Why.EARLIER)
                      .ifPresent(found::add);
                }
                if (answer.origin() == Origin.ORGANIZATION) {
                  differs(entry, answer, handler.get(question), Oddity.Why.REGISTER)
                      .ifPresent(found::add);
                }
              });
      finding(file, question).ifPresent(found::add);
      if (!found.isEmpty()) {
        odd.put(question, List.copyOf(found));
      }
    }
    return odd;
  }

  /** A finding is told once, where its function is explained. */
  private static Optional<Oddity> finding(CaseFile file, Question question) {
    return question.fieldId().equals(OF_FINDING)
        ? file.explained(question)
            .filter(CaseFinding::needsEye)
            .map(one -> Oddity.of(Oddity.Why.FINDING, "", one.rule().id()))
        : Optional.empty();
  }

  /** Of a list, what is missing in the answer; of anything else, what is said otherwise. */
  private static Optional<Oddity> differs(
      Entry entry, Answer given, @Nullable Answer other, Oddity.Why why) {
    if (other == null
        || given.origin() == Origin.ATTACHMENT
        || other.origin() == Origin.ATTACHMENT
        || other.value().isBlank()
        || StandardValue.of(entry.field().id(), other.value()).isPresent()) {
      return Optional.empty();
    }
    if (entry.field().type() != FieldType.LIST) {
      return said(given).equals(said(other))
          ? Optional.empty()
          : Optional.of(Oddity.of(why, other.value(), AnswerSource.found(other)));
    }
    List<String> lacking =
        lines(other.value()).filter(line -> !given.value().contains(line)).toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(Oddity.of(why, String.join("\n", lacking), AnswerSource.found(other)));
  }

  private static Stream<String> lines(String value) {
    return Arrays.stream(value.split("\n", -1)).map(String::strip).filter(one -> !one.isEmpty());
  }

  /** Facts are read only where an answer might contradict them. */
  private Map<Question, Answer> ofPackages(CaseFile file) {
    boolean wanted =
        file.entries().stream()
            .filter(entry -> READ.contains(entry.field().id()))
            .flatMap(entry -> entry.stored().stream())
            .anyMatch(stored -> stored.answer().origin() != Origin.PACKAGE);
    if (!wanted) {
      return Map.of();
    }
    List<PackageAnswers> read =
        file.packages().stream().flatMap(one -> ofPackage(one).stream()).toList();
    Map<Question, Answer> all = PackageAnswers.together(read, Map.of());
    all.keySet().removeIf(question -> !READ.contains(question.fieldId()));
    return all;
  }

  /** By the rulebook of its test. */
  private Optional<PackageAnswers> ofPackage(CasePackage one) {
    UUID id = one.submitted().packageId();
    return inspections
        .factsIfHeld(id)
        .map(
            facts ->
                PackageAnswers.of(
                    facts,
                    id.toString(),
                    one.test()
                        .map(test -> tests.rulebook(test.result()))
                        .orElseGet(tests::rulebook)));
  }
}
