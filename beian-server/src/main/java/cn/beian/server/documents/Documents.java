package cn.beian.server.documents;

import cn.beian.server.documents.DrawnPages.Drawn;
import cn.beian.server.documents.DrawnPages.Place;
import cn.beian.server.intake.Attachment;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.SoftwareVersion;
import cn.beian.server.storage.LocalCopy;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.SandboxedProgram;
import cn.beian.server.testing.SandboxedPrograms;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/**
 * Documents as they are shown in a page. Sandboxed processes draw pages as pictures and read text;
 * the bytes of the document itself never go to a browser to be shown. What sponsors attach, what
 * officials import and what anybody photographs are read by processes of their own: a small
 * document can keep one busy until its limit, and then keeps waiting only those of its kind.
 */
@Service
public class Documents {
  private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
  private static final Duration WALL_LIMIT = Duration.ofSeconds(20);

  /** For a list, whose work is counted: only a machine with much else to do needs as long. */
  private static final Duration LIST_LIMIT = Duration.ofMinutes(1);

  private static final int MOST_PICTURE_BYTES = 24 << 20;
  private static final int MOST_TEXT_BYTES = 1 << 20;
  private static final int MOST_CODE_BYTES = 16 << 10;
  private static final int KEPT = 32;

  /** A document that is drawn leaves room for another one. */
  private static final int AT_ONCE = 2;

  /** How long a viewer waits for a process, and for others who look at the same document. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LOCKS = 64;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final ObjectStore objects;
  private final SandboxedProgram ofSponsors;
  private final SandboxedProgram ofOfficials;
  private final SandboxedProgram ofStrangers;
  private final Path exchange;
  private final Semaphore lists = new Semaphore(1);
  private final Semaphore photos = new Semaphore(1);
  private final DrawnPages drawn;
  private final Map<String, DocumentText> read = new LinkedHashMap<>(16, 0.75f, true);
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  Documents(ObjectStore objects, SandboxedPrograms programs, BeianSettings server, Clock clock)
      throws IOException {
    this.drawn = new DrawnPages(clock);
    this.objects = objects;
    this.exchange = server.dataDir().resolve("document-exchange");
    FileSystemUtils.deleteRecursively(exchange); // what a killed server left
    Files.createDirectories(exchange);
    this.ofSponsors = program(programs, WALL_LIMIT, AT_ONCE);
    this.ofOfficials = program(programs, LIST_LIMIT, 1);
    this.ofStrangers = program(programs, WALL_LIMIT, 1);
  }

  private SandboxedProgram program(SandboxedPrograms programs, Duration limit, int places)
      throws IOException {
    return programs.program(
        DocumentMain.class.getName(), limit, places, objects.localFolder(), exchange);
  }

  @PreDestroy
  void end() {
    ofSponsors.close();
    ofOfficials.close();
    ofStrangers.close();
  }

  /** What can be shown of a document. */
  public DocumentText text(Attachment document) {
    Optional<DocumentKind> kind = DocumentKind.of(document.mediaType());
    if (kind.isEmpty()) {
      return DocumentText.unread(DocumentText.Way.SAVED_ONLY);
    }
    String sha256 = document.sha256();
    return known(sha256)
        .or(() -> alone(sha256, () -> known(sha256).orElseGet(() -> read(sha256, kind.get()))))
        .orElseGet(() -> DocumentText.unread(DocumentText.Way.NOT_NOW));
  }

  private Optional<DocumentText> known(String sha256) {
    synchronized (read) {
      return Optional.ofNullable(read.get(sha256));
    }
  }

  private DocumentText read(String sha256, DocumentKind kind) {
    Made made = make(sha256, MOST_TEXT_BYTES, List.of("text", kind.name()));
    DocumentText text =
        made.bytes().map(bytes -> parse(kind, bytes)).orElseGet(() -> unread(made.failure()));
    if (made.failure() != Failure.WORKER_FAILED) { // that may be better the next time
      synchronized (read) {
        read.put(sha256, text);
        if (read.size() > KEPT) {
          read.remove(read.keySet().iterator().next());
        }
      }
    }
    return text;
  }

  /**
   * A page, drawn once while it is kept; so is that it cannot be drawn.
   *
   * @param number from 0
   */
  public PagePicture page(Attachment document, int number) {
    Optional<DocumentKind> kind =
        DocumentKind.of(document.mediaType()).filter(one -> one != DocumentKind.OFFICE);
    if (kind.isEmpty() || number < 0 || number >= PdfDocument.MOST_PAGES) {
      return PagePicture.NONE;
    }
    Place key = new Place(document.sha256(), number);
    Optional<Drawn> page =
        drawn
            .find(key)
            .or(
                () ->
                    alone(
                        key.sha256(),
                        () -> drawn.find(key).orElseGet(() -> draw(key, kind.get()))));
    return page.map(one -> new PagePicture(one.png(), one.failure() == Failure.WORKER_FAILED))
        .orElseGet(() -> new PagePicture(Optional.empty(), true));
  }

