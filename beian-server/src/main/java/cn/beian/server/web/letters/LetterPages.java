package cn.beian.server.web.letters;

import cn.beian.server.cases.IssuedLetter;
import cn.beian.server.cases.IssuedLetters;
import cn.beian.server.cases.LetterPdfs;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * Issued letters as pages and as PDFs. Whoever calls has asked whether the reader may read the
 * case.
 */
@Component
public class LetterPages {
  /** The end of the address of a letter’s PDF. */
  public static final String PDF = "/pdf";

  private final IssuedLetters letters;
  private final LetterPdfs pdfs;

  LetterPages(IssuedLetters letters, LetterPdfs pdfs) {
    this.letters = letters;
    this.pdfs = pdfs;
  }

  /**
   * The page of a letter; gives its view.
   *
   * @param back address of the case
   */
  public String page(
      String procedure, UUID caseId, int place, String back, Locale locale, Model model) {
    model.addAttribute("issued", letter(procedure, caseId, place, locale));
    model.addAttribute("back", back);
    return "issued-letter";
  }

  /** The PDF of a letter. */
  public ResponseEntity<Resource> pdf(String procedure, UUID caseId, int place, Locale locale) {
    IssuedLetter letter = letter(procedure, caseId, place, locale);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename(letter.number() + ".pdf").build().toString())
        .body(pdfs.of(letter));
  }

  private IssuedLetter letter(String procedure, UUID caseId, int place, Locale locale) {
    String language = locale.getLanguage().equals("en") ? "en" : "zh";
    return letters
        .find(procedure, caseId, place, language)
        .orElseThrow(
            () ->
                letters.awaited(procedure, caseId)
                    ? new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE)
                    : new NoSuchElementException("letter " + place + " of " + caseId));
  }
}
