package cn.beian.server.filings;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The steps of one application, each by the person who takes it. */
public final class FilingSteps {
  private final ApplicationContext server;
  final Stage stage;
  final String handler;
  final String approver;
  final String firstSeat;
  final String secondSeat;
  final String reviewer;
  final String signer;

  /** Logins of those who have a part in an application. */
  public record People(
      String handler,
      String approver,
      String firstSeat,
      String secondSeat,
      String reviewer,
      String signer) {}

  FilingSteps(ApplicationContext server) {
    this(server, new Stage(server, "PREFECTURE", "LOCAL"));
  }

  private FilingSteps(ApplicationContext server, Stage stage) {
    this(
        server,
        stage,
        new People(
            stage.own(Role.HANDLER),
            stage.own(Role.APPROVER),
            stage.official(Role.COMPLETENESS_REVIEWER, "330000"),
            stage.official(Role.GOVERNMENT_SERVICE_REVIEWER, "330000"),
            stage.official(Role.NATIONAL_REVIEWER, "100000"),
            stage.official(Role.SIGNER, "100000")));
  }

  private FilingSteps(ApplicationContext server, Stage stage, People people) {
    this.server = server;
    this.stage = stage;
    this.handler = people.handler();
    this.approver = people.approver();
    this.firstSeat = people.firstSeat();
    this.secondSeat = people.secondSeat();
    this.reviewer = people.reviewer();
    this.signer = people.signer();
  }

  /** The steps of a unit and of people who are there already. */
  public static FilingSteps of(ApplicationContext server, UUID unit, String name, People people) {
    return new FilingSteps(server, new Stage(server, name, unit), people);
  }

  /** A draft of a package, which is read here and now. */
  public UUID begun(Path apk) throws Exception {
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(apk)), Limits.standard());
    return draft(stage.plant(facts, handler));
  }

  /** The same, with every answer. */
  public UUID filled(Path apk) throws Exception {
    UUID draft = begun(apk);
    fill(draft);
    return draft;
  }

  /** Fills a draft, signs and sends it. */
  public UUID send(UUID draft) throws Exception {
    submit(ready(draft));
    return draft;
  }

  /** Both seats find it complete. */
  public UUID complete(UUID sent) {
    vote(sent, firstSeat);
    vote(sent, secondSeat);
    return sent;
  }

  /** A draft with every answer, in the approver's hands. */
  UUID ready() throws Exception {
    return ready(stage.facts());
  }

  UUID ready(FactSet facts) throws Exception {
    return ready(draft(stage.plant(facts, handler)));
  }

  /** A draft as it is begun; without a package, of kind Y. */
  UUID draft(UUID... packages) {
    stage.as(handler);
    return server.getBean(Drafts.class).create(ApplicationKind.EXISTING, List.of(packages));
  }

  /** Answers everything and hands it to the approver. */
  UUID ready(UUID id) throws Exception {
    fill(id);
    server.getBean(Drafts.class).handToApprover(id, version(id));
    return id;
  }

  /** Answers everything that is still to be answered. */
  void fill(UUID id) throws Exception {
    stage.as(handler);
    DraftAttachments attachments = server.getBean(DraftAttachments.class);
    for (Completeness.Gap gap : file(id).completeness().gaps()) {
      if (gap.field().type() == FieldType.DOCUMENT) {
        attachments.attach(id, gap.question(), pdf());
      }
    }
    List<Question> byReport =
        file(id).completeness().gaps().stream()
            .map(Completeness.Gap::question)
            .filter(question -> question.fieldId().startsWith("acceptance."))
            .toList();
    if (!byReport.isEmpty()) {
      attachments.attachToOpen(id, byReport, pdf());
    }
    Map<Question, String> first = Stage.typed(file(id));
    first.keySet().removeIf(one -> one.fieldId().equals("function.grassrootsFacing"));
    save(id, first);
    save(id, Stage.typed(file(id))); // what did not follow from the audience
  }

  /** Saves what is said without a page. */
  void save(UUID id, Map<Question, String> values) {
    Map<Question, EnteredAnswer> typed = new LinkedHashMap<>();
    values.forEach((question, value) -> typed.put(question, EnteredAnswer.said(value)));
    server.getBean(Drafts.class).save(id, typed);
  }

  /** Complete, in the province's and then in the nation's hands. */
  UUID inNationalReview(UUID draft) throws Exception {
    return complete(send(draft));
  }

  void submit(UUID id) {
    stage.as(approver);
    server.getBean(Submission.class).signAndSend(id, version(id));
  }

  void vote(UUID id, String seat) {
    stage.as(seat);
    server.getBean(CompletenessReview.class).vote(id, version(id), Opinion.COMPLETE, List.of(), "");
  }

  /** From now on this person acts in this thread. */
  public void as(String login) {
    stage.as(login);
  }

  /** Judges and accepts what is in the national review; its number. */
  public FilingNumber accepted(UUID complete) {
    judgeAll(complete);
    return accept(complete);
  }

  void judgeAll(UUID id) {
    stage.as(reviewer);
    for (CaseFinding one : file(id).open()) {
      server
          .getBean(NationalReview.class)
          .judge(
              id,
              version(id),
              one.testId(),
              one.finding().ruleId(),
              Judgement.Outcome.DISMISSED,
              "已核对");
    }
  }

  FilingNumber accept(UUID id) {
    stage.as(signer);
    return server.getBean(NationalReview.class).accept(id, version(id));
  }

  int version(UUID id) {
    return server
        .getBean(JdbcClient.class)
        .sql("select version from application where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  CaseFile file(UUID id) {
    return server.getBean(Cases.class).file(id);
  }

  private Attachment pdf() throws Exception {
    return pdf(stage.unit, stage.id(handler));
  }

  /** A document of somebody's. */
  Attachment pdf(UUID unit, UUID person) throws Exception {
    byte[] bytes = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    return server
        .getBean(Intake.class)
        .takeAttachment(new ByteArrayInputStream(bytes), "验收报告.pdf", unit, person);
  }
}
