package cn.beian.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Noto Sans SC, simplified Chinese subset with Latin letters (OFL-1.1). */
final class PdfFont {
  static final String FAMILY = "Noto Sans SC";
  private static final String FILE = "font/noto-sans-sc-400.ttf";

  private PdfFont() {}

  static InputStream open() {
    return Objects.requireNonNull(PdfFont.class.getResourceAsStream(FILE), FILE);
  }

  /** Refuses a text that would be printed with holes in it. */
  static void requireGlyphs(String text) throws MissingGlyphException {
    try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(open()))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      String missing =
          text.codePoints()
              .filter(c -> !Character.isISOControl(c) && glyphs.getGlyphId(c) == 0)
              .distinct()
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      if (!missing.isEmpty()) {
        throw new MissingGlyphException(missing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
