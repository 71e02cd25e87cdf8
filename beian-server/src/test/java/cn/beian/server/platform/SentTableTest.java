package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** Tables as people send them, and as they should not. */
class SentTableTest {
  private static List<TableRow> read(byte[] file) {
    return SentTable.read(file, "file", 100);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] workbook(String sheet, String shared) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(utf8(sheet));
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(utf8(shared));
    }
    return bytes.toByteArray();
  }

  @Test
  void csv_inBothEncodings_quotedCellsAndLineNumbers() {
    String table = "名,码\n\"甲,\n局\",1\n\n乙,2\n";
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
      List<TableRow> rows = read(table.getBytes(charset));
      assertThat(rows).extracting(TableRow::number).containsExactly(1, 2, 5);
      assertThat(rows.get(1).cells()).containsExactly("甲,\n局", "1");
    }
    assertThat(read(utf8("\uFEFFa,b\nc")).get(0).cell(0)).isEqualTo("a");
    assertThat(read(utf8("a")).get(0).cell(9)).isEmpty();
  }

  /** What a spreadsheet program calls Unicode text, in either order of bytes. */
  @Test
  void unicodeText_isReadByItsMark_separatedByTabulators() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      List<TableRow> rows = read("\uFEFF名\t码\r\n甲,局\t1\r\n".getBytes(charset));
      assertThat(rows).hasSize(2);
      assertThat(rows.get(1).cells()).containsExactly("甲,局", "1");
    }
  }

  @Test
  void workbook_asWritten_isReadAsText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "beian", null)) {
      Worksheet first = workbook.newWorksheet("数据");
      first.inlineString(0, 0, "单位名称");
      first.value(1, 0, "水务局");
      first.value(1, 1, 330100);
      first.value(3, 2, " 空白 ");
      first.formula(4, 0, "1+1");
      first.finish();
      Worksheet second = workbook.newWorksheet("别的");
      second.value(0, 0, "不读");
      second.finish();
    }
    List<TableRow> rows = read(bytes.toByteArray());
    assertThat(rows).extracting(TableRow::number).containsExactly(1, 2, 4, 5);
    assertThat(rows.get(1).cells()).containsExactly("水务局", "330100");
    assertThat(rows.get(2).cells()).containsExactly("", "", "空白");
    assertThat(rows.get(3).problem()).isEqualTo(TableRow.FORMULA);
  }

  /** A cell of a unit often spans the rows of its apps. */
  @Test
  void cellThatSpansRows_isInEachOfThem() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "beian", null)) {
      Worksheet sheet = workbook.newWorksheet("数据");
      for (int row = 0; row < 4; row++) {
        sheet.value(row, 1, "应用" + row);
      }
      sheet.value(0, 0, "水务局");
      sheet.range(0, 0, 2, 0).merge();
      sheet.finish();
    }
    assertThat(read(bytes.toByteArray()))
        .extracting(row -> row.cell(0))
        .containsExactly("水务局", "水务局", "水务局", "");
  }

  @Test
  void hostileCells_areMarked_andNothingIsComputed() throws IOException {
    List<TableRow> rows = read(utf8("a\n=1+1\n'=1+1\n" + "长".repeat(501) + "\nx\u0000y\n"));
    assertThat(rows)
        .extracting(TableRow::problem)
        .containsExactly("", TableRow.FORMULA, "", TableRow.CELL, TableRow.CELL);
    assertThat(rows.get(2).cell(0)).isEqualTo("=1+1");
    byte[] strange =
        workbook(
            "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>99</v></c>"
                + "<c r='ZZZZZZZ9'><v>1</v></c></row></sheetData></worksheet>",
            "<sst><si><r><t>一</t></r><r><t>二</t></r><rPh><t>读音</t></rPh></si></sst>");
    assertThat(read(strange).get(0).cells()).containsExactly("一二", "");
  }

  @Test
  void scriptsAndStylesOfAPage_leaveNothingInACell() {
    String row = "<tr><td>国备B-1<script>var x=1</script ></td><td><style>a</style>巡河</td></tr>";
    assertThat(HtmlTables.rows("<table>" + row + "</table>", 9))
        .containsExactly(List.of("国备B-1", "巡河"));
  }

  @Test
  void filesThatAreNoTables_areRefused() throws IOException {
    String entity =
        "<!DOCTYPE s [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData><row><c"
            + " t='inlineStr'><is><t>&e;</t></is></c></row></sheetData></worksheet>";
    byte[] bomb = new byte[70 << 20];
    Arrays.fill(bomb, (byte) ' ');
    ByteArrayOutputStream large = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(large)) {
      zip.putNextEntry(new ZipEntry("xl/other.xml"));
      zip.write(bomb);
    }
    byte[] good =
        workbook("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", "");
    for (byte[] file :
        List.of(
            utf8("PK\u0003\u0004"),
            large.toByteArray(),
            Arrays.copyOf(good, good.length / 2),
            workbook("<worksheet><sheetData><row r='x'/></sheetData></worksheet>", "<sst/>"),
            workbook("<worksheet", "<sst/>"))) {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(RejectedInput.class)
          .hasMessageContaining("table.unreadable");
    }
    try {
      assertThat(read(workbook(entity, "<sst/>")).toString()).doesNotContain("root:");
    } catch (RejectedInput refused) {
      assertThat(refused).hasMessageContaining("table.unreadable");
    }
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(other)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
    }
    for (byte[] file :
        List.of(
            other.toByteArray(),
            utf8("%PDF-1.4\n"),
            HexFormat.of().parseHex("89504e470d0a1a0a"),
            HexFormat.of().parseHex("ffd8ffe000104a46"),
            HexFormat.of().parseHex("d0cf11e0a1b11ae1"))) {
      assertThatThrownBy(() -> read(file)).hasMessageContaining("table.none");
    }
    assertThatThrownBy(() -> SentTable.read(utf8("a\n".repeat(11)), "file", 10))
        .hasMessageContaining("table.tooLong");
    assertThatThrownBy(() -> SentTable.read(utf8("a\n".repeat(16)), "file", 10, 5))
        .isInstanceOfSatisfying(
            RejectedInput.class,
            e -> assertThat(e.problems().get(0).arguments()).as("as the page says").contains(10));
  }
}
