package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.StandardValue;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.ReferredCaseStore;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.upperlevel.ConfirmedExceptions;
import cn.beian.server.upperlevel.LevelException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The exception of the upper level that a draft refers to: what is asked about it is read
 * from what the upper unit confirmed. Each is of one app.
 */
@Service
@Transactional
public class ExceptionOfDraft {
  /** Why the upper unit was competent, as whoever reviews the filing reads it. */
  private static final Map<String, String> COMPETENCE =
      Map.of("REGISTER", "（登记库中的上级单位）", "NAMED", "（经两名管理员确认有权确认）");

  private final ConfirmedExceptions exceptions;
  private final ReferredCaseStore uses;
  private final CaseStore cases;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Clock clock;

  ExceptionOfDraft(
      ConfirmedExceptions exceptions,
      ReferredCaseStore uses,
      CaseStore cases,
      FilingGuard guard,
      FilingProcedure procedure,
      Clock clock) {
    this.exceptions = exceptions;
    this.uses = uses;
    this.cases = cases;
    this.guard = guard;
    this.procedure = procedure;
    this.clock = clock;
  }

  /**
   * A confirmed exception that may be chosen.
   *
   * @param chosen whether the draft refers to it
   * @param named whether the app has its name
   */
  public record Confirmed(LevelException exception, boolean chosen, boolean named) {}

  /** Those of the unit that no other app uses: the chosen one, then those of the same name. */
  @Transactional(readOnly = true)
  public List<Confirmed> choices(CaseFile file) {
    Application application = file.application();
    Optional<UUID> chosen = uses.exception(application.id());
    Set<UUID> used = uses.exceptionsBeside(application.organizationId(), application.appId());
    String name = file.value("app.name");
    return exceptions.of(application.organizationId()).stream()
        .filter(one -> !used.contains(one.id()))
        .map(
            one ->
                new Confirmed(
                    one, chosen.equals(Optional.of(one.id())), one.appName().equals(name)))
        .sorted(
            Comparator.comparing((Confirmed one) -> !one.chosen())
                .thenComparing(one -> !one.named()))
        .toList();
  }

  /**
   * Refers to an exception, and reads from it what is asked about it.
   *
   * @param exception empty to refer to none
   * @param otherName whether it is meant although it is of an app of another name
   * @throws cn.beian.server.cases.CommandRefusedException if it is none that was confirmed for the
   *     unit, or another app uses it, or the names differ and that is not meant
   */
  public void choose(UUID id, Optional<UUID> exception, boolean otherName) {
    Application application = Drafts.editable(guard.locked(id));
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (uses.exception(id).equals(exception)) {
      return;
    }
    Optional<LevelException> confirmed = exception.map(one -> usable(application, one));
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    String name = sheet.value("app.name");
    confirmed
        .map(LevelException::appName)
        .filter(other -> !otherName && !other.equals(name))
        .ifPresent(
            other -> {
              throw FilingProblem.refusal("exception.otherName", other);
            });
    AnswerSheet.EXCEPTION.stream().map(Question::once).filter(sheet::holds).forEach(sheet::clear);
    confirmed.ifPresent(
        one ->
            answers(one).forEach((question, answer) -> sheet.put(question, answer, person.id())));
    procedure.note(
        application,
        "sponsor.exception",
        confirmed.map(LevelException::documentNumber).orElse(""),
        person,
        ApplicationChanges.ready(false).and("exception_id", exception.orElse(null)));
  }

  private LevelException usable(Application application, UUID exception) {
    LevelException confirmed =
        exceptions
            .lock(exception, application.organizationId())
            .orElseThrow(() -> FilingProblem.refusal("exception.unknown"));
    if (used(application, exception)) {
      throw FilingProblem.refusal("exception.used");
    }
    return confirmed;
  }

  private boolean used(Application application, UUID exception) {
    return uses.exceptionsBeside(application.organizationId(), application.appId())
        .contains(exception);
  }

  /** What is wrong with the exception of an application that is sent for the first time. */
  List<Problem> problems(CaseFile file) {
    Application application = file.application();
    Optional<UUID> chosen = uses.exception(application.id());
    if (chosen.filter(one -> used(application, one)).isPresent()) {
      return List.of(FilingProblem.of("exception.used", "", List.of()));
    }
    boolean said =
        AnswerSheet.EXCEPTION.stream()
            .anyMatch(field -> file.answers().containsKey(Question.once(field)));
    return chosen.isEmpty() && said && application.state() == ApplicationState.DRAFT
        ? List.of(FilingProblem.of("exception.notConfirmed", "", List.of()))
        : List.of();
  }

  private static Map<Question, Answer> answers(LevelException one) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("exception.authority", one.upper() + COMPETENCE.getOrDefault(one.competence(), ""));
    values.put("exception.documentNumber", one.documentNumber());
    values.put("exception.reason", one.reason());
    values.put("exception.document", StandardValue.CONFIRMED_IN_SYSTEM.name());
    Map<Question, Answer> answers = new LinkedHashMap<>();
    values.forEach(
        (field, value) ->
            answers.put(
                Question.once(field),
                new Answer(
                    value, Origin.EARLIER, AnswerSheet.CONFIRMED + one.documentNumber(), true)));
    return answers;
  }
}
