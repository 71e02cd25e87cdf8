package cn.beian.server.filings.answers;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Repeat;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers of one application while they are being filled in. */
public final class AnswerSheet {
  /** Whom the app is for. */
  public static final String AUDIENCE = "app.audience";

  /** Whether a function faces the grassroots, which mostly follows from it. */
  public static final String FACING = "function.grassrootsFacing";

  /** Before the document number, in the evidence of what a project approval in the system says. */
  public static final String APPROVED = "立项审核 ";

  /** Before the document number, in the evidence of what the upper unit confirmed in the system. */
  public static final String CONFIRMED = "上级确认 ";

  /** What an exception of the upper level says; it is never typed, but read from the case of it. */
  public static final List<String> EXCEPTION =
      List.of(
          "exception.authority",
          "exception.documentNumber",
          "exception.reason",
          "exception.document");

  private static final String DESCRIPTION = "function.description";

  /** Evidence of what was said of a package that another has replaced. */
  private static final String REPLACED = "replaced package";

  private final CaseStore cases;
  private final UUID applicationId;
  private final Instant now;
  private final Map<Question, StoredAnswer> present = new LinkedHashMap<>();
  private @Nullable Map<Question, StoredAnswer> submitted;

  private AnswerSheet(CaseStore cases, UUID applicationId, Instant now) {
    this.cases = cases;
    this.applicationId = applicationId;
    this.now = now;
    cases.answers(applicationId).forEach(stored -> present.put(stored.question(), stored));
  }

  public static AnswerSheet of(CaseStore cases, UUID applicationId, Instant now) {
    return new AnswerSheet(cases, applicationId, now);
  }

  /** Whether a person may type an answer: it is his to say, or nothing else has given it. */
  public static boolean mayType(FormField field, Optional<StoredAnswer> stored) {
    boolean document =
        field.type() == FieldType.SIGNATURE
            || (field.type() == FieldType.DOCUMENT && !field.absent());
    boolean free = stored.isEmpty() || stored.get().answer().origin() == Origin.SPONSOR;
    boolean approved =
        stored.filter(one -> inSystem(one.answer())).isPresent()
            || (stored.isEmpty() && EXCEPTION.contains(field.id()));
    return !document && !approved && (field.askedOfSponsor() || free);
  }

  /**
   * Puts proposals where nothing stands yet; the one who proposes first wins, but what was said
   * earlier of the same thing is nearer than what is known of the unit.
   */
  public void propose(Map<Question, Answer> proposals) {
    proposals.forEach(
        (question, answer) -> {
          StoredAnswer stands = present.get(question);
          boolean nearer =
              stands != null
                  && answer.origin() == Origin.EARLIER
                  && stands.answer().origin() == Origin.ORGANIZATION
                  && !stands.answer().confirmed();
          if (stands == null || nearer) {
            put(question, answer, null);
          }
        });
  }

  /**
   * Puts what a comparison of versions says where nothing stands, or what another comparison said
   * and nobody confirmed; empty takes that away.
   */
  public void tellComparison(Question question, String said) {
    StoredAnswer stands = present.get(question);
    boolean compared =
        stands != null
            && stands.answer().evidence().equals(StoredAnswer.COMPARED)
            && !stands.answer().confirmed();
    if (compared && said.isEmpty()) {
      clear(question);
    } else if ((compared || stands == null) && !said.isEmpty()) {
      put(question, Answer.proposed(said, Origin.PACKAGE, StoredAnswer.COMPARED), null);
    }
  }

  /** Puts what the register says of another person in place of what was said of the one before. */
  public void handOver(List<Question> personal, Map<Question, Answer> held) {
    for (Question question : personal) {
      Answer answer = held.get(question);
      if (answer != null) {
        put(question, answer, null);
      } else if (present.containsKey(question)) {
        clear(question);
      }
    }
  }

  /** Puts what the register says now in place of what it said; what was typed stays. */
  public void holdAnew(Map<Question, Answer> held) {
    held.forEach(
        (question, answer) -> {
          StoredAnswer stands = present.get(question);
          if (stands != null
              && stands.answer().origin() == Origin.ORGANIZATION
              && !stands.answer().value().equals(answer.value())) {
            put(question, answer, null);
          }
        });
  }

