package cn.beian.server.filings.casefile;

import cn.beian.filing.form.Question;
import cn.beian.server.approvals.GivenApprovals;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.ReferredCaseStore;
import cn.beian.server.filings.store.ReferredCaseStore.Reference;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.upperlevel.ConfirmedExceptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Project approvals and exceptions of the upper level beside the filings that rest on them, in both
 * directions.
 */
@Service
@Transactional(readOnly = true)
public class ReferredCases {
  private final ReferredCaseStore uses;
  private final ApplicationStore applications;
  private final GivenApprovals approvals;
  private final ConfirmedExceptions exceptions;
  private final Identity identity;

  ReferredCases(
      ReferredCaseStore uses,
      ApplicationStore applications,
      GivenApprovals approvals,
      ConfirmedExceptions exceptions,
      Identity identity) {
    this.uses = uses;
    this.applications = applications;
    this.approvals = approvals;
    this.exceptions = exceptions;
    this.identity = identity;
  }

  /**
   * An application that refers to a case.
   *
   * @param holds whether no other app may use the case as long as it does
   * @param own whether it is of the reader's unit, and he acts for it
   * @param opens whether the reader may open it; all but its state is not for him where he may not
   */
  public record Use(Application application, boolean holds, boolean own, boolean opens) {
    /** Whether its sponsor has it, so that others read neither its name nor its state. */
    public boolean withSponsor() {
      return application.editable();
    }
  }

  /**
   * The use of a case, by applications of its unit.
   *
   * @param uses what holds it and the latest first
   */
  public record Uses(List<Use> uses) {
    public Uses {
      uses = List.copyOf(uses);
    }

    /** Whether another app may use it. */
    public boolean free() {
      return uses.stream().noneMatch(Use::holds);
    }
  }

  /** Which applications use an approval. */
  public Uses ofApproval(UUID approval) {
    return uses(uses.referringToApproval(approval));
  }

  /** Which applications use an exception of the upper level. */
  public Uses ofException(UUID exception) {
    return uses(uses.referringToException(exception));
  }

  private Uses uses(List<Reference> references) {
    if (references.isEmpty()) {
      return new Uses(List.of());
    }
    Person reader = identity.current();
    Map<UUID, Application> found =
        applications
            .queries()
            .find(references.stream().map(Reference::applicationId).toList())
            .stream()
            .collect(Collectors.toMap(Application::id, Function.identity()));
    return new Uses(
        references.stream()
            .flatMap(
                one ->
                    Optional.ofNullable(found.get(one.applicationId()))
                        .map(application -> use(application, one.holds(), reader))
                        .stream())
            .toList());
  }

  /** What its sponsor is changing may refer to another case than what was submitted. */
  private static Use use(Application application, boolean holds, Person reader) {
    boolean own =
        reader.organizationId().equals(application.organizationId())
            && AccessRules.opens(reader, "/applications/" + application.id());
    boolean official =
        !application.editable()
            && AccessRules.mayRead(reader, application.organizationId(), application.division())
            && AccessRules.opens(reader, "/cases/" + application.id());
    return new Use(application, holds, own, own || official);
  }

  /**
   * A case that a filing rests on.
   *
   * @param page its address
   * @param name of the project or app that it is about
   * @param opens whether the reader may open it
   * @param differences of the filing from it
   */
  public record Basis(
      Kind kind,
      String page,
      String name,
      String documentNumber,
      boolean opens,
      List<PlanDifference> differences) {
    public Basis {
      differences = List.copyOf(differences);
    }
  }

  /** What a filing rests on. */
  public enum Kind {
    APPROVAL,
    EXCEPTION
  }

  /**
   * What answers of a filing were read from, as far as its reader has these answers. A change takes
   * over the answers of the filing that it changes, so the case may be that of an earlier one.
   */
  public List<Basis> basis(CaseFile file) {
    Person reader = identity.current();
    UUID app = file.application().appId();
    Stream<Basis> approval =
        document(file, "approval.documentNumber", AnswerSheet.APPROVED).stream()
            .flatMap(
                number ->
                    approvals.find(uses.approvalsOf(app)).stream()
                        .filter(one -> one.documentNumber().equals(number))
                        .limit(1))
            .map(
                one ->
                    basis(
                        Kind.APPROVAL,
                        "/approvals/" + one.id(),
                        one.plan().name(),
                        one.documentNumber(),
                        reader,
                        PlanDifference.of(file, one.plan())));
    Stream<Basis> exception =
        document(file, "exception.documentNumber", AnswerSheet.CONFIRMED).stream()
            .flatMap(
                number ->
                    exceptions.find(uses.exceptionsOf(app)).stream()
                        .filter(one -> one.documentNumber().equals(number))
                        .limit(1))
            .map(
                one ->
                    basis(
                        Kind.EXCEPTION,
                        "/exceptions/" + one.id(),
                        one.appName(),
                        one.documentNumber(),
                        reader,
                        PlanDifference.ofName(file, one.appName())));
    return Stream.concat(approval, exception).toList();
  }

  private static Basis basis(
      Kind kind,
      String page,
      String name,
      String number,
      Person reader,
      List<PlanDifference> differences) {
    return new Basis(kind, page, name, number, AccessRules.opens(reader, page), differences);
  }

  /** The document number that was read from a case in the system; empty where it was typed. */
  private static Optional<String> document(CaseFile file, String field, String evidence) {
    return Optional.ofNullable(file.answers().get(Question.once(field)))
        .map(StoredAnswer::answer)
        .filter(answer -> answer.evidence().startsWith(evidence))
        .map(answer -> answer.value());
  }
}
