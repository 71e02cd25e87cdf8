package cn.beian.server.platform;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import cn.beian.facts.VisibleText;

/**
 * {@code %visible} of the log: the message in one line, whatever somebody put into it. Only what
 * Spring Boot reports of a start that failed keeps its lines; nobody outside has a part in that.
 */
public final class VisibleMessage extends MessageConverter {
  private static final String REPORTS = "org.springframework.boot.diagnostics.";

  @Override
  public String convert(ILoggingEvent event) {
    String message = super.convert(event);
    return event.getLoggerName().startsWith(REPORTS)
        ? VisibleText.lines(message)
        : VisibleText.of(message);
  }
}
