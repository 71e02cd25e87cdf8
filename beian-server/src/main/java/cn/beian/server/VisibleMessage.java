package cn.beian.server;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import cn.beian.facts.VisibleText;

/** {@code %visible} of the log: the message in one line, whatever somebody put into it. */
public final class VisibleMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return VisibleText.of(super.convert(event));
  }
}
