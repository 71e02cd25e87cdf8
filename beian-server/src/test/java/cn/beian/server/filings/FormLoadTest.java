package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.demo.DemoPackages;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.fixtures.FilingSteps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How much a unit that is new here has to say of an ordinary mini-program of a county. */
class FormLoadTest extends ServerTest {
  private static final int MOST_TYPED = 13;
  private static final int MOST_UPLOADS = 1;

  @Autowired private ApplicationContext server;
  @Autowired private Drafts drafts;
  @TempDir private Path folder;

  private enum Act {
    TYPED,
    CHOSEN,
    UPLOADED,
    CONFIRMED
  }

  private FilingSteps county() {
    FilingSteps steps = new FilingSteps(server);
    jdbc.sql("update organization set level = 'COUNTY', division = '330122' where id = ?")
        .param(steps.stage.unit)
        .update();
    return steps;
  }

  private UUID begun(FilingSteps steps, ApplicationKind kind) throws Exception {
    return begun(steps, kind, "elder-care");
  }

  private UUID begun(FilingSteps steps, ApplicationKind kind, String name) throws Exception {
    Path app = Files.write(folder.resolve("app.zip"), ofItsOwn(name));
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(app)), Limits.standard());
    UUID planted = steps.stage.plant(facts, steps.handler);
    steps.stage.as(steps.handler);
    return drafts.create(kind, List.of(planted));
  }

  /** The demo's app, with a note that makes these bytes this test's own. */
  private static byte[] ofItsOwn(String app) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in =
            new ZipInputStream(new ByteArrayInputStream(DemoPackages.reviewBuild(app)));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
      out.putNextEntry(new ZipEntry("note.txt"));
      out.write(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Answers what is left until nothing is, and says what that took; explanations apart. */
  private Map<Act, List<String>> fill(FilingSteps steps, UUID id) throws Exception {
    Map<Act, List<String>> acts = new EnumMap<>(Act.class);
    for (Act act : Act.values()) {
      acts.put(act, new ArrayList<>());
    }
    List<String> proposed = steps.file(id).proposals().stream().map(CaseFile.Entry::key).toList();
    Objects.requireNonNull(acts.get(Act.CONFIRMED)).addAll(proposed);
    drafts.confirm(id, steps.version(id), proposed.stream().map(QuestionKey::question).toList());
    for (Optional<Completeness.Gap> gap = first(steps, id);
        gap.isPresent();
        gap = first(steps, id)) {
      Question asked = gap.get().question();
      FormField field = gap.get().field();
      List<String> done = Objects.requireNonNull(acts.get(act(field)));
      assertThat(done).as("the answer of this test counts").doesNotContain(QuestionKey.of(asked));
      done.add(QuestionKey.of(asked));
      if (field.type() == FieldType.DOCUMENT) {
        server
            .getBean(DraftAttachments.class)
            .attach(id, asked, steps.pdf(steps.stage.unit, steps.stage.id(steps.handler)));
      } else {
        steps.save(id, Map.of(asked, value(field)));
      }
    }
    return acts;
  }

  private static Optional<Completeness.Gap> first(FilingSteps steps, UUID id) {
    return steps.file(id).missing().stream().findFirst();
  }

  private static Act act(FormField field) {
    return switch (field.type()) {
      case DOCUMENT -> Act.UPLOADED;
      case CHOICE, YES_NO -> Act.CHOSEN;
      default -> Act.TYPED;
    };
  }

  private static String value(FormField field) {
    return switch (field.id()) {
      case "app.audience" -> "GRASSROOTS_STAFF";
      case "security.cii" -> "no";
      case "security.mlpsLevel" -> "2";
      case "app.version" -> "1.0.0";
      default ->
          switch (field.type()) {
            case DATE -> "2024-06-01";
            case YES_NO -> "no";
            case CHOICE -> field.choices().get(0);
            default -> "按规定办理";
          };
    };
  }

  private static void print(String what, Map<Act, List<String>> acts) {
    StringBuilder text = new StringBuilder("form load, " + what + ":\n");
    acts.forEach(
        (act, keys) ->
            text.append("  ")
                .append(act)
                .append(' ')
                .append(keys.size())
                .append(' ')
                .append(keys)
                .append('\n'));
    org.slf4j.LoggerFactory.getLogger(FormLoadTest.class).info("{}", text);
  }

  @Test
  void ordinaryCountyMiniProgram_ofAFreshUnit_asksForThirteenTextsAndOneDocumentAtMost()
      throws Exception {
    FilingSteps steps = county();
    UUID id = begun(steps, ApplicationKind.EXISTING);
    long promised = steps.file(id).tally().left();
    Map<Act, List<String>> acts = fill(steps, id);
    print("existing app of a county", acts);
    assertThat(acts.values().stream().mapToLong(List::size).sum())
        .as("what the draft says at the start, and the certificate that the chosen level asks for")
        .isEqualTo(promised + 1);
    assertThat(acts.get(Act.TYPED)).hasSizeLessThanOrEqualTo(MOST_TYPED);
    assertThat(acts.get(Act.UPLOADED)).hasSizeLessThanOrEqualTo(MOST_UPLOADS);
    assertThat(acts.get(Act.TYPED)).contains("exception.countyReason");
    assertThat(acts.get(Act.UPLOADED))
        .as("the stamped undertaking may follow")
        .containsExactly("security.mlpsCertificate");
    drafts.handToApprover(id, steps.version(id));
  }

  @Test
  void newAppOfACounty_isAskedForItsApproval_beyondThat() throws Exception {
    FilingSteps steps = county();
    Map<Act, List<String>> acts = fill(steps, begun(steps, ApplicationKind.INITIAL));
    print("new app of a county", acts);
    assertThat(acts.get(Act.TYPED)).contains("approval.basis", "approval.documentNumber");
    assertThat(acts.get(Act.UPLOADED)).contains("approval.document");
  }

  /**
   * Of a package without findings: what a reviewer would see is neither clear nor an empty card.
   */
  @Test
  void townThatMayHaveNoApp_isToldThat_andNothingIsCalledClear() throws Exception {
    FilingSteps steps = county();
    jdbc.sql("update organization set level = 'TOWNSHIP', name = '清溪县柳树镇人民政府' where id = ?")
        .param(steps.stage.unit)
        .update();
    UUID id = begun(steps, ApplicationKind.EXISTING, "village");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check"))
        .contains("不得自行开发")
        .doesNotContain("没有会阻断的问题", "id=\"outlook\"");
  }

  @Test
  void everyAnswer_hasAnOriginThatItsFieldMayHave_andNothingStandsWithoutEvidence()
      throws Exception {
    FilingSteps steps = county();
    UUID id = begun(steps, ApplicationKind.EXISTING);
    for (StoredAnswer stored : steps.file(id).answers().values()) {
      Answer answer = stored.answer();
      FormField field = FieldDictionary.find(stored.question().fieldId()).orElseThrow();
      assertThat(field.origins()).as(field.id()).contains(answer.origin());
      if (answer.origin() == Origin.PACKAGE) {
        assertThat(answer.evidence()).as(field.id()).isNotBlank();
      }
    }
    assertThat(steps.file(id).plain())
        .doesNotContainKeys(Question.once("operation.ipv6"), Question.once("operation.hosting"));
  }

  @Test
  void proposals_areConfirmedOnOnePage_asTheyWereShown() throws Exception {
    FilingSteps steps = county();
    UUID id = begun(steps, ApplicationKind.EXISTING);
    String path = "/applications/" + id;
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page(path)).contains("等您确认");
    String check = handler.page(path + "/check");
    assertThat(check).contains("id=\"proposals\"", path + "/confirmation", "care.qingxi.example");
    int version = steps.version(id);
    steps.save(id, Map.of(Question.once("operation.domains"), "other.gov.cn"));
    assertThat(
            handler
                .post(
                    path + "/confirmation",
                    Map.of("version", "" + version, "question", "data.personal"))
                .statusCode())
        .as("the page was shown before")
        .isEqualTo(409);
    handler.post(
        path + "/confirmation",
        Map.of("version", "" + steps.version(id), "question", "data.personal"));
    assertThat(steps.file(id).proposals())
        .extracting(CaseFile.Entry::key)
        .isNotEmpty()
        .doesNotContain("data.personal", "operation.domains");
  }
}
