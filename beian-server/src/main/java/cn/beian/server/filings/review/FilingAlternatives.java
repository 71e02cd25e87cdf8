package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.policies.Ruling.WayOut;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.records.NoFilingDue;
import cn.beian.server.records.NoFilingDue.Reason;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a sponsor does instead of filing: the draft ends, the reason is recorded. */
@Service
@Transactional
public class FilingAlternatives {
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Submission submission;
  private final Acceptances acceptances;
  private final Records records;
  private final OutOfScope outOfScope;
  private final Identity identity;
  private final Clock clock;

  FilingAlternatives(
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Submission submission,
      Acceptances acceptances,
      Records records,
      OutOfScope outOfScope,
      Identity identity,
      Clock clock) {
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.submission = submission;
    this.acceptances = acceptances;
    this.records = records;
    this.outOfScope = outOfScope;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Records that no filing is due because the unit or the form is out of scope. Look-ups of its
   * packages answer so from then on.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if a filing is due; nothing is done
   */
  public void recordExemption(UUID id, int version) {
    Application application = draft(id, version);
    CaseFile file = files.load(application);
    Ruling ruling =
        submission.rulings(file).stream()
            .filter(one -> one.waysOut().contains(WayOut.RECORD_EXEMPTION))
            .findFirst()
            .orElseThrow(() -> FilingProblem.refusal("filingDue"));
    end(
        application,
        new NoFilingDue(
            id,
            application.organizationId(),
            Reason.valueOf(ruling.code().name()),
            "",
            ruling.reading().map(PolicyParameter::source).orElse(""),
            today(),
            file.packages().stream()
                .map(one -> acceptances.filed(one.submitted().packageId(), one.stored().sha256()))
                .toList()));
  }

  /**
   * Records that the unit uses a filed app of an upper level and files none of its own. It says
   * nothing of the draft's packages: they would have to be filed.
   *
   * @param number of the upper level's app
   * @throws CommandRefusedException if it is no filed app of a higher level; nothing is done
   */
  public void recordUpperLevelApp(UUID id, int version, String number) {
    Application application = draft(id, version);
    OrganizationLevel own = identity.organization(application.organizationId()).level();
    PublicRecord upper =
        records
            .find(number.strip())
            .filter(one -> one.state() == RecordState.FILED)
            .filter(one -> identity.organization(one.organizationId()).level().compareTo(own) < 0)
            .orElseThrow(() -> FilingProblem.refusal("noUpperApp", number.strip()));
    end(
        application,
        new NoFilingDue(
            id,
            application.organizationId(),
            Reason.UPPER_LEVEL_APP,
            upper.number(),
            "",
            today(),
            List.of()));
  }

  private Application draft(UUID id, int version) {
    Application application = guard.locked(id, version);
    guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    if (application.state() != ApplicationState.DRAFT) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }

  private void end(Application application, NoFilingDue due) {
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    outOfScope.record(due);
    procedure.advance(application, Act.by(person, ApplicationCause.WITHDRAW, due.reason().name()));
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
