package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.ServerTest;
import cn.beian.server.identity.ImportedRow.Outcome;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.SentTable;
import cn.beian.server.platform.TableRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

/** What each row of a table of units would change, and that the act does no more. */
class OrganizationImportTest extends ServerTest {
  private static final String HEADER = "单位名称,统一社会信用代码,层级,性质,行政区划代码,上级单位统一社会信用代码\n";

  @Autowired private OrganizationImport units;
  @Autowired private TableImports imports;
  @Autowired private Identity identity;
  @Autowired private UserDetailsService users;

  @BeforeEach
  void administrator() {
    as(person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
  }

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  private void as(String login) {
    UserDetails user = users.loadUserByUsername(login);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
  }

  private static String code() {
    String body =
        "11330100MB"
            + String.format(Locale.ROOT, "%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    return body + CreditCode.checkCharacter(body);
  }

  private static List<TableRow> rows(String table) {
    List<TableRow> rows =
        SentTable.read((HEADER + table).getBytes(StandardCharsets.UTF_8), "file", 100_000);
    return rows.subList(1, rows.size());
  }

  private UUID keep(List<TableRow> rows) {
    return imports.keep(TableImports.Kind.UNITS, MappedTable.plain(rows), "");
  }

  private long count() {
    return jdbc.sql("select count(*) from organization").query(Long.class).single();
  }

  @Test
  void preview_writesNothing_andTheActDoesWhatItSaid() {
    String upper = code();
    String lower = code();
    List<TableRow> rows = // the one above stands below it in the table
        rows("局," + lower + ",县级,机关,330122," + upper + "\n厅," + upper + ",省级,机关,330000,\n");
    long before = count();
    List<ImportedRow> preview = units.preview(rows);
    assertThat(preview).extracting(ImportedRow::outcome).containsOnly(Outcome.NEW);
    assertThat(count()).isEqualTo(before);
    assertThat(units.run(rows)).isEqualTo(preview);
    Organization made = identity.organizationByCreditCode(lower).orElseThrow();
    assertThat(made.parentId())
        .isEqualTo(identity.organizationByCreditCode(upper).orElseThrow().id());

    List<ImportedRow> changed =
        units.run(rows("新名," + lower + ",市级,机关,330122,\n厅," + upper + ",省级,机关,330000,\n"));
    assertThat(changed)
        .extracting(ImportedRow::outcome)
        .containsExactly(Outcome.CHANGED, Outcome.UNCHANGED);
    assertThat(changed.get(0).changes())
        .containsExactly(
            new ImportedRow.Change("name", "局", "新名"),
            new ImportedRow.Change("level", "COUNTY", "PREFECTURE"));
    assertThat(identity.organization(made.id()).parentId()).as("blank keeps it").isNotNull();
    units.run(rows("局," + lower + ",县级,机关,330122,\n"));
    assertThat(identity.organization(made.id())).as("and back again").isEqualTo(made);
  }

  @Test
  void anUpperUnit_isFoundByAUniqueName_andAskedForWhereSeveralHaveIt() {
    String upper = code();
    String lower = code();
    String lowest = code();
    String other = code();
    String department = "厅" + upper;
    String bureau = "局" + lower;
    units.run(rows(department + "," + upper + ",省级,机关,330000,\n"));
    units.run(
        rows(
            ("站" + lowest + "," + lowest + ",乡级,机关,330122," + bureau + "\n")
                + (bureau + "," + lower + ",县级,机关,330122," + department + "\n")));
    Organization below = identity.organizationByCreditCode(lower).orElseThrow();
    assertThat(below.parentId())
        .isEqualTo(identity.organizationByCreditCode(upper).orElseThrow().id());
    assertThat(identity.organizationByCreditCode(lowest).orElseThrow().parentId())
        .as("one of the same table")
        .isEqualTo(below.id());

    units.run(rows(department + "," + other + ",省级,机关,330000,\n"));
    String late = code();
    List<ImportedRow> doubtful =
        units.run(rows("所" + late + "," + late + ",县级,机关,330122," + department + "\n"));
    assertThat(doubtful.get(0).flags()).containsExactly("admin.flag.parentNames");
    assertThat(identity.organizationByCreditCode(late).orElseThrow().parentId()).isNull();
  }

  @Test
  void circles_doublesAndExamples_areRefusedRowByRow() {
    String one = code();
    String other = code();
    List<ImportedRow> lines =
        units.run(
            rows(
                "甲,"
                    + one
                    + ",县级,机关,330122,"
                    + other
                    + "\n乙,"
                    + other
                    + ",县级,机关,330122,"
                    + one
                    + "\n甲二,"
                    + one
                    + ",县级,机关,330122,\n（示例，请删去此行）丙,"
                    + code()
                    + ",县级,机关,330122,\n=cmd|' /C calc'!A0,"
                    + code()
                    + ",县级,机关,330122,\n丁,x,不明,不明,9,y\n"));
    assertThat(lines.subList(0, 5)).extracting(ImportedRow::outcome).containsOnly(Outcome.REFUSED);
    assertThat(lines.subList(0, 5))
        .extracting(line -> line.flags().get(0))
        .containsExactly(
            "admin.flag.circle",
            "admin.flag.circle",
            "admin.flag.twice",
            "admin.flag.example",
            TableRow.FORMULA);
    assertThat(lines.get(5).outcome()).isEqualTo(Outcome.NEW);
    assertThat(lines.get(5).flags()).hasSize(5);
    assertThat(identity.organizationByCreditCode(one)).isEmpty();
    // against what is there: a below b, now b below a
    units.run(rows("甲," + one + ",县级,机关,330122,\n乙," + other + ",县级,机关,330122," + one + "\n"));
    assertThat(units.run(rows("甲," + one + ",县级,机关,330122," + other + "\n")).get(0).flags())
        .containsExactly("admin.flag.circle");
  }

  @Test
  void nameWithoutALetter_isNone() {
    List<ImportedRow> read =
        units.preview(rows("1,,,,330100,\n1-2,,,,330100,\n12345 热线办,,,,330100,\n"));
    assertThat(read)
        .extracting(ImportedRow::outcome)
        .containsExactly(
            ImportedRow.Outcome.REFUSED, ImportedRow.Outcome.REFUSED, ImportedRow.Outcome.NEW);
  }

  /** A code that is not there is not wrong: the row is taken, and says that it is missing. */
  @Test
  void codeThatIsBlank_isSaidToBeMissing_andNotToBeWrong() {
    List<ImportedRow> read =
        units.preview(rows("无码局,,县级,机关,330122,\n空格局, ,县级,机关,330122,\n错码局,1,县级,机关,330122,\n"));
    assertThat(read).extracting(ImportedRow::outcome).containsOnly(Outcome.NEW);
    assertThat(read)
        .extracting(ImportedRow::flags)
        .containsExactly(
            List.of("admin.flag.creditCodeMissing"),
            List.of("admin.flag.creditCodeMissing"),
            List.of("admin.flag.creditCode"));
  }

  @Test
  void unitWithoutUpperUnit_isNotPutBelowOneWithoutCode() {
    String code = code();
    units.run(rows("无码上级局,,县级,机关,330122,\n林业站," + code + ",县级,机关,330122,\n"));
    assertThat(
            jdbc.sql(
                    "select count(*) from organization where credit_code = ? and parent_id is null")
                .param(code)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void keptTable_isHisAlone_andActedOnOnce() {
    List<TableRow> rows = rows("局," + code() + ",县级,机关,330122,\n");
    UUID id = keep(rows);
    assertThat(imports.find(TableImports.Kind.UNITS, id).orElseThrow().rows()).isEqualTo(rows);
    assertThat(imports.find(TableImports.Kind.PEOPLE, id)).isEmpty();
    units.run(id, lines -> "kept " + lines.size());
    assertThat(imports.find(TableImports.Kind.UNITS, id).orElseThrow().results())
        .isEqualTo("kept 1");
    assertThatThrownBy(() -> units.run(id, lines -> "")).isInstanceOf(RejectedInput.class);
    UUID second = keep(rows);
    as(person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    assertThat(imports.find(TableImports.Kind.UNITS, second)).isEmpty();
    assertThatThrownBy(() -> units.run(second, lines -> "")).isInstanceOf(RejectedInput.class);
  }

  @Test
  void keptTable_isGoneAfterADay_alsoWhereNobodySendsAnother() {
    UUID id = keep(rows("局," + code() + ",县级,机关,330122,\n"));
    jdbc.sql("update table_import set made_at = made_at - interval '25 hours' where id = :id")
        .param("id", id)
        .update();
    assertThat(imports.find(TableImports.Kind.UNITS, id)).isEmpty();
    assertThatThrownBy(() -> units.run(id, lines -> "")).isInstanceOf(RejectedInput.class);
    imports.removeOld();
    assertThat(
            jdbc.sql("select count(*) from table_import where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** As many rows as a table may have. */
  @Tag("deep")
  @Test
  void longTable_isTaken_andItsTimeIsPrinted() {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < OrganizationImport.MOST_ROWS; i++) {
      String body = "11330100MC" + String.format(Locale.ROOT, "%07d", i);
      String code = body + CreditCode.checkCharacter(body);
      table.append("长表").append(i).append(',').append(code).append(",县级,机关,330122,\n");
    }
    List<TableRow> rows = rows(table.toString());
    long begun = System.nanoTime();
    units.preview(rows);
    long previewed = System.nanoTime();
    assertThat(units.run(rows)).allMatch(one -> one.outcome() == Outcome.NEW);
    long done = System.nanoTime();
    System.out.printf(
        "table of %d: preview %d ms, act %d ms%n",
        rows.size(), (previewed - begun) / 1_000_000, (done - previewed) / 1_000_000);
    jdbc.sql("delete from organization where name like '长表%'").update();
  }
}
