package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.DocumentNames;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.DraftDocument;
import cn.beian.server.filings.FiledDocument;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.DraftDocumentStore;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Several documents put into a draft at once: each finds its place by its name, or waits until a
 * person has said where it belongs; what was replaced can be taken back, and what the unit has
 * filed for another app can be used again.
 */
@Service
@Transactional
public class DraftMaterials {
  /** More than that a draft does not hold; what is asked takes a dozen. */
  private static final int MOST_DOCUMENTS = 200;

  private static final int MOST_SHOWN = 20;
  private static final int MOST_REPLACED = 5;

  /** What may hold for another app of the unit, too; the rest speaks of one app alone. */
  private static final List<String> REUSABLE =
      List.of(
          "approval.basis",
          "approval.document",
          "operation.team",
          "operation.rules",
          "security.mlpsCertificate",
          "security.cryptographyReport");

  private static final Set<RecordState> IN_FORCE =
      EnumSet.of(RecordState.FILED, RecordState.RECTIFYING);

  private final DraftAttachments attachments;
  private final DraftDocumentStore documents;
  private final CaseStore cases;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Intake intake;
  private final Records records;
  private final Clock clock;

  DraftMaterials(
      DraftAttachments attachments,
      DraftDocumentStore documents,
      CaseStore cases,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Intake intake,
      Records records,
      Clock clock) {
    this.attachments = attachments;
    this.documents = documents;
    this.cases = cases;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.intake = intake;
    this.records = records;
    this.clock = clock;
  }

  /** The documents of a draft. */
  @Transactional(readOnly = true)
  public Materials of(CaseFile file) {
    List<CaseFile.Entry> places = places(file);
    List<DraftDocument> held = documents.of(file.application().id());
    List<DraftDocument> waiting = held.stream().filter(one -> one.question().isEmpty()).toList();
    return new Materials(
        places,
        waiting.stream().limit(MOST_SHOWN).map(one -> waiting(file, places, one)).toList(),
        Math.max(0, waiting.size() - MOST_SHOWN),
        replaced(file, held),
        offers(file, places));
  }

  private static List<CaseFile.Entry> places(CaseFile file) {
    return file.application().editable()
        ? file.entries().stream().filter(entry -> entry.field().takesDocument()).toList()
        : List.of();
  }

  private static Materials.Waiting waiting(
      CaseFile file, List<CaseFile.Entry> places, DraftDocument one) {
    String guess = byName(one.fileName(), places).orElse("");
    return new Materials.Waiting(
        one.attachmentId(),
        one.fileName(),
        guess,
        !guess.isEmpty() && open(file, questions(guess, places)).isEmpty(),
        Optional.of(one.fileName()).filter(name -> guess.isEmpty()).flatMap(DraftMaterials::field));
  }

  /** The field of whatever application that a name speaks of. */
  private static Optional<FormField> field(String fileName) {
    return DocumentNames.answer(
            fileName,
            FieldDictionary.fields().stream()
                .filter(FormField::takesDocument)
                .map(FormField::id)
                .toList())
        .flatMap(FieldDictionary::find);
  }

  /** The place that a name speaks of, as forms carry it. */
  private static Optional<String> byName(String fileName, List<CaseFile.Entry> places) {
    List<String> answers =
        places.stream()
            .flatMap(
                entry ->
                    entry.field().textOrDocument()
                        ? Stream.of(entry.field().id(), DocumentNames.WHOLE + entry.field().topic())
                        : Stream.of(entry.field().id()))
            .distinct()
            .toList();
    return DocumentNames.answer(fileName, answers);
  }

  private static Map<Question, List<DraftDocument>> replaced(
      CaseFile file, List<DraftDocument> held) {
    Map<Question, List<DraftDocument>> replaced = new LinkedHashMap<>();
    List<DraftDocument> latestFirst = new ArrayList<>(held);
    Collections.reverse(latestFirst);
    for (DraftDocument one : latestFirst) {
      one.question()
          .filter(question -> !answers(file.answers().get(question), one.attachmentId()))
          .map(question -> replaced.computeIfAbsent(question, q -> new ArrayList<>()))
          .filter(list -> list.size() < MOST_REPLACED)
          .ifPresent(list -> list.add(one));
    }
    return replaced;
  }

