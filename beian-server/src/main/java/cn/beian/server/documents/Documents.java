package cn.beian.server.documents;

import cn.beian.server.intake.Attachment;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.storage.LocalCopy;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.SandboxedProgram;
import cn.beian.server.testing.SandboxedPrograms;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/**
 * Documents as they are shown in a page. A sandboxed process draws pages as pictures and reads
 * text; the bytes of the document itself never go to a browser to be shown.
 */
@Service
public class Documents {
  private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
  private static final Duration WALL_LIMIT = Duration.ofSeconds(20);
  private static final int MOST_PICTURE_BYTES = 24 << 20;
  private static final int MOST_TEXT_BYTES = 1 << 20;
  private static final int KEPT = 32;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final ObjectStore objects;
  private final SandboxedProgram program;
  private final Path exchange;
  private final Map<String, DocumentText> read = new LinkedHashMap<>(16, 0.75f, true);

  Documents(ObjectStore objects, SandboxedPrograms programs, BeianSettings server)
      throws IOException {
    this.objects = objects;
    this.exchange = server.dataDir().resolve("document-exchange");
    FileSystemUtils.deleteRecursively(exchange); // what a killed server left
    Files.createDirectories(exchange);
    this.program =
        programs.program(DocumentMain.class.getName(), WALL_LIMIT, objects.localFolder(), exchange);
  }

  @PreDestroy
  void end() {
    program.close();
  }

  /** What can be shown of a document. */
  public DocumentText text(Attachment document) {
    Optional<DocumentKind> kind = DocumentKind.of(document.mediaType());
    if (kind.isEmpty()) {
      return DocumentText.unread(DocumentText.Way.SAVED_ONLY);
    }
    synchronized (read) {
      DocumentText known = read.get(document.sha256());
      if (known != null) {
        return known;
      }
    }
    Made made = make(document.sha256(), MOST_TEXT_BYTES, List.of("text", kind.get().name()));
    DocumentText text =
        made.bytes().map(bytes -> parse(kind.get(), bytes)).orElseGet(() -> unread(made.failure()));
    if (made.failure() != Failure.WORKER_FAILED) { // that may be better the next time
      synchronized (read) {
        read.put(document.sha256(), text);
        if (read.size() > KEPT) {
          read.remove(read.keySet().iterator().next());
        }
      }
    }
    return text;
  }

  /**
   * A page as a PNG that was drawn here; empty where it cannot be drawn.
   *
   * @param number from 0
   */
  public Optional<byte[]> page(Attachment document, int number) {
    return DocumentKind.of(document.mediaType())
        .filter(kind -> kind != DocumentKind.OFFICE)
        .flatMap(
            kind ->
                make(
                        document.sha256(),
                        MOST_PICTURE_BYTES,
                        List.of("page", kind.name(), String.valueOf(number)))
                    .bytes())
        .filter(bytes -> bytes.length > PNG.length && Arrays.equals(bytes, 0, 4, PNG, 0, 4));
  }

  private static DocumentText unread(Failure failure) {
    return DocumentText.unread(
        switch (failure) {
          case LIMIT, TOO_LONG, TOO_MUCH_MEMORY -> DocumentText.Way.TOO_MUCH;
          case UNREADABLE -> DocumentText.Way.UNREADABLE;
          default -> DocumentText.Way.NOT_NOW;
        });
  }

  private static DocumentText parse(DocumentKind kind, byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    int line = all.indexOf('\n');
    try {
      int pages = Integer.parseInt(all.substring(0, Math.max(0, line)));
      return new DocumentText(
          kind == DocumentKind.OFFICE ? DocumentText.Way.TEXT : DocumentText.Way.PAGES,
          pages,
          Math.min(pages, PdfDocument.MOST_PAGES),
          all.substring(line + 1));
    } catch (NumberFormatException e) {
      return DocumentText.unread(DocumentText.Way.UNREADABLE);
    }
  }

  private record Made(Failure failure, Optional<byte[]> bytes) {}

  private Made make(String sha256, int most, List<String> what) {
    if (program.crowded()) {
      return new Made(Failure.WORKER_FAILED, Optional.empty());
    }
    try (LocalCopy copy = objects.localCopy(sha256)) {
      Path out = Files.createTempFile(exchange, "made-", "");
      try {
        List<String> request = new ArrayList<>(what);
        request.add(out.toAbsolutePath().toString());
        request.add(copy.file().toAbsolutePath().toString());
        Failure failure = program.ask(request);
        if (failure != Failure.NONE || Files.size(out) > most) {
          LOG.info("document {}: {}", sha256, failure);
          return new Made(failure == Failure.NONE ? Failure.LIMIT : failure, Optional.empty());
        }
        return new Made(failure, Optional.of(Files.readAllBytes(out)));
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      LOG.warn("document {}: {}", sha256, e.toString());
      return new Made(Failure.WORKER_FAILED, Optional.empty());
    }
  }
}
