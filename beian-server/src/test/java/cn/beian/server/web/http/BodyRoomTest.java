package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.identity.AccessRules.Body;
import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.platform.InProcessRateLimiters;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.web.http.BodyRoom.From;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class BodyRoomTest {
  private static final From CLERK = From.account("clerk");
  private static final Binder DEFAULTS = new Binder(new MapConfigurationPropertySource());

  private static final long FAST = 1 << 20;

  /** What a stranger has to bring a second while no place is free. */
  private static final long CROWDED = 24 << 10;

  private final BodyRoom room = room(3, 2, 1);

  private static BodyRoom room(int strangers, int perAddress, int files) {
    return new BodyRoom(
        DEFAULTS.bindOrCreate("beian.intake", IntakeSettings.class),
        DEFAULTS.bindOrCreate("beian.pre-check", PreCheckSettings.class),
        new HttpSettings(
            List.of(),
            Duration.ofSeconds(10),
            DataSize.ofKilobytes(4),
            DataSize.ofKilobytes(16),
            DataSize.ofBytes(CROWDED),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofMinutes(15),
            strangers,
            perAddress,
            files,
            5,
            3,
            4,
            2,
            DataSize.ofBytes(1000)),
        new InProcessRateLimiters());
  }

  @Test
  void oneAddress_takesNotAllPlacesOfStrangers() {
    BodyRoom.Place first = take(From.stranger("192.0.2.1"), false, 0).orElseThrow();
    assertThat(take(From.stranger("192.0.2.1"), false, 0)).isPresent();
    assertThat(take(From.stranger("192.0.2.1"), false, 0)).isEmpty();
    assertThat(take(From.stranger("192.0.2.2"), false, 0)).isPresent();
    assertThat(take(From.stranger("192.0.2.3"), false, 0)).as("all places").isEmpty();
    assertThat(take(CLERK, false, 0)).isPresent();
    first.close();
    assertThat(take(From.stranger("192.0.2.3"), false, 0)).isPresent();
  }

  @Test
  void subscriber_withManyAddressesOfIpv6_isOne() {
    assertThat(take(From.stranger("2001:db8::1"), false, 0)).isPresent();
    assertThat(take(From.stranger("2001:db8::2"), false, 0)).isPresent();
    assertThat(take(From.stranger("2001:db8::3"), false, 0)).isEmpty();
  }

  @Test
  void files_fillTheTemporaryFolderToItsQuota_andGiveItBack() {
    BodyRoom.Place first = take(CLERK, true, 900).orElseThrow();
    assertThat(take(CLERK, true, 200)).isEmpty();
    assertThat(take(CLERK, true, 100)).isPresent();
    first.close();
    assertThat(take(CLERK, true, 900)).isPresent();
    assertThat(take(From.stranger("192.0.2.1"), true, 0)).isPresent();
    assertThat(take(From.stranger("192.0.2.2"), true, 0)).as("one file of strangers").isEmpty();
  }

  @Test
  void oneAccount_takesNotAllPlaces_andAllAccountsNotAllThreads() {
    BodyRoom.Place first = take(CLERK, false, 0).orElseThrow();
    assertThat(take(CLERK, false, 0)).isPresent();
    assertThat(take(CLERK, false, 0)).isPresent();
    assertThat(take(CLERK, false, 0)).as("a fourth of one account").isEmpty();
    assertThat(take(From.account("reviewer"), false, 0)).isPresent();
    assertThat(take(From.account("reviewer"), false, 0)).isPresent();
    assertThat(take(From.account("reviewer"), false, 0)).as("a sixth of all").isEmpty();
    first.close();
    assertThat(take(From.account("reviewer"), false, 0)).isPresent();
  }

  @Test
  void files_ofOneAccount_takeNotAllPlaces() {
    assertThat(take(CLERK, true, 1)).isPresent();
    assertThat(take(CLERK, true, 1)).isPresent();
    assertThat(take(CLERK, true, 1)).isEmpty();
    assertThat(take(From.account("reviewer"), true, 1)).isPresent();
    assertThat(take(CLERK, false, 0)).as("a form beside them").isPresent();
  }

  @Test
  void bodyThatNeverEnds_costsItsNetworkAPlace_andNobodyElse() {
    From slow = From.stranger("192.0.2.7");
    room.unfinished(slow);
    BodyRoom.Place only = take(slow, false, 0).orElseThrow();
    assertThat(take(slow, false, 0)).as("one of its two is lost for a while").isEmpty();
    only.close();
    room.unfinished(slow);
    assertThat(take(slow, false, 0)).isEmpty();
    assertThat(take(From.stranger("192.0.2.8"), false, 0)).isPresent();
    for (int i = 0; i < 9; i++) {
      room.unfinished(CLERK);
    }
    assertThat(take(CLERK, false, 0)).isPresent();
  }

  @Test
  void oneAddress_takesAtMostHalfOfThePlacesForFiles() {
    BodyRoom wide = room(64, 16, 4);
    From one = From.stranger("192.0.2.1");
    assertThat(wide.take(one, true, 0, new Sending(FAST))).isPresent();
    assertThat(wide.take(one, true, 0, new Sending(FAST))).isPresent();
    assertThat(wide.take(one, true, 0, new Sending(FAST))).isEmpty();
    assertThat(wide.take(From.stranger("192.0.2.2"), true, 0, new Sending(FAST))).isPresent();
  }

  @Test
  void slowestStranger_makesRoomForSomebodyWhoHasNoPlace() {
    Sending slow = new Sending(5000);
    Sending slowest = new Sending(1);
    Sending fast = new Sending(30_000);
    take("192.0.2.1", slow);
    BodyRoom.Place lost = take("192.0.2.1", slowest).orElseThrow();
    take("192.0.2.2", fast);
    assertThat(take("192.0.2.3", new Sending(FAST))).isPresent();
    assertThat(List.of(slow.displaced, slowest.displaced, fast.displaced))
        .containsExactly(false, true, false);
    lost.close();
    assertThat(take("192.0.2.4", new Sending(FAST))).isPresent();
    assertThat(slow.displaced).isTrue();
    assertThat(take("192.0.2.5", new Sending(FAST))).as("all others are fast enough").isEmpty();
    assertThat(fast.displaced).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void slowestStranger_makesRoom_whereverItStands(int place) {
    List<Sending> bodies = new ArrayList<>(List.of(new Sending(5000), new Sending(6000)));
    bodies.add(place, new Sending(1));
    for (int i = 0; i < 3; i++) {
      take("192.0.2." + i, bodies.get(i));
    }
    assertThat(take("192.0.2.9", new Sending(FAST))).isPresent();
    assertThat(bodies).filteredOn(one -> one.displaced).containsExactly(bodies.get(place));
  }

  @Test
  void strangerWhoIsJustFastEnough_keepsHisPlace() {
    for (int i = 0; i < 3; i++) {
      take("192.0.2." + i, new Sending(CROWDED));
    }
    assertThat(take("192.0.2.9", new Sending(FAST))).isEmpty();
  }

  @Test
  void whoLostAPlace_displacesNobody_soThatReturningAtOnceGainsNothing() {
    Sending slow = new Sending(1);
    for (int i = 1; i <= 3; i++) {
      take("192.0.2." + i, slow);
    }
    room.unfinished(From.stranger("192.0.2.9"));
    assertThat(take("192.0.2.9", new Sending(FAST))).isEmpty();
    assertThat(slow.displaced).isFalse();
    assertThat(take("192.0.2.8", new Sending(FAST))).as("somebody else").isPresent();
    assertThat(slow.displaced).isTrue();
  }

  @Test
  void nobodyWithAsManyPlaces_andNoAccount_isDisplaced() {
    Sending other = new Sending(1);
    take("192.0.2.1", new Sending(FAST));
    take("192.0.2.2", other);
    take("192.0.2.3", new Sending(FAST));
    assertThat(take("192.0.2.3", new Sending(FAST))).as("each has one").isEmpty();
    assertThat(other.displaced).isFalse();
    Sending clerks = new Sending(1);
    for (String login : List.of("a", "b", "c", "d", "e")) {
      room.take(From.account(login), false, 0, clerks);
    }
    assertThat(take(CLERK, false, 0)).isEmpty();
    assertThat(clerks.displaced).isFalse();
  }

  @Test
  void thoseWhoMakeRoomAndStay_areAsManyAsThePlacesAtMost() {
    for (int i = 0; i < 6; i++) {
      assertThat(take("192.0.2." + i, new Sending(1))).isPresent();
    }
    assertThat(take("192.0.2.9", new Sending(FAST))).isEmpty();
  }

  @Test
  void thoseWhoMakeRoomAndGo_countNoMore() {
    List<BodyRoom.Place> places = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      places.add(take("192.0.2." + i, new Sending(1)).orElseThrow());
      if (i >= 3) {
        places.get(i - 3).close();
      }
    }
  }

  @Test
  void fileOfAStranger_hasToBeFaster_andLessTimeInAll() {
    assertThat(room.allowance(Body.PRE_CHECK, From.stranger("192.0.2.1")))
        .satisfies(file -> assertThat(file.slowest()).isEqualTo(16 << 10))
        .satisfies(file -> assertThat(file.longest()).isEqualTo(Duration.ofMinutes(15)));
    assertThat(room.allowance(Body.PACKAGE, CLERK).longest()).isEqualTo(Duration.ofHours(1));
  }

  private Optional<BodyRoom.Place> take(String address, Sending body) {
    return room.take(From.stranger(address), false, 0, body);
  }

  private Optional<BodyRoom.Place> take(From sender, boolean files, long spooled) {
    return room.take(sender, files, spooled, new Sending(FAST));
  }

  /** A body that comes at a pace. */
  private static final class Sending implements Seats.Body {
    private final long pace;
    private boolean displaced;

    Sending(long pace) {
      this.pace = pace;
    }

    @Override
    public long pace() {
      return pace;
    }

    @Override
    public void makeRoom() {
      displaced = true;
    }
  }
}
