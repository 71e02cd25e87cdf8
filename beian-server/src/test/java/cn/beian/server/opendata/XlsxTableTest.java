package cn.beian.server.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.records.OpenRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class XlsxTableTest {
  @Test
  void moreThanASheetHolds_goesOnInTheNext_eachWithItsHead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XlsxTable table = new XlsxTable(bytes, 2)) {
      for (int i = 0; i < 5; i++) {
        table.add(new OpenRecord(Map.of("number", "n" + i)));
      }
    }
    List<String> first = new ArrayList<>();
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (Sheet sheet : book.getSheets().toList()) {
        for (Row row : sheet.read()) {
          first.add(sheet.getName() + ":" + row.getCellText(0));
        }
      }
    }
    assertThat(first)
        .containsExactly(
            "records:number",
            "records:n0",
            "records:n1",
            "records 2:number",
            "records 2:n2",
            "records 2:n3",
            "records 3:number",
            "records 3:n4");
    assertThat(XlsxTable.SHEET).isLessThan(1_048_576);
  }
}
