package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import cn.beian.server.platform.VisibleException;
import cn.beian.server.platform.VisibleMessage;
import org.junit.jupiter.api.Test;

class VisibleLogTest {
  private static final String FORGED = "a\n2026-11-27 ERROR c.b.s.Ledger gone\u001b[2J";

  @Test
  void message_andException_endNoLine() {
    Exception thrown =
        new IllegalStateException(FORGED, new IllegalArgumentException(FORGED + "in it"));
    thrown.addSuppressed(new IllegalArgumentException(FORGED + " beside"));
    LoggingEvent event =
        new LoggingEvent(
            "",
            new LoggerContext().getLogger("test"),
            Level.WARN,
            "package {}",
            thrown,
            new Object[] {FORGED});
    VisibleException exception = new VisibleException();
    exception.start();
    String logged = new VisibleMessage().convert(event) + "\n" + exception.convert(event);
    assertThat(logged.split("\\\\u000A2026-11-27 ERROR", -1)).hasSize(5);
    assertThat(logged.lines()).noneMatch(line -> line.startsWith("2026"));
    assertThat(logged).doesNotContain("\u001b");
  }
}
