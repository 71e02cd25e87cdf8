package cn.beian.server.web.http;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Predicate;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said where no page of ours is reached: an address that none can be, or a request that is
 * none. In both languages, since nothing is known of the reader, and without naming any software.
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
    try {
      response.setContentType("text/html");
      response.setCharacterEncoding("utf-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(text(status));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("nobody is there to read status {}", status, e);
    }
  }

  private static String text(int status) {
    if (status == FULL) {
      return page(
          "服务器存储空间不足",
          "您做的事没有生效，请稍后再试，或联系系统管理员。",
          "The server is short of space. What you did had no effect; please try again later.");
    }
    return status >= 500
        ? page("系统出错了", "您做的事没有生效，请稍后再试。", "What you did had no effect; please try again later.")
        : page(
            "这个请求看不懂",
            "地址或请求不完整，请核对后再试。",
            "The address or the request is malformed; please check it and try again.");
  }

  private static String page(String title, String zh, String en) {
    return "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>"
        + title
        + "</title></head>\n<body><main><h1>"
        + title
        + "</h1><p>"
        + zh
        + "</p><p lang=\"en\">"
        + en
        + "</p><p><a href=\"/\">首页 · <span lang=\"en\">Home</span></a></p></main></body></html>\n";
  }
}
