package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.endings.Reach.Outcome;
import cn.beian.server.platform.NameLookUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is seen of declared services, and what is not asked at all. */
class ServiceProbeTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private static NameLookUp names(Map<String, String> known) {
    return new NameLookUp(
        host -> {
          String address = known.get(host);
          if (address == null) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {
            InetAddress.getAllByName("8.8.8.8")[0], InetAddress.getAllByName(address)[0]
          };
        },
        SHORT);
  }

  private static NameLookUp local() {
    return new NameLookUp(
        host -> {
          if (host.startsWith("gone")) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        },
        SHORT);
  }

  @Test
  void whatListens_answers_whatDoesNot_isSilent_andANameWithoutAddressSaysSo() throws Exception {
    int silent = portThatWasFree();
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(
              new ServiceProbe(local(), List.of(silent, listening.getLocalPort()), true, SHORT)
                  .ask(List.of("up.example.cn", "gone.example.cn")))
          .containsExactly(
              Map.entry("up.example.cn", Outcome.ANSWERS),
              Map.entry("gone.example.cn", Outcome.NO_ADDRESS));
      assertThat(
              new ServiceProbe(local(), List.of(silent), true, SHORT)
                  .ask(List.of("down.example.cn")))
          .containsValue(Outcome.SILENT);
    }
  }

  private static int portThatWasFree() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void addressOfOnesOwnNetwork_isNotCalled_unlessASettingSaysSo() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<Integer> port = List.of(listening.getLocalPort());
      assertThat(new ServiceProbe(local(), port, false, SHORT).ask(List.of("up.example.cn")))
          .containsValue(Outcome.NOT_ASKED);
      for (String address :
          List.of("10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "::1", "fd00::1")) {
        NameLookUp both = names(Map.of("two.example.cn", address));
        assertThat(new ServiceProbe(both, port, false, SHORT).ask(List.of("two.example.cn")))
            .as("a name that leads to %s, too", address)
            .containsValue(Outcome.NOT_ASKED);
      }
    }
  }

  @Test
  void whatIsNoNameOfAHost_isNotEvenLookedUp() {
    List<String> looked = new ArrayList<>();
    NameLookUp names =
        new NameLookUp(
            host -> {
              looked.add(host);
              throw new UnknownHostException(host);
            },
            SHORT);
    List<String> declared =
        List.of(
            "127.0.0.1",
            "2130706433",
            "localhost",
            "[::1]",
            "a.cn:8080",
            "a.cn/path",
            "user@a.cn",
            "http://a.cn",
            "-a.cn",
            "a..cn",
            "a.cn\r\nb.cn");
    assertThat(new ServiceProbe(names, List.of(1), true, SHORT).ask(declared).values())
        .hasSize(declared.size())
        .containsOnly(Outcome.NOT_ASKED);
    assertThat(looked).isEmpty();
  }

  @Test
  void whatHangs_endsWithTheTimeOfAll() {
    CountDownLatch end = new CountDownLatch(1);
    NameLookUp hanging =
        new NameLookUp(
            host -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new UnknownHostException(host);
            },
            Duration.ofHours(1));
    try {
      List<String> many = new ArrayList<>();
      for (int i = 0; i < 2 * ServiceProbe.MOST; i++) {
        many.add("slow" + i + ".example.cn");
      }
      assertThat(new ServiceProbe(hanging, List.of(1), true, Duration.ofMillis(20)).ask(many))
          .hasSize(many.size())
          .containsValue(Outcome.NOT_ASKED)
          .doesNotContainValue(Outcome.ANSWERS);
    } finally {
      end.countDown();
    }
  }
}
