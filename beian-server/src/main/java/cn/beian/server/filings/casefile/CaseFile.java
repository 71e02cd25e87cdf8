package cn.beian.server.filings.casefile;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.Condition;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormCase;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Repeat;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.form.Topic;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.PackageSet;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.ChangeGate;
import cn.beian.filing.review.FindingStanding;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.AcceptedExemption;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything about one application, as pages show it and commands judge it.
 *
 * @param brought packages of a change of information that are not the filed ones; empty of every
 *     other kind
 * @param answers by question, in the order of the form
 * @param findings of the latest tests, in the order of the rulebook
 * @param humanTests all that were recorded, the latest last
 * @param exemptions that were accepted
 * @param levelJudgements of the reason of a county's unit, the latest last
 * @param parameters as they stand, with their history
 * @param limit the running one, with its sum
 * @param votes of the present round, once both seats have voted: before, they are closed
 * @param voted which seats have voted in this round
 */
public record CaseFile(
    Application application,
    Organization sponsor,
    Person handler,
    List<CasePackage> packages,
    List<ChangeGate.Brought> brought,
    FormCase form,
    Map<Question, StoredAnswer> answers,
    Completeness completeness,
    List<CaseFinding> findings,
    List<ManualTest> humanTests,
    List<AcceptedExemption> exemptions,
    List<LevelJudgement> levelJudgements,
    PolicyParameters parameters,
    Optional<Deadline> limit,
    List<Gap> gaps,
    List<Vote> votes,
    List<Voted> voted,
    List<CaseStep<ApplicationState>> events,
    List<Notice> notices,
    List<LaunchBuild> launchBuilds) {

  /** What explains findings does not stop a submission. */
  private static final Set<Topic> OUTSIDE = EnumSet.of(Topic.EXPLANATIONS);

  /** The undertaking with the stamp of the unit. */
  public static final Question STAMPED_COPY = Question.once("undertaking.stampedCopy");

  private static final Question SIGNATURE = Question.once("undertaking.signature");

  /** A vote of a seat in the present round. */
  public record Vote(Role seat, String person, Opinion opinion, String reason, Instant at) {}

  /**
   * That a seat has voted, and nothing more.
   *
   * @param unit name of the unit of who voted
   */
  public record Voted(Role seat, String unit, Instant at) {}

  /**
   * A question with its answer.
   *
   * @param typed whether the sponsor may type it now
   */
  public record Entry(
      Question question, FormField field, Optional<StoredAnswer> stored, boolean typed) {
    /** As forms carry it. */
    public String key() {
      return QuestionKey.of(question);
    }

    /** Whether it is a field of the form now, not a document and not answered by one. */
    public boolean writable() {
      return typed && !attached();
    }

    /** Whether a document answers it. */
    public boolean attached() {
      return stored.filter(one -> one.answer().origin() == Origin.ATTACHMENT).isPresent();
    }

    public String value() {
      return stored.map(one -> one.answer().value()).orElse("");
    }

    /** Whether nobody said it: it follows from whom the app is for. */
    public boolean follows() {
      return stored.filter(one -> AnswerSheet.follows(one.answer())).isPresent();
    }

    /** Whether the software has put it, so that there is nothing to write or to upload. */
    public boolean standard() {
      return StandardValue.of(field.id(), value()).isPresent();
    }
  }

  /**
   * The required and the given answers of a topic, in the order of the form; what is asked for each
   * function, package or finding stands together. The upper level's exception may be given though
   * nothing asks for it.
   */
  public List<Entry> entries(Topic topic) {
    List<Entry> entries = new ArrayList<>(entries());
    entries.removeIf(entry -> entry.field().topic() != topic);
    if (topic == Topic.LEVEL_EXCEPTION && application.editable()) {
      FieldDictionary.fields().stream()
          .filter(field -> field.condition() == Condition.LEVEL_EXCEPTION)
          .filter(field -> entries.stream().noneMatch(entry -> entry.field().equals(field)))
          .forEach(field -> entries.add(entry(Question.once(field.id()), field)));
    }
    List<String> items = entries.stream().map(entry -> entry.question().item()).distinct().toList();
    return entries.stream()
        .sorted(Comparator.comparingInt(entry -> items.indexOf(entry.question().item())))
        .toList();
  }

  /** The upper level's exception, its document included; empty where none is given. */
  public List<Entry> exception() {
    return entries().stream()
        .filter(entry -> entry.field().topic() == Topic.LEVEL_EXCEPTION)
        .filter(entry -> !entry.field().id().equals("exception.countyReason"))
        .filter(entry -> entry.stored().isPresent())
        .toList();
  }

  /** Open findings that block, are to be explained or could not be decided. */
  public List<CaseFinding> grave() {
    return open().stream().filter(one -> !one.advice()).toList();
  }

  /** Open findings that are advice alone. */
  public List<CaseFinding> advice() {
    return open().stream().filter(CaseFinding::advice).toList();
  }

  /** The same as {@link #grave}, each rule once, whatever number of packages it was found in. */
  public List<CardRule> graveRules() {
    return FunctionCard.rules(grave());
  }

  /** The same as {@link #advice}, each rule once. */
  public List<CardRule> advisedRules() {
    return FunctionCard.rules(advice());
  }

  /** Whether its packages come first: a draft has none yet, or they ask for attention. */
  public boolean beginsWithPackages() {
    return packages.stream().anyMatch(one -> one.reading() || one.successor().isPresent())
        || (application.state() == ApplicationState.DRAFT
            && packages.isEmpty()
            && application.form() != AppForm.WEB);
  }

  /** The finding that an answer explains. */
  public Optional<CaseFinding> explained(Question question) {
    return findings.stream()
        .filter(one -> one.rule().id().equals(question.item()))
        .filter(CaseFinding::needsEye)
        .findFirst();
  }

  /** All required questions and all given answers, in the order of the form. */
  public List<Entry> entries() {
    Map<Question, Entry> entries = new LinkedHashMap<>();
    List<Question> questions = form.questions();
    for (FormField field : FieldDictionary.fields()) {
      questions.stream()
          .filter(question -> question.fieldId().equals(field.id()))
          .forEach(question -> entries.put(question, entry(question, field)));
      answers.keySet().stream()
          .filter(question -> question.fieldId().equals(field.id()))
          .forEach(question -> entries.putIfAbsent(question, entry(question, field)));
      if (application.editable() && form.offers(field)) {
        Question offered = Question.once(field.id());
        entries.putIfAbsent(offered, entry(offered, field));
      }
    }
    return List.copyOf(entries.values());
  }

  /** A question of these findings' explanations, whether it is asked or not. */
  public Entry explanation(String fieldId, String ruleId) {
    return entry(new Question(fieldId, ruleId), FieldDictionary.find(fieldId).orElseThrow());
  }

  private Entry entry(Question question, FormField field) {
    Optional<StoredAnswer> stored = Optional.ofNullable(answers.get(question));
    boolean awaited =
        field.origins().contains(Origin.PACKAGE)
            && !field.askedOfSponsor()
            && packages.stream().anyMatch(CasePackage::reading);
    return new Entry(
        question,
        field,
        stored,
        application.editable() && !awaited && AnswerSheet.mayType(field, stored));
  }

  /**
   * Gaps that stop the submission: all but the signature and the stamped undertaking, which may
   * follow. Findings may be left unexplained, but what explains them has to be right.
   */
  public List<Completeness.Gap> missing() {
    return completeness.gaps().stream()
        .filter(gap -> gap.why().wrong() || !OUTSIDE.contains(gap.field().topic()))
        .filter(gap -> !gap.question().equals(SIGNATURE))
        .filter(gap -> !gap.question().equals(STAMPED_COPY))
        .toList();
  }

  /** Whether the stamped undertaking is asked for and has not come; it may until it is decided. */
  public boolean stampedCopyAwaited() {
    return completeness.gaps().stream().anyMatch(gap -> gap.question().equals(STAMPED_COPY));
  }

  /** Whether it may be handed in after the application was sent. */
  public boolean stampedCopyFollows() {
    return stampedCopyAwaited()
        && (application.state() == ApplicationState.COMPLETENESS_REVIEW
            || application.state() == ApplicationState.NATIONAL_REVIEW);
  }

  /**
   * What of that the sponsor has to answer or confirm: whom the app is for says of each function
   * whether it faces the grassroots, so this is not asked before it is known not to.
   */
  public List<Completeness.Gap> toAnswer() {
    boolean follows = value(AnswerSheet.AUDIENCE).isEmpty();
    return missing().stream()
        .filter(gap -> !(follows && gap.field().id().equals(AnswerSheet.FACING)))
        .toList();
  }

  /**
   * Demands of the supplement list to which nothing was said: the answer is the one that was there
   * when the list was told, and nobody said why it stays.
   */
  public List<Gap> openDemands() {
    return application.state() == ApplicationState.SUPPLEMENT_DUE
        ? gaps.stream()
            .filter(gap -> gap.round() == application.round())
            .filter(this::open)
            .toList()
        : List.of();
  }

  private boolean open(Gap gap) {
    return !gap.question().equals(SIGNATURE) // which is given anew
        && form.has(gap.question()) // of what went, nothing can be said
        && gap.kept().isEmpty()
        && gap.toldAt().isPresent()
        && !changedSince(gap.question(), gap.toldAt().get());
  }

  /** Whether an answer was given or changed after a moment. */
  public boolean changedSince(Question question, Instant moment) {
    StoredAnswer stored = answers.get(question);
    return stored != null && stored.answeredAt().isAfter(moment);
  }

  /** What is wrong with an answer that stands there; empty where nothing is. */
  public Optional<Completeness.Why> wrong(Question question) {
    return completeness.gaps().stream()
        .filter(gap -> gap.question().equals(question))
        .map(Completeness.Gap::why)
        .filter(Completeness.Why::wrong)
        .findFirst();
  }

  /** The answers of a topic that have to be mended. */
  public List<Entry> wrong(Topic topic) {
    return entries(topic).stream().filter(entry -> wrong(entry.question()).isPresent()).toList();
  }

  /** Whether nothing of a topic is asked, and nothing was given: it is offered alone. */
  public boolean optional(Topic topic) {
    return entries(topic).stream()
        .noneMatch(entry -> entry.stored().isPresent() || required(entry.question()));
  }

  /**
   * Whether an application of its kind may be asked a question, whatever its answers are; of the
   * two kinds of a first filing, between which it may change, as of either.
   */
  public boolean concerns(Question question) {
    Set<ApplicationKind> kinds = EnumSet.of(application.kind());
    if (!application.kind().changes()) {
      kinds.addAll(EnumSet.of(ApplicationKind.INITIAL, ApplicationKind.EXISTING));
    }
    return FieldDictionary.find(question.fieldId())
        .filter(field -> field.kinds().stream().anyMatch(kinds::contains))
        .filter(field -> form.has(question) || ofFinding(field, question))
        .isPresent();
  }

  /** Whether it explains what a rule has found, though that need not be explained now. */
  private boolean ofFinding(FormField field, Question question) {
    return field.repeat() == Repeat.FORMALISM_FUNCTION
        && findings.stream().anyMatch(one -> one.rule().id().equals(question.item()));
  }

  /** The same with other values of some answers, as a form has them that could not be saved. */
  public CaseFile typedOver(Map<Question, String> values) {
    Map<Question, StoredAnswer> other = new LinkedHashMap<>(answers);
    values.forEach(
        (question, value) ->
            other.computeIfPresent(
                question,
                (same, stored) ->
                    value.isBlank()
                        ? null // it was emptied
                        : new StoredAnswer(
                            same, Answer.said(value), stored.answeredBy(), stored.answeredAt())));
    return new CaseFile(
        application,
        sponsor,
        handler,
        packages,
        brought,
        form,
        other,
        completeness,
        findings,
        humanTests,
        exemptions,
        levelJudgements,
        parameters,
        limit,
        gaps,
        votes,
        voted,
        events,
        notices,
        launchBuilds);
  }

  /** Whether a question has to be answered: as the form wants it, or the list of a supplement. */
  public boolean required(Question question) {
    return form.questions().contains(question)
        || (application.state() == ApplicationState.SUPPLEMENT_DUE
            && gaps.stream()
                .filter(gap -> gap.round() == application.round())
                .anyMatch(gap -> gap.question().equals(question)));
  }

  /** What is proposed and waits for the sponsor's yes, in the order of the form. */
  public List<Entry> proposals() {
    Set<Question> waiting =
        missing().stream()
            .filter(gap -> gap.why() == Completeness.Why.NOT_CONFIRMED)
            .map(Completeness.Gap::question)
            .collect(Collectors.toSet());
    return entries().stream().filter(entry -> waiting.contains(entry.question())).toList();
  }

  /** The gaps that stop the submission, by topic. */
  public Map<Topic, List<Completeness.Gap>> missingByTopic() {
    return missing().stream()
        .collect(
            Collectors.groupingBy(
                gap -> gap.field().topic(), LinkedHashMap::new, Collectors.toList()));
  }

  /** The topics of this application, in order, with what is left in each. */
  public Map<Topic, Integer> topics() {
    Map<Topic, Integer> topics = new LinkedHashMap<>();
    boolean explains = findings.stream().anyMatch(CaseFinding::ofFunction);
    for (Entry entry : entries()) {
      if (entry.field().topic() == Topic.EXPLANATIONS && !tested()) {
        continue; // they stand as they were accepted
      }
      topics.putIfAbsent(entry.field().topic(), 0);
      if (explains && entry.field().topic() == Topic.FUNCTIONS) {
        topics.putIfAbsent(Topic.EXPLANATIONS, 0); // also where no words help
      }
    }
    Set<Completeness.Gap> left = Set.copyOf(toAnswer());
    completeness.gaps().stream()
        .filter(gap -> left.contains(gap) || gap.field().topic() != Topic.FUNCTIONS)
        .forEach(gap -> topics.merge(gap.field().topic(), 1, Integer::sum));
    return topics;
  }

  /**
   * Where the answers stand that are needed to send: each counts once, so that the parts add up.
   *
   * @param read good answers from packages, records and earlier filings
   * @param given good answers of the sponsor, typed or attached
   * @param left those it has yet to give, mend or confirm
   */
  public record Tally(long read, long given, long left) {
    public long all() {
      return read + given + left;
    }
  }

  /** The answers counted. */
  public Tally tally() {
    Set<Question> open =
        missing().stream().map(Completeness.Gap::question).collect(Collectors.toSet());
    List<StoredAnswer> good =
        form.questions().stream()
            .filter(question -> !open.contains(question))
            .map(answers::get)
            .filter(Objects::nonNull)
            .filter(stored -> !OUTSIDE.contains(topic(stored)))
            .filter(stored -> !stored.question().equals(SIGNATURE))
            .filter(stored -> !stored.question().equals(STAMPED_COPY))
            .toList();
    long given =
        good.stream()
            .map(stored -> stored.answer().origin())
            .filter(origin -> origin == Origin.SPONSOR || origin == Origin.ATTACHMENT)
            .count();
    return new Tally(good.size() - given, given, toAnswer().size());
  }

  private static Topic topic(StoredAnswer stored) {
    return FieldDictionary.find(stored.question().fieldId()).orElseThrow().topic();
  }

  /** Why the packages that were read cannot share a number; empty if they can. */
  public Optional<PackageSet.Conflict> conflict() {
    return new PackagesTogether(packages).conflict();
  }

  /** What keeps the packages that were read from standing beside each other. */
  public List<Problem> packageProblems() {
    return new PackagesTogether(packages).problems();
  }

  /** The notice of a place in the history. */
  public Optional<Notice> notice(int place) {
    return notices.stream().filter(one -> one.place() == place).findFirst();
  }

  /** What the sponsor has to answer now. */
  public Optional<Notice> asked() {
    return application.editable()
        ? notices.stream().filter(Notice::asks).reduce((first, second) -> second)
        : Optional.empty();
  }

  /** Findings that somebody has to look at, the gravest first. */
  public List<CaseFinding> open() {
    return findings.stream()
        .filter(CaseFinding::needsEye)
        .sorted(Comparator.comparing(CaseFinding::gravity))
        .toList();
  }

  /** Whether its packages are tested: all are but those of a change that brings none. */
  public boolean tested() {
    return application.kind() != ApplicationKind.CHANGE || !brought.isEmpty();
  }

  /** What stops the acceptance; no finding does of what is not tested. */
  public List<AcceptanceGate.Stop> stops() {
    return tested() ? AcceptanceGate.stops(standings()) : List.of();
  }

  /**
   * Why a change of information does not end at the seats of the province; empty where
   * it does, and of every other kind.
   */
  public Set<ChangeGate.Reason> beyondSeats() {
    return ChangeGate.reasons(brought, standings());
  }

  private List<FindingStanding> standings() {
    List<FindingStanding> standings = new ArrayList<>();
    findings.stream()
        .filter(CaseFinding::needsEye)
        .map(CaseFinding::standing)
        .forEach(standings::add);
    packages.stream()
        .filter(one -> !(application.editable() && one.reading()))
        .flatMap(one -> one.unread().stream())
        .forEach(standings::add);
    if (packages.isEmpty()) {
      standings.add(ManualTest.standing(application.id(), ManualTest.APPLICATION, ofApplication()));
    }
    return standings;
  }

  /** What a person has to test. */
  public List<AcceptanceGate.Stop> toBeTested() {
    return stops().stream().filter(stop -> stop.why() == AcceptanceGate.Why.UNDETERMINED).toList();
  }

  /** What else stops the acceptance, whatever the test found; empty where nothing does. */
  public List<Problem> obstacles() {
    List<Problem> obstacles =
        new ArrayList<>(
            Obstacles.of(
                application, sponsor, this::value, parameters, countyReason(), levelJudgement()));
    if (stampedCopyFollows()) {
      obstacles.add(FilingProblem.of("stampedAwaited", "", List.of()));
    }
    return obstacles;
  }

  /** Why a unit of a county develops its own app; empty where nobody asks for it. */
  public String countyReason() {
    Question asked = LevelJudgement.ASKED;
    return form.questions().contains(asked) ? value(asked.fieldId()) : "";
  }

  /** The judgement of that reason as it stands; empty where there is none yet. */
  public Optional<LevelJudgement> levelJudgement() {
    return levelJudgements.stream()
        .filter(one -> one.stated().equals(countyReason()))
        .reduce((first, last) -> last);
  }

  /** The human test of what has no package, made since it was last sent. */
  public Optional<ManualTest> ofApplication() {
    return humanTests.stream()
        .filter(test -> test.subject().equals(application.id()))
        .filter(test -> application.signedAt().filter(test.recordedAt()::isBefore).isEmpty())
        .findFirst();
  }

  /** The human tests that count now. */
  public List<ManualTest> testedByHumans() {
    return Stream.of(
            findings.stream().flatMap(one -> one.humanTest().stream()),
            packages.stream().flatMap(one -> one.humanTest().stream()),
            packages.isEmpty() ? ofApplication().stream() : Stream.<ManualTest>empty())
        .flatMap(tests -> tests)
        .toList();
  }

  /** The plain answers. */
  public Map<Question, Answer> plain() {
    return answers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().answer()));
  }

  /** The value of a question that is asked once; empty where there is none. */
  public String value(String field) {
    StoredAnswer stored = answers.get(Question.once(field));
    return stored == null ? "" : stored.answer().value();
  }
}
