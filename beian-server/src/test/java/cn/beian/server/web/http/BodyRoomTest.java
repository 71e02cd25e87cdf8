package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.platform.InProcessRateLimiters;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.web.http.BodyRoom.From;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class BodyRoomTest {
  private static final From CLERK = From.account("clerk");
  private static final Binder DEFAULTS = new Binder(new MapConfigurationPropertySource());

  private final BodyRoom room =
      new BodyRoom(
          DEFAULTS.bindOrCreate("beian.intake", IntakeSettings.class),
          DEFAULTS.bindOrCreate("beian.pre-check", PreCheckSettings.class),
          new HttpSettings(
              List.of(),
              Duration.ofSeconds(10),
              DataSize.ofKilobytes(4),
              Duration.ofMinutes(1),
              Duration.ofHours(1),
              3,
              2,
              1,
              5,
              3,
              4,
              2,
              DataSize.ofBytes(1000)),
          new InProcessRateLimiters());

  @Test
  void oneAddress_takesNotAllPlacesOfStrangers() {
    BodyRoom.Place first = room.take(From.stranger("192.0.2.1"), false, 0).orElseThrow();
    assertThat(room.take(From.stranger("192.0.2.1"), false, 0)).isPresent();
    assertThat(room.take(From.stranger("192.0.2.1"), false, 0)).isEmpty();
    assertThat(room.take(From.stranger("192.0.2.2"), false, 0)).isPresent();
    assertThat(room.take(From.stranger("192.0.2.3"), false, 0)).as("all places").isEmpty();
    assertThat(room.take(CLERK, false, 0)).isPresent();
    first.close();
    assertThat(room.take(From.stranger("192.0.2.3"), false, 0)).isPresent();
  }

  @Test
  void subscriber_withManyAddressesOfIpv6_isOne() {
    assertThat(room.take(From.stranger("2001:db8::1"), false, 0)).isPresent();
    assertThat(room.take(From.stranger("2001:db8::2"), false, 0)).isPresent();
    assertThat(room.take(From.stranger("2001:db8::3"), false, 0)).isEmpty();
  }

  @Test
  void files_fillTheTemporaryFolderToItsQuota_andGiveItBack() {
    BodyRoom.Place first = room.take(CLERK, true, 900).orElseThrow();
    assertThat(room.take(CLERK, true, 200)).isEmpty();
    assertThat(room.take(CLERK, true, 100)).isPresent();
    first.close();
    assertThat(room.take(CLERK, true, 900)).isPresent();
    assertThat(room.take(From.stranger("192.0.2.1"), true, 0)).isPresent();
    assertThat(room.take(From.stranger("192.0.2.2"), true, 0))
        .as("one file of strangers")
        .isEmpty();
  }

  @Test
  void oneAccount_takesNotAllPlaces_andAllAccountsNotAllThreads() {
    BodyRoom.Place first = room.take(CLERK, false, 0).orElseThrow();
    assertThat(room.take(CLERK, false, 0)).isPresent();
    assertThat(room.take(CLERK, false, 0)).isPresent();
    assertThat(room.take(CLERK, false, 0)).as("a fourth of one account").isEmpty();
    assertThat(room.take(From.account("reviewer"), false, 0)).isPresent();
    assertThat(room.take(From.account("reviewer"), false, 0)).isPresent();
    assertThat(room.take(From.account("reviewer"), false, 0)).as("a sixth of all").isEmpty();
    first.close();
    assertThat(room.take(From.account("reviewer"), false, 0)).isPresent();
  }

  @Test
  void files_ofOneAccount_takeNotAllPlaces() {
    assertThat(room.take(CLERK, true, 1)).isPresent();
    assertThat(room.take(CLERK, true, 1)).isPresent();
    assertThat(room.take(CLERK, true, 1)).isEmpty();
    assertThat(room.take(From.account("reviewer"), true, 1)).isPresent();
    assertThat(room.take(CLERK, false, 0)).as("a form beside them").isPresent();
  }

  @Test
  void bodyThatNeverEnds_costsItsNetworkAPlace_andNobodyElse() {
    From slow = From.stranger("192.0.2.7");
    room.unfinished(slow);
    BodyRoom.Place only = room.take(slow, false, 0).orElseThrow();
    assertThat(room.take(slow, false, 0)).as("one of its two is lost for a while").isEmpty();
    only.close();
    room.unfinished(slow);
    assertThat(room.take(slow, false, 0)).isEmpty();
    assertThat(room.take(From.stranger("192.0.2.8"), false, 0)).isPresent();
    for (int i = 0; i < 9; i++) {
      room.unfinished(CLERK);
    }
    assertThat(room.take(CLERK, false, 0)).isPresent();
  }
}
