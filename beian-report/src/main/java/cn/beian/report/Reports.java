package cn.beian.report;

import cn.beian.facts.FactSet;
import cn.beian.report.sbom.CycloneDx;
import cn.beian.report.sbom.Sbom;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.platforms.PlatformComparison;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The same test for a terminal, for machines, for a browser and for paper; UTF-8, the stream is
 * flushed, not closed. Chinese for a Chinese locale, else English.
 */
public final class Reports {
  /** Digits of a digest that tell rulebooks apart. */
  private static final int SHOWN_DIGITS = 12;

  private Reports() {}

  /**
   * A rulebook as people read of it, wherever it is named: how many rules it has and the beginning
   * of its digest.
   */
  public static String rulebookName(Rulebook rulebook, Locale locale) {
    return rulebookName(rulebook, Messages.in(locale));
  }

  static String rulebookName(Rulebook rulebook, Messages messages) {
    return messages.text(
        "rulebook.name", rulebook.rules().size(), rulebook.version().substring(0, SHOWN_DIGITS));
  }

  /** For a terminal: verdict, what blocks, what must be explained, where, how to mend it. */
  public static void text(Report report, Locale locale, TextStyle style, OutputStream out)
      throws IOException {
    write(TextReport.render(report, locale, style), out);
  }

  /** Two versions compared, for a terminal: what is due, why, and everything that differs. */
  public static void comparison(
      VersionComparison comparison, Locale locale, TextStyle style, OutputStream out)
      throws IOException {
    write(new ComparisonText(comparison, locale, style).render(), out);
  }

  /** Builds for several platforms side by side, for a terminal. */
  public static void platforms(
      PlatformComparison comparison, Locale locale, TextStyle style, OutputStream out)
      throws IOException {
    write(new PlatformText(comparison, locale, style).render(), out);
  }

  /** Of which components a package is made, for a terminal. */
  public static void components(FactSet facts, Locale locale, TextStyle style, OutputStream out)
      throws IOException {
    write(new SbomText(Sbom.of(facts), locale, style).render(), out);
  }

  /**
   * Of which components a package is made, as CycloneDX 1.6 in JSON.
   *
   * @param software version of this program
   * @param asOf becomes the time stamp; without it there is none
   */
  public static void sbom(
      FactSet facts, String software, Optional<LocalDate> asOf, OutputStream out)
      throws IOException {
    sbom(Sbom.of(facts), software, asOf, out);
  }

  /** The same where the components are known already. */
  public static void sbom(Sbom sbom, String software, Optional<LocalDate> asOf, OutputStream out)
      throws IOException {
    CycloneDx.write(sbom, software, asOf, out);
  }

  /** The canonical JSON, the report of record. */
  public static void json(TestResult result, OutputStream out) throws IOException {
    TestResultJson.write(result, out);
    out.flush();
  }

  /**
   * SARIF 2.1.0.
   *
   * @param place path of the package as its readers know it, with slashes
   * @param isFolder whether the entries of the package are files that the readers have
   * @param baseline an earlier test, with which each result is compared
   */
  public static void sarif(
      Report report,
      Locale locale,
      String place,
      boolean isFolder,
      Optional<Baseline> baseline,
      OutputStream out)
      throws IOException {
    new SarifReport(report, locale, place, isFolder, baseline).write(out);
    out.write('\n');
    out.flush();
  }

  /** One HTML file that needs nothing else and in which nothing runs. */
  public static void html(Report report, Locale locale, OutputStream out) throws IOException {
    write(new HtmlReport(report, locale).render(), out);
  }

  /**
   * A tagged PDF with bookmarks and its font embedded. A character that the font cannot show stands
   * there by its number, so that nothing is lost unseen.
   */
  public static void pdf(Report report, Locale locale, OutputStream out) throws IOException {
    new PdfReport(report, locale).write(out);
    out.flush();
  }

  /**
   * The findings as rows of a spreadsheet, the titles of the columns first; whoever writes them
   * into a file sees to it that none is taken for a formula.
   */
  public static List<List<String>> table(Report report, Locale locale) {
    return new FindingTable(report, locale).rows();
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
