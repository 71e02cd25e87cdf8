package cn.beian.server.cases;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.LetterPdf;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.storage.ObjectStore.Incoming;
import cn.beian.server.storage.StoredResource;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

/**
 * The PDFs of issued letters. A job makes each from the kept words and stores its bytes, seconds
 * after the act; until then whoever asks gets the same bytes, which follow from the words alone.
 */
@Service
public class LetterPdfs {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("letter-pdf", String.class);

  private static final long MAX_BYTES = 50_000_000;

  private final IssuedLetterStore store;
  private final ObjectStore objects;

  LetterPdfs(IssuedLetterStore store, ObjectStore objects) {
    this.store = store;
    this.objects = objects;
  }

  /** What the job is given for a letter: procedure, case and place. */
  static String named(String procedure, UUID caseId, int place) {
    return procedure + ' ' + caseId + ' ' + place;
  }

  /** The PDF of a letter. */
  public Resource of(IssuedLetter letter) {
    return letter
        .pdfSha256()
        .<Resource>map(sha256 -> new StoredResource(objects, sha256))
        .orElseGet(() -> new ByteArrayResource(drawn(letter)));
  }

  /**
   * The job.
   *
   * @param named the letter, see {@link #named}
   */
  void make(String named) {
    List<String> parts = List.of(named.split(" ", -1));
    UUID id = UUID.fromString(parts.get(1));
    int place = Integer.parseInt(parts.get(2));
    for (Locale language : IssuedLetters.LANGUAGES) {
      store
          .find(parts.get(0), id, place, language.getLanguage())
          .filter(one -> one.pdfSha256().isEmpty())
          .ifPresent(this::keep);
    }
  }

  private void keep(IssuedLetter letter) {
    try (Incoming incoming = objects.receive(new ByteArrayInputStream(drawn(letter)), MAX_BYTES)) {
      incoming.keep();
      store.keepPdf(letter, incoming.object().sha256());
    } catch (IOException e) {
      throw new UncheckedIOException("PDF of letter " + letter.number(), e);
    }
  }

  private static byte[] drawn(IssuedLetter letter) {
    try {
      ByteArrayOutputStream pdf = new ByteArrayOutputStream();
      LetterPdf.write(
          letter.heading(),
          OfficialTime.dayOf(letter.issuedAt()),
          Locale.forLanguageTag(letter.language()),
          letter.text().html(),
          pdf);
      return pdf.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("PDF of letter " + letter.number(), e);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<String> letterPdf(ObjectProvider<LetterPdfs> pdfs) {
      return Tasks.oneTime(TASK)
          .execute((instance, context) -> pdfs.getObject().make(instance.getData()));
    }
  }
}
