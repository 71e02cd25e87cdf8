package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.intake.Attachment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What officials read of a case that was given back: what was last signed and sent, no draft. */
class AsSubmittedTest extends ServerTest {
  private static final Question BUILDER = Question.once("operation.builder");
  private static final String DRAFTED = "尚未签署的承建单位";

  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private String auditor;
  private UUID first;
  private UUID id;

  @BeforeEach
  void sent() throws Exception {
    steps = new FilingSteps(server);
    auditor = steps.stage.official(Role.AUDITOR, "100000");
    first = steps.stage.plant(steps.stage.facts(), steps.handler);
    id = steps.send(steps.draft(first));
  }

  private void askSupplement() {
    List<Ticked> gaps = List.of(new Ticked(BUILDER, "请写明承建单位全称"));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.as(seat);
      server
          .getBean(CompletenessReview.class)
          .vote(id, steps.version(id), Opinion.ASK_SUPPLEMENT, gaps, "");
    }
  }

  private CaseFile readBy(String login) {
    steps.as(login);
    return steps.file(id);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private static List<UUID> packages(CaseFile file) {
    return file.packages().stream()
        .map(CasePackage::submitted)
        .map(one -> one.packageId())
        .toList();
  }

  /** All that a sponsor may change; the new package. */
  private UUID edit() throws Exception {
    steps.as(steps.handler);
    steps.save(id, Map.of(BUILDER, DRAFTED));
    server.getBean(Drafts.class).keep(id, Map.of(BUILDER, "尚未签署的理由"));
    server.getBean(Drafts.class).addFunction(id, "尚未签署的功能");
    UUID mended = steps.stage.plant(steps.stage.facts("另一个版本"), steps.handler);
    server.getBean(DraftPackages.class).replace(id, first, mended);
    return mended;
  }

  @Test
  void supplementThatIsBeingWritten_isReadAsItWasSubmitted_untilItIsSubmittedAgain()
      throws Exception {
    askSupplement();
    CaseFile submitted = readBy(steps.firstSeat);
    UUID mended = edit();
    Attachment drafted = steps.pdf(steps.stage.unit, steps.stage.id(steps.handler));
    steps.as(steps.handler);
    server.getBean(DraftAttachments.class).attach(id, Question.once("other.attachment"), drafted);

    for (String official :
        List.of(steps.firstSeat, steps.secondSeat, steps.reviewer, steps.signer, auditor)) {
      CaseFile read = readBy(official);
      assertThat(read.answers()).isEqualTo(submitted.answers());
      assertThat(packages(read)).containsExactly(first);
      assertThat(read.findings()).isEqualTo(submitted.findings());
      assertThat(read.gaps()).extracting(Gap::kept).containsOnly("");
      assertThat(read.events()).isEqualTo(submitted.events());
      WebSession pages = session(official);
      assertThat(pages.page("/cases/" + id)).doesNotContain("尚未签署");
      assertThat(pages.get("/cases/" + id + "/attachments/" + drafted.id()).statusCode())
          .isEqualTo(404);
      assertThat(pages.get("/packages/" + mended + "/facts").statusCode()).isEqualTo(404);
      assertThat(pages.get("/packages/" + first + "/facts").statusCode()).isEqualTo(200);
    }
    CaseFile own = readBy(steps.handler);
    assertThat(own.value("operation.builder")).isEqualTo(DRAFTED);
    assertThat(packages(own)).containsExactly(mended);

    steps.fill(id);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    steps.submit(id);
    CaseFile again = readBy(steps.firstSeat);
    assertThat(again.value("operation.builder")).isEqualTo(DRAFTED);
    assertThat(packages(again)).containsExactly(mended);
    assertThat(again.gaps()).extracting(Gap::kept).containsExactly("尚未签署的理由");
    assertThat(session(auditor).get("/packages/" + mended + "/facts").statusCode()).isEqualTo(200);
  }

  @Test
  void nameThatIsBeingChanged_isOnNoOfficialsList_untilItIsSubmitted() throws Exception {
    id = steps.send(steps.draft()); // without a package, so that its name is typed
    askSupplement();
    String before = readBy(steps.firstSeat).application().appName();
    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("app.name"), "尚未签署的名称"));
    assertThat(session(steps.firstSeat).page("/cases")).doesNotContain("尚未签署");
    assertThat(readBy(steps.firstSeat).application().appName()).isEqualTo(before);
  }

  @Test
  void rectificationThatIsGivenUp_leavesWhatWasSubmitted() throws Exception {
    steps.complete(id);
    steps.as(steps.reviewer);
    server.getBean(NationalReview.class).sendBack(id, steps.version(id), "请整改");
    CaseFile submitted = readBy(steps.reviewer);
    edit();
    assertThat(session(steps.reviewer).page("/cases/" + id)).doesNotContain("尚未签署");
    steps.as(steps.handler);
    server.getBean(Submission.class).withdraw(id, steps.version(id), "不再申报");
    CaseFile read = readBy(steps.reviewer);
    assertThat(read.answers()).isEqualTo(submitted.answers());
    assertThat(packages(read)).containsExactly(first);
    assertThat(read.events()).hasSize(submitted.events().size() + 1);
  }
}
