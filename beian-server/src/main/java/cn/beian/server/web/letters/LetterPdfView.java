package cn.beian.server.web.letters;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.LetterPdf;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The letter of a page as a PDF: the same words, drawn from the same template. */
final class LetterPdfView implements View {
  private final View letter;
  private final MessageSource messages;

  /**
   * @param letter draws the letter alone, without the frame of the page
   */
  LetterPdfView(View letter, MessageSource messages) {
    this.letter = letter;
    this.messages = messages;
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    LetterHead head =
        (LetterHead)
            Objects.requireNonNull(Objects.requireNonNull(model).get(LetterHead.ATTRIBUTE));
    Locale locale = RequestContextUtils.getLocale(request);
    Drawn drawn = new Drawn(response);
    letter.render(model, request, drawn);
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    String title = messages.getMessage(head.title(), null, locale) + ' ' + head.number();
    LetterPdf.write(title, OfficialTime.dayOf(head.at()), locale, drawn.text.toString(), pdf);
    response.setContentType(MediaType.APPLICATION_PDF_VALUE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.inline().filename(head.number() + ".pdf").build().toString());
    response.setContentLength(pdf.size());
    pdf.writeTo(response.getOutputStream());
  }

  /** Takes what is drawn instead of sending it. */
  private static final class Drawn extends HttpServletResponseWrapper {
    private final StringWriter text = new StringWriter();

    Drawn(HttpServletResponse response) {
      super(response);
    }

    @Override
    public PrintWriter getWriter() {
      return new PrintWriter(text);
    }

    @Override
    public void setContentType(String type) {
      // that of the PDF is set
    }

    @Override
    public void setCharacterEncoding(String encoding) {
      // none is sent
    }

    @Override
    public void setLocale(Locale locale) {
      // brings an encoding with it
    }

    @Override
    public void flushBuffer() {
      // nothing is sent yet
    }
  }
}
