package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator is told at the start of the processes that read packages. */
@ExtendWith(OutputCaptureExtension.class)
class TestingConfigurationTest {
  private static final String WARNING = "The server runs as root";

  private final String user = System.getProperty("user.name");

  @AfterEach
  void again() {
    System.setProperty("user.name", user);
  }

  private static void start(String name) {
    System.setProperty("user.name", name);
    Binder defaults = new Binder(new MapConfigurationPropertySource());
    new TestingConfiguration()
        .workerWalls(defaults.bindOrCreate("beian.testing", TestingSettings.class));
  }

  @Test
  void root_isWarnedAtTheStart_andToldWhereToRead(CapturedOutput log) {
    start("root");
    assertThat(log).contains(WARNING, "docs/guide/operator-sandbox.md");
  }

  @Test
  void userOfItsOwn_isNotWarned(CapturedOutput log) {
    start("beian");
    assertThat(log).doesNotContain(WARNING);
  }
}