  private static boolean answers(@Nullable StoredAnswer stored, UUID attachmentId) {
    return stored != null
        && stored.answer().origin() == Origin.ATTACHMENT
        && stored.answer().value().equals(attachmentId.toString());
  }

  /** Of each open question the document of the latest filing that is in force. */
  private Map<Question, Materials.Offer> offers(CaseFile file, List<CaseFile.Entry> places) {
    List<String> asked =
        places.stream()
            .filter(entry -> entry.stored().isEmpty())
            .map(entry -> entry.field().id())
            .filter(REUSABLE::contains)
            .toList();
    Map<Question, Materials.Offer> offers = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      return offers;
    }
    Map<String, Optional<PublicRecord>> filings = new LinkedHashMap<>();
    for (FiledDocument one : documents.filed(file.application(), asked)) {
      Question question = Question.once(one.field());
      if (!offers.containsKey(question)) {
        filings
            .computeIfAbsent(one.number(), records::find)
            .filter(filing -> IN_FORCE.contains(filing.state()))
            .ifPresent(
                filing ->
                    offers.put(
                        question,
                        new Materials.Offer(one, filing.filedOn(), filing.numberToShow())));
      }
    }
    return offers;
  }

  /**
   * Puts a document that was uploaded into a draft: where a person said, or where its name says and
   * nothing stands yet; else it waits. The same file again is the one that is there.
   *
   * @param place question key or {@code @TOPIC}; empty where nobody has said
   * @param at the topic on whose page it was dropped
   * @throws CommandRefusedException if there are too many, or no document answers that place;
   *     nothing is done
   */
  public void take(UUID id, Attachment attachment, String place, Optional<Topic> at) {
    Application application = Drafts.editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    requireOwn(application, attachment);
    List<DraftDocument> held = documents.of(id);
    Optional<DraftDocument> same =
        held.stream()
            .filter(one -> one.sha256().equals(attachment.sha256()))
            .filter(one -> one.fileName().equals(attachment.fileName()))
            .findFirst();
    if (same.isEmpty() && held.size() >= MOST_DOCUMENTS) {
      throw FilingProblem.refusal("manyDocuments", String.valueOf(MOST_DOCUMENTS));
    }
    Attachment taken =
        same.flatMap(one -> intake.findAttachment(one.attachmentId())).orElse(attachment);
    CaseFile file = files.load(application);
    boolean answers =
        file.answers().values().stream().anyMatch(stored -> answers(stored, taken.id()));
    if (!place.isEmpty()) {
      put(application, file, taken, place);
    } else if (!answers) {
      Optional<String> found =
          placeOf(taken.fileName(), places(file), at)
              .filter(one -> !open(file, questions(one, places(file))).isEmpty());
      if (found.isPresent()) {
        put(application, file, taken, found.get());
      } else {
        documents.put(id, taken.id(), Optional.empty(), clock.instant());
        procedure.note(application, "sponsor.attach", taken.fileName(), person);
      }
    }
  }

  /** By its name; where that says nothing, the only place of the page on which it was dropped. */
  private static Optional<String> placeOf(
      String fileName, List<CaseFile.Entry> places, Optional<Topic> at) {
    List<CaseFile.Entry> here =
        places.stream()
            .filter(entry -> at.filter(entry.field().topic()::equals).isPresent())
            .toList();
    return byName(fileName, places)
        .or(
            () ->
                here.stream()
                    .filter(entry -> here.size() == 1)
                    .filter(entry -> entry.field().type() == FieldType.DOCUMENT)
                    .map(CaseFile.Entry::key)
                    .findFirst());
  }

  /**
   * Says what a document of the draft answers. One that answered something else answers it no more;
   * one that another had replaced here is taken back.
   *
   * @param place question key or {@code @TOPIC}; empty where it shall answer nothing
   * @throws CommandRefusedException if it is no document of the draft, or no document answers that
   *     place; nothing is done
   */
  public void place(UUID id, UUID attachmentId, String place) {
    Application application = Drafts.editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    CaseFile file = files.load(application);
    Optional<DraftDocument> held =
        documents.of(id).stream()
            .filter(one -> one.attachmentId().equals(attachmentId))
            .findFirst();
    List<Question> answered =
        file.answers().values().stream()
            .filter(stored -> answers(stored, attachmentId))
            .map(StoredAnswer::question)
            .toList();
    Attachment attachment =
        intake
            .findAttachment(attachmentId)
            .filter(one -> held.isPresent() || !answered.isEmpty())
            .orElseThrow(() -> FilingProblem.refusal("noAttachment"));
    Instant now = clock.instant();
    boolean back =
        held.flatMap(DraftDocument::question)
            .map(QuestionKey::of)
            .filter(place::equals)
            .isPresent();
    if (!back) {
      AnswerSheet sheet = AnswerSheet.of(cases, id, now);
      answered.forEach(sheet::clear);
    }
    if (place.isEmpty()) {
      documents.put(id, attachmentId, Optional.empty(), now);
      procedure.note(
          application,
          "sponsor.attach",
          attachment.fileName(),
          person,
          ApplicationChanges.ready(false));
    } else {
      put(application, files.load(application), attachment, place);
    }
  }

  /**
   * Takes a document out of the draft that answers nothing.
   *
   * @throws CommandRefusedException if it answers something; nothing is done
   */
  public void remove(UUID id, UUID attachmentId) {
    Application application = Drafts.editable(guard.locked(id));
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    CaseFile file = files.load(application);
    if (file.answers().values().stream().anyMatch(stored -> answers(stored, attachmentId))) {
      throw FilingProblem.refusal("noAttachment");
    }
    documents.remove(id, attachmentId);
  }

  /**
   * Uses a document again that another app of the unit was filed with.
   *
   * @throws CommandRefusedException if it is not offered for that question; nothing is done
   */
  public void reuse(UUID id, UUID attachmentId, String place) {
    Application application = Drafts.editable(guard.locked(id));
    CaseFile file = files.load(application);
    Optional.ofNullable(offers(file, places(file)).get(QuestionKey.question(place)))
        .map(Materials.Offer::document)
        .filter(one -> one.attachmentId().equals(attachmentId))
        .flatMap(one -> intake.findAttachment(one.attachmentId()))
        .ifPresentOrElse(
            attachment -> put(application, file, attachment, place),
            () -> {
              throw FilingProblem.refusal("noAttachment");
            });
  }

  private void put(Application application, CaseFile file, Attachment attachment, String place) {
    List<Question> asked = questions(place, places(file));
    if (asked.isEmpty()) {
      throw FilingProblem.refusal("notAttached", QuestionKey.question(place).fieldId());
    }
    List<Question> answered = place.startsWith(DocumentNames.WHOLE) ? open(file, asked) : asked;
    if (answered.isEmpty()) {
      throw FilingProblem.refusal("allAnswered");
    }
    attachments.attach(application, answered, attachment);
  }

  /** The questions of a place that are asked or offered here. */
  private static List<Question> questions(String place, List<CaseFile.Entry> places) {
    boolean whole = place.startsWith(DocumentNames.WHOLE);
    return places.stream()
        .filter(
            entry ->
                whole
                    ? entry.field().textOrDocument()
                        && place.equals(DocumentNames.WHOLE + entry.field().topic())
                    : place.equals(entry.key()))
        .map(CaseFile.Entry::question)
        .toList();
  }

  private static List<Question> open(CaseFile file, List<Question> questions) {
    return questions.stream().filter(one -> !file.answers().containsKey(one)).toList();
  }

  private static void requireOwn(Application application, Attachment attachment) {
    if (!attachment.organizationId().equals(application.organizationId())) {
      throw FilingProblem.refusal("noAttachment");
    }
  }
}
