package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ArchivedPdfTest {
  private static final String PAGE =
      "<html lang=\"zh-CN\"><head><title>甲</title><meta name=\"subject\" content=\"乙\"/></head>"
          + "<body style=\"font-family:'Noto Sans SC'\"><p>清溪巡河</p></body></html>";

  @Test
  void equalPages_giveEqualBytes_whateverTheZone() throws IOException {
    byte[] here = written("甲", PAGE);
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertThat(written("甲", PAGE)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(identity(written("甲", PAGE.replace("巡河", "巡山")))).isNotEqualTo(identity(here));
  }

  @Test
  void metadata_sayTheSameInBothPlaces() throws Exception {
    try (PDDocument pdf = Loader.loadPDF(written("<甲> & \u202e'乙'\u0001", PAGE))) {
      PDDocumentInformation information = pdf.getDocumentInformation();
      assertThat(information.getTitle()).isEqualTo("<甲> & \\u202E'乙'\\u0001");
      Document xmp =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(pdf.getDocumentCatalog().getMetadata().exportXMPMetadata());
      assertThat(text(xmp, "dc:title")).isEqualTo(information.getTitle());
      assertThat(text(xmp, "dc:description")).isEqualTo(information.getSubject());
      assertThat(text(xmp, "pdf:Producer")).isEqualTo(information.getProducer());
      assertThat(text(xmp, "xmp:CreateDate")).isEqualTo("2026-11-25T00:00:00+08:00");
      assertThat(information.getCreationDate().toInstant()).isEqualTo("2026-11-24T16:00:00Z");
      assertThat(information.getModificationDate()).isEqualTo(information.getCreationDate());
    }
  }

  private static String text(Document xmp, String name) {
    return xmp.getElementsByTagName(name).item(0).getTextContent();
  }

  private static String identity(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getDocument().getDocumentID().toString();
    }
  }

  private static byte[] written(String title, String page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ArchivedPdf(2, title, "乙", LocalDate.of(2026, 11, 25)).write(page, document -> {}, out);
    return out.toByteArray();
  }
}
