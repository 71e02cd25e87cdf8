package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.beian.server.platform.BodyRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class BodyMeterTest {
  private static final BodyMeter.Allowance FORM =
      new BodyMeter.Allowance(1000, 100, Duration.ofSeconds(10), Duration.ofSeconds(60));

  private final AtomicLong nanos = new AtomicLong();
  private final Sender sender = new Sender();
  private final BodyMeter meter = new BodyMeter(sender, 5000, nanos::get);

  @Test
  void body_looksEmpty_untilSomebodyAdmitsIt() throws IOException {
    assertThat(meter.doRead(sender)).isEqualTo(-1);
    assertThat(sender.asked).isZero();
    meter.open(FORM);
    assertThat(meter.doRead(sender)).isEqualTo(100);
  }

  @Test
  void moreThanAllowed_isRefusedAtTheByteThatIsTooMuch() throws IOException {
    meter.open(FORM);
    for (int i = 0; i < 10; i++) {
      meter.doRead(sender);
    }
    refusedWith(HttpStatus.CONTENT_TOO_LARGE);
    refusedWith(HttpStatus.CONTENT_TOO_LARGE);
    assertThat(sender.asked).as("nothing is read after a refusal").isEqualTo(11);
  }

  @Test
  void slowSender_hasPatience_thenIsRefused() throws IOException {
    meter.open(FORM);
    after(Duration.ofSeconds(10));
    meter.doRead(sender);
    after(Duration.ofSeconds(1));
    meter.doRead(sender);
    after(Duration.ofSeconds(4));
    refusedWith(HttpStatus.REQUEST_TIMEOUT);
  }

  @Test
  void dripThatKeepsTheRate_endsWithTheTotalTime() throws IOException {
    meter.open(new BodyMeter.Allowance(1 << 30, 1, Duration.ofSeconds(10), Duration.ofSeconds(60)));
    for (int i = 0; i < 6; i++) {
      after(Duration.ofSeconds(10));
      meter.doRead(sender);
    }
    after(Duration.ofSeconds(1));
    refusedWith(HttpStatus.REQUEST_TIMEOUT);
  }

  @Test
  void rest_isDroppedForAMoment_notForEver() throws IOException {
    meter.drain(1000, Duration.ofSeconds(2));
    assertThat(sender.asked).isEqualTo(10);
    sender.takes = Duration.ofSeconds(1);
    meter.drain(1000, Duration.ofSeconds(2));
    assertThat(sender.asked).isEqualTo(12);
    assertThat(meter.unread()).isTrue();
  }

  @Test
  void refusalThatIsMetAgainAtTheClosing_isAnotherOne() {
    meter.open(FORM);
    after(Duration.ofMinutes(2));
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(
            () -> {
              try (Closeable reader = () -> meter.doRead(sender)) {
                assertThat(reader).isNotNull();
                meter.doRead(sender);
              }
            })
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT))
        .satisfies(refused -> assertThat(refused.getSuppressed()).hasSize(1));
  }

  @Test
  void moreTrailersThanTheServerTakes_areABadRequest_ofWhichNothingElseIsRead() throws IOException {
    meter.open(FORM);
    sender.fails = new IllegalStateException("More than the maximum number of headers");
    refusedWith(HttpStatus.BAD_REQUEST);
    refusedWith(HttpStatus.BAD_REQUEST);
    meter.drain(1000, Duration.ofSeconds(2));
    assertThat(sender.asked).isEqualTo(1);
    assertThat(meter.unread()).as("the connection is not used again").isTrue();
  }

  @Test
  void bodyReadAhead_isGivenWithoutAskingTheSender() throws IOException {
    BodyMeter announced = new BodyMeter(sender, 300, nanos::get);
    announced.open(FORM);
    sender.ends = 300;
    announced.readAhead();
    int asked = sender.asked;
    assertThat(announced.available()).isEqualTo(300);
    assertThat(announced.doRead(sender)).isEqualTo(300);
    assertThat(announced.doRead(sender)).isEqualTo(-1);
    assertThat(sender.asked).isEqualTo(asked);
  }

  @Test
  void senderWhoIsToMakeRoom_isRefusedAtTheNextByte() throws IOException {
    meter.open(FORM);
    meter.doRead(sender);
    meter.makeRoom();
    refusedWith(HttpStatus.REQUEST_TIMEOUT);
  }

  @Test
  void senderWhoFallsSilent_isRefusedAtOnceWhenOthersNeedThePlace() throws Exception {
    BodyMeter silent = new BodyMeter(sender, 5000, System::nanoTime);
    silent.open(FORM);
    sender.silent = true;
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () ->
                assertThatExceptionOfType(BodyRefusedException.class)
                    .isThrownBy(() -> silent.doRead(sender))
                    .satisfies(
                        refused ->
                            assertThat(refused.status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT)));
    assertThat(reading).isNotDone();
    silent.makeRoom();
    assertThat(reading).succeedsWithin(Duration.ofSeconds(5));
    assertThat(sender.asked).as("no thread waits in a read").isZero();
  }

  @Test
  void senderWhoSendsNothing_isRefusedWhenThePatienceEnds() {
    BodyMeter silent = new BodyMeter(sender, 5000, () -> nanos.addAndGet(1_000_000_000L));
    silent.open(FORM);
    sender.silent = true;
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> silent.doRead(sender))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT));
  }

  @Test
  void pace_countsAfterASecond_whileSomethingIsToCome() throws IOException {
    assertThat(meter.pace()).as("not yet admitted").isEqualTo(Long.MAX_VALUE);
    meter.open(FORM);
    meter.doRead(sender);
    assertThat(meter.pace()).isEqualTo(Long.MAX_VALUE);
    after(Duration.ofSeconds(2));
    assertThat(meter.pace()).isEqualTo(50);
    sender.ends = 100;
    meter.doRead(sender);
    assertThat(meter.pace()).as("it is all there").isEqualTo(Long.MAX_VALUE);
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void refusedWith(HttpStatus status) {
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> meter.doRead(sender))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(status));
  }

  /** Sends a hundred bytes whenever it is asked. */
  private final class Sender implements InputBuffer, ApplicationBufferHandler {
    private int asked;
    private int ends = Integer.MAX_VALUE;
    private Duration takes = Duration.ZERO;
    private volatile boolean silent;
    private @Nullable IllegalStateException fails;

    @Override
    public int doRead(ApplicationBufferHandler handler) {
      asked++;
      after(takes);
      if (fails != null) {
        throw fails;
      }
      if (asked * 100 > ends) {
        return -1;
      }
      handler.setByteBuffer(ByteBuffer.allocate(100));
      return 100;
    }

    @Override
    public int available() {
      return silent ? 0 : 100;
    }

    @Override
    public void setByteBuffer(@Nullable ByteBuffer buffer) {
      // counted only
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return null;
    }

    @Override
    public void expand(int size) {
      // counted only
    }
  }
}
