package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.web.http.RefusalLog.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RefusalLog refusals = new RefusalLog(nanos::get);

  @Test
  void strangers_areToldInFiveLinesAMinuteOfAKind_andTheRestIsCounted(CapturedOutput log) {
    for (int i = 0; i < 1000; i++) {
      refusals.ofStranger(Kind.CROWD, "POST /a", "");
    }
    refusals.ofStranger(Kind.BODY, "POST /b", "5 bytes");
    assertThat(log.getOut().lines().filter(line -> line.contains("too many requests"))).hasSize(5);
    assertThat(log.getOut()).contains("POST /b: not taken, too slow, too large or odd: 5 bytes");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    refusals.ofStranger(Kind.BODY, "POST /c", "");
    assertThat(log.getOut()).containsOnlyOnce("995 more in a minute: not taken, too many");
    refusals.ofStranger(Kind.CROWD, "POST /d", "");
    assertThat(log.getOut()).contains("POST /d: not taken, too many");
  }

  @Test
  void fullDisk_isNotMadeFuller_byWhoeverIsRefused(CapturedOutput log) {
    for (int i = 0; i < 1000; i++) {
      refusals.ofAccount(Kind.SPACE, "POST /s", "");
    }
    assertThat(log.getOut().lines().filter(line -> line.contains("POST /s"))).hasSize(5);
    for (int i = 0; i < 1000; i++) {
      refusals.fullDisk("POST /f", "could not extend file");
    }
    String line = "POST /f: nothing was done, a disk is full: could not extend file";
    assertThat(log.getOut().lines().filter(one -> one.contains(line))).hasSize(5);
  }

  @Test
  void whoIsLoggedIn_isToldEachTime(CapturedOutput log) {
    for (int i = 0; i < 20; i++) {
      refusals.ofAccount(Kind.CROWD, "POST /e", "");
    }
    assertThat(log.getOut().lines().filter(line -> line.contains("POST /e"))).hasSize(20);
  }
}
