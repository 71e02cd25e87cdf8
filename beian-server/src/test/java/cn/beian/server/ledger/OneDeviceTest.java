package cn.beian.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneDeviceTest {
  @TempDir Path folder;

  @Test
  void places_onOneDevice_areTold_alsoBeforeTheyAreMade() {
    List<Path> places = List.of(folder, folder.resolve("ledger/published.head"));
    assertThat(new OneDevice().holds(places)).isTrue();
  }

  @Test
  void onePlaceElsewhere_isEnough() throws IOException {
    OneDevice devices = new OneDevice(path -> path.equals(folder) ? "disk" : "stick");
    assertThat(devices.holds(List.of(folder, folder))).isTrue();
    assertThat(devices.holds(List.of(folder, folder, folder.getRoot()))).isFalse();
  }

  @Test
  void systemThatDoesNotSay_isNoReasonToWarn() {
    OneDevice silent =
        new OneDevice(
            path -> {
              throw new IOException("not supported");
            });
    assertThat(silent.holds(List.of(folder))).isFalse();
  }
}
