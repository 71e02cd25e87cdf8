package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  @Test
  void modules_useOnlyEachOthersApi() {
    ApplicationModules modules = ApplicationModules.of(BeianServer.class);
    assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
        .contains("identity", "calendar", "web");
    modules.verify();
  }
}