  /** How a page is named that is not drawn otherwise before the program changes. */
  public static String tag(Attachment document, int number) {
    return document.sha256() + '-' + number + '-' + SoftwareVersion.NUMBER;
  }

  private Drawn draw(Place key, DocumentKind kind) {
    Made made =
        make(
            key.sha256(),
            MOST_PICTURE_BYTES,
            List.of("page", kind.name(), String.valueOf(key.number())));
    Drawn page =
        new Drawn(
            made.failure(),
            made.bytes()
                .filter(
                    bytes -> bytes.length > PNG.length && Arrays.equals(bytes, 0, 4, PNG, 0, 4)));
    if (page.failure() != Failure.WORKER_FAILED) {
      drawn.put(key, page);
    }
    return page;
  }

  /** One act for a document at a time; empty where others take too long. */
  private <T> Optional<T> alone(String sha256, Supplier<T> act) {
    ReentrantLock lock = locks.get(Math.floorMod(sha256.hashCode(), LOCKS));
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(act.get());
    } finally {
      lock.unlock();
    }
  }

  /** Most pages of a PDF that is read as a whole. */
  public static final int MOST_WHOLE_PAGES = WholePdfText.MOST_PAGES;

  /** Most characters of it. */
  public static final int MOST_WHOLE_CHARACTERS = WholePdfText.MOST_CHARACTERS;

  /**
   * All text of a PDF that nobody keeps, one at a time and where a process is free; {@code
   * TOO_MUCH} rather than a part of it.
   */
  public DocumentText whole(InputStream pdf) throws IOException {
    if (!lists.tryAcquire()) {
      return DocumentText.unread(DocumentText.Way.NOT_NOW);
    }
    try {
      Path file = Files.createTempFile(exchange, "list-", "");
      try {
        Files.copy(pdf, file, StandardCopyOption.REPLACE_EXISTING);
        Made made =
            make(
                ofOfficials,
                file,
                MOST_TEXT_BYTES,
                List.of("whole", DocumentKind.PDF.name()),
                PATIENCE);
        return made.bytes()
            .map(bytes -> parse(DocumentKind.PDF, bytes))
            .orElseGet(() -> unread(made.failure()));
      } finally {
        Files.deleteIfExists(file);
      }
    } finally {
      lists.release();
    }
  }

  /** What became of a photo of a QR code. */
  public enum CodeReading {
    /** There is one. */
    READ,
    /** There is none that can be read. */
    NO_CODE,
    /** It is no PNG and no JPEG, or a broken one. */
    NO_PICTURE,
    /** It has too many pixels, or takes too long. */
    TOO_LARGE,
    /** Somebody else’s is being read. */
    NOT_NOW
  }

  /**
   * What a QR code says.
   *
   * @param text empty unless it was read
   */
  public record Code(CodeReading reading, String text) {}

  /** Reads the QR code of a photo, one at a time and where a process is free; nothing stays. */
  public Code code(InputStream photo) throws IOException {
    if (!photos.tryAcquire()) {
      return new Code(CodeReading.NOT_NOW, "");
    }
    try {
      Path file = Files.createTempFile(exchange, "photo-", "");
      try {
        Files.copy(photo, file, StandardCopyOption.REPLACE_EXISTING);
        Made made =
            make(
                ofStrangers,
                file,
                MOST_CODE_BYTES,
                List.of("code", DocumentKind.PICTURE.name()),
                Duration.ZERO);
        String text = made.bytes().map(one -> new String(one, StandardCharsets.UTF_8)).orElse("");
        return new Code(
            switch (made.failure()) {
              case NONE -> text.isEmpty() ? CodeReading.NO_CODE : CodeReading.READ;
              case UNREADABLE -> CodeReading.NO_PICTURE;
              case LIMIT, TOO_LONG, TOO_MUCH_MEMORY -> CodeReading.TOO_LARGE;
              default -> CodeReading.NOT_NOW;
            },
            text);
      } finally {
        Files.deleteIfExists(file);
      }
    } finally {
      photos.release();
    }
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
    try (LocalCopy copy = objects.localCopy(sha256)) {
      return make(ofSponsors, copy.file(), most, what, PATIENCE);
    } catch (IOException e) {
      LOG.warn("document {}: {}", sha256, e.toString());
      return new Made(Failure.WORKER_FAILED, Optional.empty());
    }
  }

  private Made make(
      SandboxedProgram program, Path document, int most, List<String> what, Duration patience)
      throws IOException {
    Path out = Files.createTempFile(exchange, "made-", "");
    try {
      List<String> request = new ArrayList<>(what);
      request.add(out.toAbsolutePath().toString());
      request.add(document.toAbsolutePath().toString());
      Failure failure = program.ask(patience, request).orElse(Failure.WORKER_FAILED);
      if (failure != Failure.NONE || Files.size(out) > most) {
        LOG.info("document {}: {}", document.getFileName(), failure);
        return new Made(failure == Failure.NONE ? Failure.LIMIT : failure, Optional.empty());
      }
      return new Made(failure, Optional.of(Files.readAllBytes(out)));
    } finally {
      Files.deleteIfExists(out);
    }
  }
}
