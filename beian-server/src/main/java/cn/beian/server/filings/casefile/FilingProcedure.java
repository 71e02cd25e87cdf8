package cn.beian.server.filings.casefile;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.Case;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.HandlerHandover;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import cn.beian.server.cases.WorkItem.Mark;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.CaseStore.SeatVote;
import cn.beian.server.filings.store.ReplacementStore;
import cn.beian.server.filings.store.SubmissionStore;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Applications for filing, from the draft to the decision. */
@Component
public class FilingProcedure extends Procedure<ApplicationState, ApplicationCause> {
  /** Name of the step by which a reviewer hands a case to the signer, with what he proposes. */
  public static final String FOR_SIGNING = "forSigning";

  /** Name of the step by which the signer gives it back. */
  public static final String BACK_TO_REVIEW = "backToReview";

  /** Name of the step by which the approver gives a draft back to the handler. */
  public static final String GIVEN_BACK = "sponsor.giveBack";

  /** Name of the step by which its sponsor brings a launch build. */
  public static final String LAUNCH_BUILD = "sponsor.launchBuild";

  /** Name of the step by which its sponsor learns of the number that a published list gave. */
  public static final String NUMBER_LISTED = "numberListed";

  private final ApplicationStore applications;
  private final CaseStore cases;
  private final SubmissionStore submissions;
  private final ReplacementStore replacements;
  private final Clock clock;

