package cn.beian.server.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/** Draws Chinese that a PDF names a font for and does not carry with the font of this program. */
final class ChineseFonts implements FontMapper {
  private static final Set<String> ORDERINGS = Set.of("GB1", "CNS1", "Japan1", "Korea1");

  private final FontMapper others;
  private final TrueTypeFont font;

  private ChineseFonts(FontMapper others, TrueTypeFont font) {
    this.others = others;
    this.font = font;
  }

  /** From now on, in this process. */
  static void use() {
    try (InputStream in =
        Objects.requireNonNull(
            ChineseFonts.class.getResourceAsStream("/cn/beian/report/font/noto-sans-sc-400.ttf"))) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      FontMappers.set(new ChineseFonts(FontMappers.instance(), font));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return others.getTrueTypeFont(name, descriptor);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return others.getFontBoxFont(name, descriptor);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
    return system != null && ORDERINGS.contains(String.valueOf(system.getOrdering()))
        ? new CIDFontMapping(null, font, true)
        : others.getCIDFont(name, descriptor, system);
  }
}
