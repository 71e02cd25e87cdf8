package cn.beian.server.web.http;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Answers where no page of ours is reached: the address cannot be read, or the request is none. In
 * both languages, since nothing is known of the reader, without naming any software, and as a
 * problem (RFC 9457) to a program.
 */
final class PlainErrorValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(PlainErrorValve.class);
  private static final int FULL = 507;

  private final Predicate<@Nullable Throwable> noSpace;

  /**
   * A valve.
   *
   * @param noSpace whether something failed for want of space
   */
  PlainErrorValve(Predicate<@Nullable Throwable> noSpace) {
    this.noSpace = noSpace;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable problem) {
    if (noSpace.test(problem) && !response.isCommitted()) { // so full that no page could be made
      response.setStatus(FULL);
    }
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    boolean program = program(request);
    try {
      response.setContentType(program ? "application/problem+json" : "text/html");
      response.setCharacterEncoding("utf-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(program ? problem(status) : page(Sentence.of(status), root()));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("nobody is there to read status {}", status, e);
    }
  }

  /** Where the application is; the request may have none, so it is not asked. */
  private String root() {
    return Arrays.stream(getContainer().findChildren())
        .filter(Context.class::isInstance)
        .map(one -> ((Context) one).getPath())
        .findFirst()
        .orElse("");
  }

  private boolean program(Request request) {
    String address = String.valueOf(request.getRequestURI());
    String accepted = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
    return ForPrograms.is(address.startsWith(root()) ? address.substring(root().length()) : address)
        || (accepted.contains("json") && !accepted.contains("html"));
  }

  private static String problem(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    Sentence sentence = Sentence.of(status); // none has a character that JSON would escape
    return "{\"status\":"
        + status
        + ",\"title\":\""
        + (known == null ? "error" : known.getReasonPhrase())
        + "\",\"detail\":\""
        + sentence.zh
        + " "
        + sentence.en
        + "\"}\n";
  }

  private static String page(Sentence sentence, String root) {
    return """
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1"><title>%title</title>
        <link rel="stylesheet" href="%root/css/beian.css"><link rel="icon" href="data:,"></head>
        <body><main><div class="narrow"><h1>%title</h1>
        <p class="lede">%zh</p><p class="lede" lang="en">%en</p>
        <p><a class="btn quiet" href="%root/">首页 · <span lang="en">Home</span></a></p></div></main>
        </body></html>
        """
        .replace("%title", sentence.title)
        .replace("%zh", sentence.zh)
        .replace("%en", sentence.en)
        .replace("%root", root);
  }

  private enum Sentence {
    NO_SPACE(
        "服务器存储空间不足",
        "您做的事没有生效，请稍后再试，或联系系统管理员。",
        "The server is short of space. What you did had no effect; please try again later."),
    FAILED("系统出错了", "您做的事没有生效，请稍后再试。", "What you did had no effect; please try again later."),
    UNREADABLE(
        "这个请求看不懂",
        "地址或请求不完整，请核对后再试。",
        "The address or the request is malformed; please check it and try again.");

    private final String title;
    private final String zh;
    private final String en;

    Sentence(String title, String zh, String en) {
      this.title = title;
      this.zh = zh;
      this.en = en;
    }

    static Sentence of(int status) {
      return status == FULL ? NO_SPACE : status >= 500 ? FAILED : UNREADABLE;
    }
  }
}