  FilingProcedure(
      CaseEngine engine,
      ApplicationStore applications,
      CaseStore cases,
      SubmissionStore submissions,
      ReplacementStore replacements,
      Clock clock) {
    super(
        engine,
        ApplicationKind.everyGraph(),
        new CaseNames("filing", "application", "filings", "/cases/"),
        new CaseTables(
            "application",
            "application_event",
            "application_id",
            "name",
            "expected_on",
            "ground",
            "c.kind"));
    this.applications = applications;
    this.cases = cases;
    this.submissions = submissions;
    this.replacements = replacements;
    this.clock = clock;
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.FILING);
  }

  /** Each kind of application has its own. */
  @Override
  protected StateGraph<ApplicationState, ApplicationCause> graph(Case<ApplicationState> one) {
    return applications.find(one.id()).orElseThrow().kind().graph();
  }

  /** What is given back stays for officials as it was submitted, until it is submitted again. */
  @Override
  public void advance(Case<ApplicationState> one, Act<ApplicationCause> act) {
    super.advance(one, act);
    replacements.endAll(one.id());
    switch (act.cause()) {
      case ASK_SUPPLEMENT, RETURN -> submissions.keep(one.id(), clock.instant());
      case RESUBMIT -> submissions.answered(one.id(), clock.instant());
      default -> {}
    }
  }

  /**
   * Tells the sponsor of the number that a published list gave, once; the caller has locked the
   * application.
   *
   * @param actor who imported the list
   * @param day of the number, where the list has one
   */
  public void tellNumber(Application one, UUID actor, String official, Optional<LocalDate> day) {
    if (!latest(one.id(), NUMBER_LISTED).equals(official)) {
      tell(one, actor, NUMBER_LISTED, day, official);
    }
  }

  @Override
  protected boolean notified(CaseStep<ApplicationState> step) {
    return Notice.kind(step).isPresent();
  }

  /**
   * What is ready waits for whoever signs it: the approver, or the signer of the national decision.
   * After the number the sponsor brings the build that goes online.
   */
  @Override
  protected List<Turn> turns(UUID id, ApplicationState state, Optional<LocalDate> dueOn) {
    Application one = applications.find(id).orElseThrow();
    return switch (state) {
      case DRAFT, SUPPLEMENT_DUE, RECTIFICATION_DUE ->
          List.of(one.ready() ? Turn.of(Role.APPROVER) : Turn.of(Role.HANDLER, one.handlerId()));
      case COMPLETENESS_REVIEW -> seatsToVote(one);
      case NATIONAL_REVIEW -> List.of(Turn.of(one.ready() ? Role.SIGNER : Role.NATIONAL_REVIEWER));
      case ACCEPTED ->
          applications.staysOnline(id) && launchBuildDue(id)
              ? List.of(Turn.of(Role.HANDLER, one.handlerId()))
              : List.of();
      default -> List.of();
    };
  }

  /** Who has it, and who wrote an answer other than the signature. */
  @Override
  protected Set<UUID> writers(UUID id, ApplicationState state) {
    return Stream.concat(
            handler(id).stream(),
            cases.answers(id).stream()
                .filter(stored -> !stored.question().fieldId().equals("undertaking.signature"))
                .flatMap(stored -> stored.answeredBy().stream()))
        .collect(Collectors.toSet());
  }

  /**
   * That one seat has voted or both disagree, and never how; what is proposed to the signer; what
   * comes again.
   */
  @Override
  protected Mark mark(UUID id, ApplicationState state) {
    if (state != ApplicationState.COMPLETENESS_REVIEW
        && state != ApplicationState.NATIONAL_REVIEW) {
      return Mark.NONE;
    }
    Application one = applications.find(id).orElseThrow();
    if (state == ApplicationState.COMPLETENESS_REVIEW) {
      int voted = voted(one).size();
      if (voted > 0) {
        return Mark.of(voted == 1 ? "ONE_VOTE" : "SEATS_DISAGREE");
      }
    } else if (one.ready()) {
      return Mark.of(latest(id, FOR_SIGNING).split(" ", 2)[0]);
    } else if (givenBack(id)) {
      return Mark.of("GIVEN_BACK");
    }
    return one.round() > 1 ? new Mark("AGAIN", one.round()) : Mark.NONE;
  }

  /** Whether the signer gave it back in this review. */
  private boolean givenBack(UUID id) {
    boolean back = false;
    for (CaseStep<ApplicationState> step : steps(id)) {
      if (step.name().equals(BACK_TO_REVIEW)) {
        back = true;
      } else if (step.from() != step.to()) {
        back = false;
      }
    }
    return back;
  }

  /** What the approver wants changed; of the row of its own unit alone. */
  @Override
  protected String said(UUID id, ApplicationState state) {
    return remark(steps(id));
  }

  /** What an approver wrote who gave it back, until it is handed to him again; else empty. */
  public static String remark(List<CaseStep<ApplicationState>> steps) {
    String remark = "";
    for (CaseStep<ApplicationState> step : steps) {
      if (step.name().equals(GIVEN_BACK)) {
        remark = step.detail();
      } else if (step.name().equals("sponsor.ready") || step.from() != step.to()) {
        remark = "";
      }
    }
    return remark;
  }

  @Override
  protected Optional<UUID> handler(UUID id) {
    return applications.find(id).map(Application::handlerId);
  }

  /** Seats that differ have both to think again. */
  private List<Turn> seatsToVote(Application one) {
    Set<Role> voted = voted(one);
    return Stream.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER)
        .filter(seat -> voted.size() == 2 || !voted.contains(seat))
        .map(Turn::of)
        .toList();
  }

  private Set<Role> voted(Application one) {
    return cases.votes(one.id(), one.round()).stream()
        .map(SeatVote::seat)
        .collect(Collectors.toSet());
  }

  private boolean launchBuildDue(UUID id) {
    return !applications.packages(id, SubmittedPackage.Part.REVIEW).isEmpty()
        && !applications.numberSeen(id)
        && !reads(id);
  }

  @Override
  public boolean reads(UUID id) {
    return cases.launchBuilds(id).stream()
        .anyMatch(build -> build.outcome() == LaunchBuild.Outcome.WAITING);
  }

  /** That a launch build was taken is said until it is read: then its result says more. */
  @Override
  public Optional<String> latestAct(UUID id, UUID person, Instant since) {
    return super.latestAct(id, person, since)
        .filter(act -> !act.equals(NUMBER_LISTED))
        .filter(act -> !act.equals(LAUNCH_BUILD) || reads(id));
  }

  @Override
  protected boolean beginsRound(Transition<ApplicationState, ApplicationCause> edge) {
    return edge.to() == ApplicationState.COMPLETENESS_REVIEW;
  }

  /** Drafts and open applications of a handler who leaves. */
  @Configuration(proxyBeanMethods = false)
  static class Handover {
    @Bean
    HandlerHandover filingsHandover(FilingProcedure procedure) {
      return new HandlerHandover(procedure, "/applications/");
    }
  }
}
