package cn.beian.server.filings.drafting;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.PackageReplacement;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.ReplacementStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.Inspections;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Files that were put beside the packages of a draft and are none: a text, a page of the web, a
 * download that was cut short. They go again, with all that was asked of them, and their sponsor is
 * told why. A refusal is kept as that of a replacement which would take its own place.
 */
@Component
class RefusedFiles {
  private static final Question KIND = Question.once("app.kind");

  private final ApplicationStore store;
  private final CaseStore cases;
  private final ReplacementStore refusals;
  private final FilingProcedure procedure;
  private final Inspections inspections;
  private final Intake intake;
  private final Identity identity;
  private final Clock clock;

  RefusedFiles(
      ApplicationStore store,
      CaseStore cases,
      ReplacementStore refusals,
      FilingProcedure procedure,
      Inspections inspections,
      Intake intake,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.refusals = refusals;
    this.procedure = procedure;
    this.inspections = inspections;
    this.intake = intake;
    this.identity = identity;
    this.clock = clock;
  }

  /** What a file is that is known to be no package; empty for a package, and before it is read. */
  Optional<Problem> against(UUID packageId) {
    return failure(packageId).map(one -> FilingProblem.of("unread." + one.name(), "", List.of()));
  }

  private Optional<Failure> failure(UUID packageId) {
    return inspections.find(packageId).filter(Inspection::isNoPackage).map(Inspection::failure);
  }

  /** Takes those out that were read by now; what was signed once stays. */
  void takeOut(UUID id) {
    Application application = store.find(id).orElseThrow();
    if (!application.editable()) {
      return;
    }
    Set<UUID> signed =
        application.signedAt().isEmpty() ? Set.of() : ids(store.submittedPackages(id, Part.REVIEW));
    ids(store.packages(id, Part.REVIEW)).stream()
        .filter(one -> !signed.contains(one))
        .forEach(one -> against(one).ifPresent(problem -> takeOut(id, one, problem)));
  }

  private static Set<UUID> ids(List<SubmittedPackage> packages) {
    return packages.stream().map(SubmittedPackage::packageId).collect(Collectors.toSet());
  }

  private void takeOut(UUID id, UUID file, Problem problem) {
    Application application = store.lock(id);
    Person handler = identity.person(application.handlerId()).orElseThrow();
    store.remove(id, file);
    PackageReplacement refusal =
        new PackageReplacement(id, file, file, handler.id(), Optional.empty());
    refusals.await(refusal, clock.instant());
    refusals.refuse(refusal, problem);
    AnswerSheet sheet = AnswerSheet.of(cases, id, clock.instant());
    sheet.leave(file.toString(), Optional.empty());
    if (application.form() == AppForm.WEB && store.packages(id, Part.REVIEW).isEmpty()) {
      sheet.put(KIND, Answer.said("OTHER"), handler.id()); // as it was before
    }
    String name = intake.findPackage(file).map(StoredPackage::fileName).orElse("");
    procedure.note(
        application, "sponsor.refusePackage", name, handler, ApplicationChanges.ready(false));
  }

  /** Those of an application that its sponsor has not seen yet. */
  List<CasePackage.Successor> of(UUID id) {
    return refusals.of(id).stream()
        .filter(one -> one.replacedId().equals(one.packageId()))
        .map(
            one ->
                new CasePackage.Successor(
                    intake.findPackage(one.packageId()).orElseThrow(),
                    inspections.find(one.packageId()),
                    one.problem()))
        .toList();
  }
}
