package cn.beian.server.documents;

import cn.beian.inspect.WorkerFrames;
import cn.beian.inspect.WorkerLoop;
import cn.beian.report.QrCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads documents in a process of its own, asked as {@link WorkerFrames} say.
 *
 * <pre>
 * text KIND OUT DOCUMENT         the number of pages, a new line, and the text; a form feed ends a page
 * whole PDF OUT DOCUMENT         the same, where all of its text can be read
 * page KIND NUMBER OUT DOCUMENT  a page, counted from 0, as PNG
 * code PICTURE OUT DOCUMENT      the text of the QR code of a photo; nothing where there is none
 * </pre>
 *
 * Nothing of a document is run, and nothing outside it is asked for.
 */
public final class DocumentMain {
  private static final long MOST_PIXELS_OF_A_PHOTO = 20_000_000;

  private DocumentMain() {}

  public static void main(String[] args) {
    OutputStream channel = new FileOutputStream(FileDescriptor.out);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // What libraries say of the documents of strangers is no line of the server's log.
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    System.setProperty("java.awt.headless", "true");
    System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
    ChineseFonts.use();
    WorkerLoop.serve(channel, err, (arguments, progress) -> run(arguments));
  }

  /** One request. */
  static WorkerLoop.Outcome run(List<String> arguments) throws IOException {
    try {
      DocumentKind kind = DocumentKind.valueOf(arguments.get(1));
      Path document = Path.of(arguments.get(arguments.size() - 1));
      Path out = Path.of(arguments.get(arguments.size() - 2));
      byte[] result =
          switch (arguments.get(0)) {
            case "text" -> text(kind, document).getBytes(StandardCharsets.UTF_8);
            case "whole" -> PdfDocument.whole(document).getBytes(StandardCharsets.UTF_8);
            case "code" -> code(document).getBytes(StandardCharsets.UTF_8);
            default -> page(kind, Integer.parseInt(arguments.get(2)), document);
          };
      Files.write(out, result);
      return new WorkerLoop.Outcome(WorkerFrames.READ_CODE, "");
    } catch (UnreadableDocumentException e) {
      return new WorkerLoop.Outcome(
          e.limit() ? WorkerFrames.LIMIT_CODE : WorkerFrames.UNREADABLE_CODE, "");
    }
  }

  private static String text(DocumentKind kind, Path document)
      throws IOException, UnreadableDocumentException {
    return switch (kind) {
      case PDF -> PdfDocument.text(document);
      case PICTURE -> "1\n";
      case OFFICE -> "1\n" + OfficeText.of(document);
    };
  }

  private static String code(Path photo) throws IOException, UnreadableDocumentException {
    return QrCode.read(RedrawnPicture.read(photo, MOST_PIXELS_OF_A_PHOTO)).orElse("");
  }

  private static byte[] page(DocumentKind kind, int number, Path document)
      throws IOException, UnreadableDocumentException {
    return switch (kind) {
      case PDF -> PdfDocument.page(document, number);
      case PICTURE -> RedrawnPicture.redrawn(document);
      case OFFICE -> throw UnreadableDocumentException.broken("it is shown as text");
    };
  }
}
