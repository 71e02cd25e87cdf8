package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerArgumentsTest {

  @Test
  void optionsWithBlankOrSign_areTheSameSettings() {
    String[] settings = {"--server.port=8081", "--beian.data-dir=/srv/beian", "--beian.demo=true"};
    assertThat(
            ServerArguments.settings(List.of("--port", "8081", "--data", "/srv/beian", "--demo")))
        .isEqualTo(settings);
    assertThat(ServerArguments.settings(List.of("--port=8081", "--data=/srv/beian", "--demo=true")))
        .isEqualTo(settings);
  }

  @Test
  void languageOfTheCommand_isNoSetting() {
    assertThat(ServerArguments.settings(List.of("--lang", "en", "--lang=zh"))).isEmpty();
  }

  @Test
  void settings_passAsTheyAre() {
    assertThat(ServerArguments.settings(List.of("--server.address=127.0.0.1", "--beian.db.url=")))
        .containsExactly("--server.address=127.0.0.1", "--beian.db.url=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--prot=8081", "--prot", "--prot=127.0.0.1", "8081", "-p", "server.port=8081"})
  void whatNobodyWouldRead_isRefused(String argument) {
    assertThatThrownBy(() -> ServerArguments.settings(List.of("--demo", argument)))
        .isInstanceOf(UnknownArgumentException.class)
        .hasMessageContaining(argument.replaceAll("=.*", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data --demo", "--demo --data", "--data= --demo", "--demo --data="})
  void optionWithoutItsValue_isRefused(String arguments) {
    assertThatThrownBy(() -> ServerArguments.settings(List.of(arguments.split(" ", -1))))
        .hasMessage("Missing value of option: '--data'");
  }
}
