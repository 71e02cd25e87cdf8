package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns found in tables as offices keep them, and cells that a person corrects. */
class MappedTableTest {
  private static final TableColumns INVENTORY = TableColumns.of("inventory");

  private static MappedTable read(TableColumns columns, String table) {
    return columns
        .propose(SentTable.read(table.getBytes(StandardCharsets.UTF_8), "file", 100))
        .orElseThrow();
  }

  @Test
  void aWholeWord_isSurerThanAPart_andTheLongerPartThanTheShorter() {
    MappedTable table =
        read(INVENTORY, "开发单位名称,主办单位统一社会信用代码,政务APP主办单位名称,政务APP（小程序）名称,APP类型（必填）\n甲,乙,丙,丁,戊\n");
    assertThat(table.rows().get(0).cells()).containsExactly("丁", "戊", "", "", "丙", "乙", "", "", "");
    assertThat(INVENTORY.complete(table)).isTrue();
  }

  @Test
  void columnWithoutAName_isFoundByWhatStandsInIt() {
    MappedTable table =
        read(INVENTORY, "名称,类型,,备注\n甲,APP,cn.gov.app,\n乙,APP,cn.gov.other,\n丙,APP,,\n");
    assertThat(table.place(3)).isEqualTo(2);
  }

  /** Nothing is guessed but a column whose cells are all of one shape: a person says the rest. */
  @Test
  void unitsWithoutNamesOfColumns_areKept_andAPersonSaysWhichIsWhich() {
    TableColumns units = TableColumns.of("units");
    MappedTable table = read(units, "a,b\n1,2\n");
    assertThat(units.complete(table)).isFalse();
    assertThat(table.header()).isEqualTo(-1);
    MappedTable coded = read(units, "11330100002500000A,甲局\n113301000025000018,乙局\n");
    assertThat(coded.places()).containsExactly(-1, 0, -1, -1, -1, -1);
    assertThat(coded.mapped(-1, List.of(1, 0, -1, -1, -1, -1)).rows())
        .extracting(row -> row.cell(0))
        .containsExactly("甲局", "乙局");
  }

  /** The name of a unit may hold such a word: nothing above it is lost. */
  @Test
  void unitsWithoutNamesOfColumns_areAllThere_whateverTheyAreCalled() {
    TableColumns units = TableColumns.of("units");
    for (String sent : List.of("水务局\n教育局\n机构编制委员会办公室\n民政局\n", "水务局,事业单位\n机构编制办,机关\n教育局,\n民政局,\n")) {
      MappedTable table = read(units, sent);
      assertThat(table.rows()).as(sent).hasSize(4);
      assertThat(units.complete(table)).as(sent).isFalse();
    }
    MappedTable people = read(TableColumns.of("people"), "张三,zhang,经办人\n人员科李四,li,审批人\n");
    assertThat(people.rows()).hasSize(2);
  }

  @Test
  void tableOfSomethingElse_hasNoColumns() {
    List<TableRow> sent =
        SentTable.read("姓名,身份证号\n张三,1\n".getBytes(StandardCharsets.UTF_8), "file", 100);
    assertThat(INVENTORY.propose(sent)).isEmpty();
  }

  @Test
  void formulaInAColumnThatIsNotRead_keepsNoRowOut() {
    MappedTable table = read(INVENTORY, "序号,名称,类型\n=ROW()-1,甲,APP\n2,=A1,APP\n");
    assertThat(table.rows()).extracting(TableRow::problem).containsExactly("", TableRow.FORMULA);
  }

  @Test
  void correctedCells_areThoseOfTheirRows_alsoInAColumnThatWasNotSent() {
    MappedTable table = read(INVENTORY, "名称,类型\n=1,APP\n乙,APP\n");
    MappedTable mended = table.mended(Map.of(2, Map.of(0, "甲", 4, "水务局"), 9, Map.of(0, "nobody")));
    assertThat(mended.rows()).extracting(TableRow::problem).containsExactly("", "");
    assertThat(mended.rows()).extracting(row -> row.cell(0)).containsExactly("甲", "乙");
    assertThat(mended.rows()).extracting(row -> row.cell(4)).containsExactly("水务局", "");
    assertThat(table.mended(Map.of(3, Map.of(0, "=2"))).rows().get(1).problem())
        .isEqualTo(TableRow.FORMULA);
  }
}
