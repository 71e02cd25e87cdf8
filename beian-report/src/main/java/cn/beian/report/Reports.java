package cn.beian.report;

import cn.beian.facts.FactSet;
import cn.beian.rules.Rulebook;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The same test result for a terminal, for a machine and for a browser; UTF-8, the stream is
 * flushed, not closed. Chinese for a Chinese locale, else English.
 */
public final class Reports {
  private Reports() {}

  /** For a terminal: verdict, what blocks, what must be explained, where, how to mend it. */
  public static void text(
      TestResult result,
      Rulebook rulebook,
      FactSet facts,
      Locale locale,
      TextStyle style,
      OutputStream out)
      throws IOException {
    write(new TextReport(result, rulebook, facts, locale, style).render(), out);
  }

  /** The canonical JSON, the report of record. */
  public static void json(TestResult result, OutputStream out) throws IOException {
    TestResultJson.write(result, out);
    out.flush();
  }

  /** One HTML file that needs nothing else and in which nothing runs. */
  public static void html(
      TestResult result, Rulebook rulebook, FactSet facts, Locale locale, OutputStream out)
      throws IOException {
    write(new HtmlReport(result, rulebook, facts, locale).render(), out);
  }

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
