package cn.beian.server.personal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.platform.BeianSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** A server whose key is lost says what it cannot read, and changes none of it. */
@ExtendWith(OutputCaptureExtension.class)
class OtherKeyTest extends ServerTest {
  private static final UUID UNIT = UUID.fromString("0193aaaa-0000-7000-8000-0000000002b2");

  @Autowired private PersonalDataStore store;
  @Autowired private Sealing sealing;
  @Autowired private BeianSettings server;
  @Autowired private TransactionTemplate transaction;
  @TempDir private Path folder;

  @Test
  void startWithoutTheKey_saysWhatIsUnreadable_andLeavesItAsItIs(CapturedOutput output) {
    UUID person =
        jdbc.sql("select id from user_account where login = :login")
            .param("login", person(UNIT, "HANDLER"))
            .query(UUID.class)
            .single();
    sealing.seal(100);
    Contact before = store.contact(person);
    PersonalSettings settings = new PersonalSettings(folder.resolve("other.key"));
    PersonalData data = new PersonalData(settings, server);
    PersonalDataStore other = new PersonalDataStore(jdbc, data);
    new Sealing(List.of(other), data, settings, server, transaction)
        .run(new DefaultApplicationArguments());
    assertThat(output)
        .contains("made the key for personal data in " + folder.resolve("other.key"))
        .contains("does not open what another key has sealed")
        .contains("telephone numbers=")
        .contains("beian.personal.key");
    assertThat(other.contact(person)).isEqualTo(new Contact("", "", true));
    assertThat(store.contact(person)).as("the key came back").isEqualTo(before);
  }

  @Test
  void startWithTheKey_saysNothing(CapturedOutput output) {
    sealing.run(new DefaultApplicationArguments());
    assertThat(output).doesNotContain("does not open");
  }
}
