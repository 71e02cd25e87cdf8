package cn.beian.server.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.opendata.OpenDataSettings;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DownloadLimitTest {
  private final DownloadLimit limit =
      new DownloadLimit(new OpenDataSettings(LocalTime.NOON, 1, 1, 1, Duration.ofSeconds(1), 3, 2));

  @Test
  void address_hasItsShare_andAllTogetherNoMoreThanThereAre() {
    assertThat(limit.take("a")).isTrue();
    assertThat(limit.take("a")).isTrue();
    assertThat(limit.take("a")).as("more than its share").isFalse();
    assertThat(limit.take("b")).isTrue();
    assertThat(limit.take("c")).as("more than there are").isFalse();
    limit.giveBack("a");
    assertThat(limit.take("c")).isTrue();
    assertThat(limit.take("b")).isFalse();
  }
}
