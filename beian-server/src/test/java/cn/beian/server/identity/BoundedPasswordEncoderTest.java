package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.platform.Overloaded;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class BoundedPasswordEncoderTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

  @Test
  void onePasswordMore_waitsAMoment_thenIsRefused_andComesInWhenThereIsRoom() throws Exception {
    PasswordEncoder encoder = new BoundedPasswordEncoder(new Slow(), 1, Duration.ofMillis(20));
    CompletableFuture<@Nullable String> first =
        CompletableFuture.supplyAsync(() -> encoder.encode("slow"));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> encoder.matches("x", "x")).isInstanceOf(Overloaded.class);
    enough.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(encoder.matches("x", "x")).isTrue();
  }

  /** One whose first computation lasts until it is told that it is enough. */
  private final class Slow implements PasswordEncoder {
    @Override
    public String encode(@Nullable CharSequence password) {
      begun.countDown();
      try {
        enough.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return String.valueOf(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      return String.valueOf(password).equals(hash);
    }
  }
}
