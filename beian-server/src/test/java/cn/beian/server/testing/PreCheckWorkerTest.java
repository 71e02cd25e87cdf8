package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Context;
import cn.beian.server.ServerTest;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Strangers have a worker of their own, and twenty seconds. */
class PreCheckWorkerTest extends ServerTest {
  @Autowired private Workers official;

  @Autowired
  @Qualifier("preCheckWorkers")
  private Workers strangers;

  @Autowired private PreCheckSettings settings;
  @Autowired private Rulebooks rulebooks;
  @Autowired private BeianSettings server;
  @Autowired private FactsExchange exchange;

  @Test
  void packageOfAStranger_thatTakesItsTime_holdsNoOfficialTest() throws Exception {
    assertThat(settings.wallLimit()).isEqualTo(Duration.ofSeconds(20));
    assertThat(strangers).isNotSameAs(official);
    TestingSettings bounds = HostileWorker.settings(Duration.ofSeconds(4), 50);
    try (Workers slow =
        new Workers(HostileWorker.command(bounds, true, WorkerWalls.NONE), bounds, 1)) {
      PreCheck preCheck = new PreCheck(slow, rulebooks, settings, server);
      CompletableFuture<PreCheck.Answer> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  byte[] hangs = HostileWorker.content("hangs");
                  return preCheck.check(
                      new ByteArrayInputStream(hangs),
                      "192.0.2.1",
                      "",
                      Context.EMPTY.declared(),
                      LocalDate.of(2026, 11, 27));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      Path file = Files.write(exchange.file(), Samples.apk());
      Path facts = exchange.file();
      assertThat(official.read(file, "", facts, (done, total) -> {})).isEqualTo(WorkerOutcome.READ);
      assertThat(answer.get(60, TimeUnit.SECONDS))
          .isEqualTo(new PreCheck.NotRead(Failure.TOO_LONG));
    }
  }
}