  /**
   * Puts what the packages say in place of what they said before. What a person has said or
   * confirmed stays, but a function that was confirmed of a package and that none shows any more is
   * to be confirmed again; what was carried over from a replaced package gives way.
   *
   * @param whole whether nothing is still to be read; before, functions stay as they are
   */
  public void readAgain(Map<Question, Answer> read, boolean whole) {
    for (StoredAnswer stored : List.copyOf(present.values())) {
      Question question = stored.question();
      boolean function = question.fieldId().equals(DESCRIPTION);
      boolean untouched =
          stored.answer().origin() == Origin.PACKAGE && stored.answeredBy().isEmpty();
      boolean carried =
          repeat(question) == Repeat.PACKAGE
              && stored.answer().evidence().equals(REPLACED)
              && read.containsKey(question);
      if (carried
          || (untouched && (whole || !function) && !stored.answer().equals(read.get(question)))) {
        clear(question);
      } else if (function && whole && !read.containsKey(question)) {
        askAgain(stored);
      }
    }
    propose(read);
    if (whole) {
      forgetWhatWasSaidOfFunctionsThatWent();
      StoredAnswer audience = present.get(Question.once(AUDIENCE));
      deriveGrassroots(audience == null ? null : audience.answeredBy().orElse(null));
    }
  }

  /** Whether an answer was read from a package whose successor does not say it. */
  public static boolean isOfReplaced(Answer answer) {
    return answer.origin() == Origin.PACKAGE && answer.evidence().equals(REPLACED);
  }

  /** Whether nobody said an answer: it follows from whom the app is for. */
  public static boolean follows(Answer answer) {
    return answer.origin() == Origin.SPONSOR && answer.evidence().equals(AUDIENCE);
  }

  /** Takes a function out with all that was said of it. */
  public void removeFunction(String item) {
    clear(new Question(DESCRIPTION, item));
    forgetWhatWasSaidOfFunctionsThatWent();
  }

  private void askAgain(StoredAnswer stored) {
    Answer answer = stored.answer();
    if (answer.origin() == Origin.PACKAGE && !answer.evidence().equals(REPLACED)) {
      put(
          stored.question(),
          Answer.proposed(answer.value(), Origin.PACKAGE, REPLACED),
          stored.answeredBy().orElse(null));
    }
  }

  private void forgetWhatWasSaidOfFunctionsThatWent() {
    Map<String, String> functions = functions();
    for (Question question : List.copyOf(present.keySet())) {
      if (repeat(question) == Repeat.FUNCTION && !functions.containsKey(question.item())) {
        clear(question);
      }
    }
  }

  /**
   * Takes away what was answered of a package that is no longer of the application. What a person
   * typed goes over to the one in its place where that has not said it itself, but for the version,
   * which is another.
   */
  public void leave(String packageId, Optional<String> inItsPlace) {
    for (StoredAnswer stored : List.copyOf(present.values())) {
      Question question = stored.question();
      if (repeat(question) != Repeat.PACKAGE || !question.item().equals(packageId)) {
        continue;
      }
      clear(question);
      boolean typed =
          stored.answer().origin() == Origin.SPONSOR && !question.fieldId().equals("app.version");
      inItsPlace
          .filter(item -> typed)
          .map(item -> new Question(question.fieldId(), item))
          .filter(same -> !holds(same))
          .ifPresent(
              same ->
                  put(
                      same,
                      new Answer(stored.answer().value(), Origin.SPONSOR, REPLACED, true),
                      stored.answeredBy().orElse(null)));
    }
  }

  private static @Nullable Repeat repeat(Question question) {
    return FieldDictionary.find(question.fieldId()).map(FormField::repeat).orElse(null);
  }

  /**
   * Answers that were changed since the page showed them, by somebody else or on another page, so
   * that the form would undo it; empty where there are none.
   */
  public List<Problem> conflicts(Map<Question, EnteredAnswer> typed, UUID by) {
    List<Problem> problems = new ArrayList<>();
    typed.forEach(
        (question, one) -> {
          StoredAnswer before = present.get(question);
          if (before != null
              && overwrites(before, one, one.stored(), by)
              && !ownDocument(before, by)) {
            problems.add(
                FilingProblem.of(
                    by(before, by) ? "changedElsewhere" : "changedMeanwhile",
                    QuestionKey.of(question),
                    List.of(question.fieldId(), before.answer().value())));
          }
        });
    return problems;
  }

  /**
   * Takes what a person typed, but for what would undo something.
   *
   * @return keys of the answers that changed
   * @throws CommandRefusedException if a field is not to be typed
   */
  public List<String> type(Map<Question, EnteredAnswer> typed, UUID by) {
    List<String> changed = new ArrayList<>();
    typed.forEach(
        (question, one) -> {
          StoredAnswer before = present.get(question);
          String value = one.stored();
          if (!overwrites(before, one, value, by) && change(question, before, one, value, by)) {
            changed.add(QuestionKey.of(question));
          }
        });
    if (!changed.isEmpty()) {
      deriveGrassroots(by);
    }
    return changed;
  }

  /** Whether this would undo what was said elsewhere since the page was shown. */
  private static boolean overwrites(
      @Nullable StoredAnswer before, EnteredAnswer typed, String value, UUID by) {
    return before != null // where nothing stands, nothing is undone
        && typed.shown().isPresent()
        && !typed.untouched()
        && !typed.knows(before.answer().value())
        && !before.answer().value().equals(value)
        && !(by(before, by) && typed.broughtAbout(before.answer().value()));
  }

