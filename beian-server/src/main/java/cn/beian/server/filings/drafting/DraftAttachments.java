package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.StoredAnswer;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Documents that answer questions of an application that is being prepared. */
@Service
@Transactional
public class DraftAttachments {
  private final CaseStore cases;
  private final DraftDocumentStore documents;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Clock clock;

  DraftAttachments(
      CaseStore cases,
      DraftDocumentStore documents,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Clock clock) {
    this.cases = cases;
    this.documents = documents;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /**
   * Answers a field by an attachment.
   *
   * @throws CommandRefusedException if no document answers it; nothing is done
   */
  public void attach(UUID id, Question question, Attachment attachment) {
    attach(Drafts.editable(guard.locked(id)), List.of(question), attachment);
  }

  /**
   * Answers by one attachment those of several questions that have no answer of their own.
   *
   * @throws CommandRefusedException if all of them have; nothing is done
   */
  public void attachToOpen(UUID id, List<Question> questions, Attachment attachment) {
    Application application = Drafts.editable(guard.locked(id));
    List<Question> open =
        files.load(application).completeness().gaps().stream()
            .map(Completeness.Gap::question)
            .filter(questions::contains)
            .toList();
    if (open.isEmpty()) {
      throw FilingProblem.refusal("allAnswered");
    }
    attach(application, open, attachment);
  }

  /**
   * An attachment counts as an answer to each of the questions. What it replaces stays with the
   * draft, so that it can be taken back.
   */
  void attach(Application application, List<Question> questions, Attachment attachment) {
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (!attachment.organizationId().equals(application.organizationId())) {
      throw FilingProblem.refusal("noAttachment");
    }
    questions.forEach(DraftAttachments::requireTaken);
    Instant now = clock.instant();
    Answer answer =
        new Answer(attachment.id().toString(), Origin.ATTACHMENT, attachment.fileName(), true);
    Map<Question, StoredAnswer> before =
        cases.answers(application.id()).stream()
            .collect(Collectors.toMap(StoredAnswer::question, one -> one));
    for (Question one : questions) {
      replaced(before.get(one), attachment)
          .ifPresent(old -> documents.put(application.id(), old, Optional.of(one), now));
      cases.put(application.id(), new StoredAnswer(one, answer, Optional.of(person.id()), now));
    }
    documents.put(application.id(), attachment.id(), Optional.of(questions.get(0)), now);
    procedure.note(
        application,
        "sponsor.attach",
        QuestionKey.of(questions.get(0)) + ": " + attachment.fileName(),
        person,
        ApplicationChanges.ready(false));
  }

  /**
   * Takes the stamped undertaking after the application was sent, until it is decided.
   *
   * @throws CommandRefusedException if it is not awaited; nothing is done
   */
  public void stampedCopy(UUID id, Attachment attachment) {
    Application application = guard.locked(id);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (!attachment.organizationId().equals(application.organizationId())) {
      throw FilingProblem.refusal("noAttachment");
    }
    if (!files.load(application).stampedCopyFollows()) {
      throw FilingProblem.refusal("stampedNotAwaited");
    }
    cases.put(
        id,
        new StoredAnswer(
            CaseFile.STAMPED_COPY,
            new Answer(attachment.id().toString(), Origin.ATTACHMENT, attachment.fileName(), true),
            Optional.of(person.id()),
            clock.instant()));
    procedure.note(application, "sponsor.stampedCopy", attachment.fileName(), person);
  }

  private static Optional<UUID> replaced(@Nullable StoredAnswer before, Attachment by) {
    return Optional.ofNullable(before)
        .map(StoredAnswer::answer)
        .filter(answer -> answer.origin() == Origin.ATTACHMENT)
        .map(answer -> UUID.fromString(answer.value()))
        .filter(old -> !old.equals(by.id()));
  }

  /** What the register holds of unit and people is not replaced by a file of some name. */
  private static void requireTaken(Question question) {
    if (FieldDictionary.find(question.fieldId()).filter(FormField::takesDocument).isEmpty()) {
      throw FilingProblem.refusal("notAttached", question.fieldId());
    }
  }
}
