package cn.beian.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.server.ServerTest;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.platform.BeianSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Small documents of sponsors that take very long keep nobody waiting who reads another kind. */
class OwnReadersTest extends ServerTest {
  private static final int AT_ONCE = 2;

  @Autowired private ApplicationContext server;
  @Autowired private Documents documents;
  @Autowired private BeianSettings settings;

  /** A page of forms that draw forms that draw forms. */
  private static byte[] endless(int which) {
    String ten = "/F%d Do ".repeat(10);
    List<String> forms = new ArrayList<>();
    for (int i = 1; i < 12; i++) {
      forms.add(ten.replace("%d", String.valueOf(i)));
    }
    forms.add(which + " 0 9 9 re f ");
    return HostileDocuments.drawn("/F0 Do", forms.toArray(String[]::new));
  }

  @Test
  void documentsOfSponsors_thatTakeLong_keepNoOfficialAndNoStrangerWaiting() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<PagePicture>> drawn = new ArrayList<>();
      for (int which = 0; which < AT_ONCE; which++) {
        Attachment taken =
            server
                .getBean(Intake.class)
                .takeAttachment(
                    new ByteArrayInputStream(endless(which)),
                    which + ".pdf",
                    steps.stage.unit,
                    steps.stage.id(steps.handler));
        drawn.add(threads.submit(() -> documents.page(taken, 0)));
      }
      await().until(() -> asked() == AT_ONCE);
      byte[] list = HostileDocuments.pdf(1, "No. 41");
      assertThat(documents.whole(new ByteArrayInputStream(list)).way())
          .as("it is begun, however long it takes beside them")
          .isNotEqualTo(DocumentText.Way.NOT_NOW);
      assertThat(documents.code(new ByteArrayInputStream(new byte[] {1, 2, 3})).reading())
          .isEqualTo(Documents.CodeReading.NO_PICTURE);
      for (Future<PagePicture> one : drawn) {
        assertThat(one.get().png()).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** How many pictures are awaited. */
  private long asked() throws IOException {
    Path exchange = settings.dataDir().resolve("document-exchange");
    try (Stream<Path> files = Files.list(exchange)) {
      return files.filter(one -> String.valueOf(one.getFileName()).startsWith("made-")).count();
    }
  }
}
