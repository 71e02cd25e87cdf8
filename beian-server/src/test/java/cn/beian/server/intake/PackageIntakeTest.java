package cn.beian.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Row, audit line and the request to read it: all of a package that was taken, or nothing. */
class PackageIntakeTest extends ServerTest {
  @Autowired private PackageIntake intake;
  @Autowired private ConfigurableApplicationContext server;

  private final UUID unit = UUID.randomUUID();
  private final List<UUID> asked = new ArrayList<>();
  private boolean ends;
  private final ApplicationListener<PayloadApplicationEvent<PackageTaken>> listener = new Ending();

  /** Stands where the request to read is taken, and may end there. */
  private final class Ending implements ApplicationListener<PayloadApplicationEvent<PackageTaken>> {
    @Override
    public void onApplicationEvent(PayloadApplicationEvent<PackageTaken> event) {
      UUID taken = event.getPayload().packageId();
      asked.add(taken);
      assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
      if (ends) {
        throw new IllegalStateException("the server ends here");
      }
    }
  }

  @BeforeEach
  void listen() {
    server.addApplicationListener(listener);
  }

  @AfterEach
  void listenNoMore() {
    server.removeApplicationListener(listener);
  }

  private int rows(String table, String where, Object value) {
    return jdbc.sql("select count(*) from " + table + " where " + where)
        .param(value)
        .query(Integer.class)
        .single();
  }

  private PackageIntake.Taken take() throws Exception {
    byte[] bytes = unit.toString().getBytes(StandardCharsets.UTF_8);
    return intake.take(new ByteArrayInputStream(bytes), "a.apk", "", unit, UUID.randomUUID());
  }

  @Test
  void serverThatEndsBeforeTheRequestToRead_leavesNoPackage_andTheSameBytesAreTakenAgain()
      throws Exception {
    ends = true;
    assertThatThrownBy(this::take).hasMessage("the server ends here");
    assertThat(asked).hasSize(1);
    assertThat(rows("package_upload", "organization_id = ?", unit)).isZero();
    assertThat(rows("audit_entry", "subject = ?", asked.get(0).toString())).isZero();

    ends = false;
    PackageIntake.Taken taken = take();
    assertThat(taken.again()).isFalse();
    assertThat(asked).hasSize(2).contains(taken.stored().id());
    assertThat(rows("package_upload", "organization_id = ?", unit)).isEqualTo(1);
    assertThat(rows("inspection", "sha256 = ?", taken.stored().sha256())).isEqualTo(1);
  }
}
