package cn.beian.server.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A one-page PDF that says what it stands for (ISO 32000-1; a CJK font of the reader's). */
final class DemoDocument {
  private DemoDocument() {}

  /** A page with these lines, the first of them large. */
  static byte[] pdf(String... lines) {
    StringBuilder page = new StringBuilder("BT 72 760 Td ");
    for (int i = 0; i < lines.length; i++) {
      String hex = HexFormat.of().formatHex(lines[i].getBytes(StandardCharsets.UTF_16BE));
      page.append("/F1 ").append(i == 0 ? 18 : 12).append(" Tf <").append(hex).append("> Tj ");
      page.append("0 -32 Td ");
    }
    page.append("ET");
    return file(
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length " + page.length() + " >>\nstream\n" + page + "\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
                + " /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
                + " /FontDescriptor 7 0 R >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
                + " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"));
  }

  private static byte[] file(List<String> objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    write(out, "%PDF-1.4\n");
    for (String object : objects) {
      offsets.add(out.size());
      write(out, offsets.size() + " 0 obj\n" + object + "\nendobj\n");
    }
    int table = out.size();
    write(out, "xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(at -> write(out, String.format(Locale.ROOT, "%010d 00000 n \n", at)));
    write(
        out,
        "trailer\n<< /Size "
            + (objects.size() + 1)
            + " /Root 1 0 R >>\nstartxref\n"
            + table
            + "\n%%EOF\n");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