  /**
   * Whether the same person put a document there since: it stands, and what he had begun to type in
   * its place is no conflict.
   */
  private static boolean ownDocument(StoredAnswer before, UUID by) {
    return before.answer().origin() == Origin.ATTACHMENT && by(before, by);
  }

  private static boolean by(@Nullable StoredAnswer stored, UUID person) {
    return stored != null && stored.answeredBy().equals(Optional.of(person));
  }

  private boolean change(
      Question question,
      @Nullable StoredAnswer before,
      EnteredAnswer typed,
      String value,
      UUID by) {
    FormField field =
        FieldDictionary.find(question.fieldId())
            .orElseThrow(() -> FilingProblem.refusal("noField", question.fieldId()));
    String stands = before == null ? "" : before.answer().value();
    if (typed.untouched() && (!typed.confirms() || !stands.equals(value))) {
      return false; // also where a document has come meanwhile, and nothing can be typed any more
    }
    if (!mayType(field, Optional.ofNullable(before))) {
      throw FilingProblem.refusal("notTyped", field.id());
    }
    if (stands.equals(value) && (before == null || before.answer().confirmed())) {
      return false;
    }
    if (value.isEmpty()) {
      clear(question);
    } else {
      put(
          question,
          before != null && stands.equals(value) ? before.answer().confirm() : Answer.said(value),
          by);
    }
    return true;
  }

  /** Whom the app is for says of each function whether it faces the grassroots, unless mixed. */
  private void deriveGrassroots(@Nullable UUID by) {
    String audience = value(AUDIENCE);
    if (audience.isBlank() || audience.equals("ORGAN_AND_GRASSROOTS_STAFF")) {
      return;
    }
    String value = audience.equals("GRASSROOTS_STAFF") ? "yes" : "no";
    for (StoredAnswer function : List.copyOf(present.values())) {
      Question asked = new Question(FACING, function.question().item());
      StoredAnswer before = present.get(asked);
      boolean free = before == null || before.answer().evidence().equals(AUDIENCE);
      if (function.question().fieldId().equals(DESCRIPTION) && free) {
        put(asked, new Answer(value, Origin.SPONSOR, AUDIENCE, true), by);
      }
    }
  }

  /** Whether a question is answered. */
  public boolean holds(Question question) {
    return present.containsKey(question);
  }

  private static boolean inSystem(Answer answer) {
    return answer.evidence().startsWith(APPROVED) || answer.evidence().startsWith(CONFIRMED);
  }

  /** Whether a question is answered by what a project approval in the system says. */
  public boolean approved(Question question) {
    StoredAnswer stored = present.get(question);
    return stored != null && inSystem(stored.answer());
  }

  /** Keeps what was answered to some questions otherwise than by a case in the system. */
  public void setAside(Collection<Question> questions) {
    questions.stream()
        .flatMap(question -> Optional.ofNullable(present.get(question)).stream())
        .filter(stored -> !inSystem(stored.answer()))
        .forEach(stored -> cases.setAside(applicationId, stored));
  }

  /** Answers again what was set aside, where nothing stands by now. */
  public void bringBack() {
    for (StoredAnswer stored : cases.takeBack(applicationId)) {
      if (!present.containsKey(stored.question())) {
        cases.put(applicationId, stored);
        present.put(stored.question(), stored);
      }
    }
  }

  /** The value of a question that is asked once; empty where there is none. */
  public String value(String field) {
    StoredAnswer stored = present.get(Question.once(field));
    return stored == null ? "" : stored.answer().value();
  }

  /** The functions, by item. */
  public Map<String, String> functions() {
    Map<String, String> functions = new LinkedHashMap<>();
    present.forEach(
        (question, stored) -> {
          if (question.fieldId().equals(DESCRIPTION)) {
            functions.put(question.item(), stored.answer().value());
          }
        });
    return functions;
  }

  public void put(Question question, Answer answer, @Nullable UUID by) {
    StoredAnswer stored =
        submitted(question)
            .filter(one -> one.answer().value().equals(answer.value()) && answer.confirmed())
            .orElseGet(() -> new StoredAnswer(question, answer, Optional.ofNullable(by), now));
    cases.put(applicationId, stored);
    present.put(question, stored);
  }

  /**
   * What was submitted of a question before the application was given back: whoever changes an
   * answer and changes it back has changed nothing.
   */
  private Optional<StoredAnswer> submitted(Question question) {
    if (submitted == null) {
      submitted =
          cases.givenBack(applicationId).stream()
              .filter(one -> one.answer().confirmed())
              .collect(Collectors.toMap(StoredAnswer::question, Function.identity()));
    }
    return Optional.ofNullable(submitted.get(question));
  }

  public void clear(Question question) {
    cases.clear(applicationId, question);
    present.remove(question);
  }
}
