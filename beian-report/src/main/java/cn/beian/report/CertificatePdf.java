package cn.beian.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** One page: what was filed and by whom it was accepted, then how anybody can check it. */
final class CertificatePdf {
  static final String PROOF_ENDING = ".tlog-proof";
  private static final String PROOF_BEGIN = "c2sp.org/tlog-proof@v1\n";

  private final Certificate certificate;
  private final Messages messages;
  private final Html html = new Html();

  CertificatePdf(Certificate certificate, Locale locale) {
    this.certificate = certificate;
    this.messages = Messages.in(locale);
  }

  void write(OutputStream out) throws IOException, MissingGlyphException {
    String title = certificate.number() + " " + certificate.appName();
    ArchivedPdf pdf =
        new ArchivedPdf(3, title, messages.text("certificate.title"), certificate.filedOn());
    String page = page(title);
    PdfFont.requireGlyphs(page);
    pdf.write(
        page,
        document -> {
          if (!showsPicture(document)) {
            throw new IOException("the QR code was not drawn"); // an interrupted thread, for one
          }
          attachProof(document, pdf.date());
        },
        out);
  }

  /** On whichever page: a very long name pushes the QR code off the first. */
  private static boolean showsPicture(PDDocument document) {
    for (PDPage page : document.getPages()) {
      if (page.getResources().getXObjectNames().iterator().hasNext()) {
        return true;
      }
    }
    return false;
  }

  static Optional<String> proofIn(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
      PDEmbeddedFilesNameTreeNode files = names == null ? null : names.getEmbeddedFiles();
      Map<String, PDComplexFileSpecification> byName = files == null ? null : files.getNames();
      if (byName == null) {
        return Optional.empty();
      }
      for (PDComplexFileSpecification file : byName.values()) {
        PDEmbeddedFile embedded = file.getEmbeddedFile();
        if (embedded != null && file.getFilename().endsWith(PROOF_ENDING)) {
          return Optional.of(new String(embedded.toByteArray(), StandardCharsets.UTF_8));
        }
      }
      return Optional.empty();
    }
  }

  /** Found by its first line and the end of its stream. */
  static Optional<String> plainProofIn(byte[] pdf) {
    String bytes = new String(pdf, StandardCharsets.ISO_8859_1);
    int begin = bytes.startsWith("%PDF-") ? bytes.indexOf(PROOF_BEGIN) : -1;
    int end = begin < 0 ? -1 : bytes.indexOf("endstream", begin);
    if (end < 0) {
      return Optional.empty();
    }
    String proof = new String(pdf, begin, end - begin, StandardCharsets.UTF_8);
    return Optional.of(proof.stripTrailing() + '\n');
  }

  private void attachProof(PDDocument document, GregorianCalendar day) throws IOException {
    byte[] proof = certificate.tlogProof().getBytes(StandardCharsets.UTF_8);
    PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(proof));
    file.setSubtype("text/plain");
    file.setSize(proof.length);
    file.setModDate(day);
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile(certificate.proofName());
    specification.setFileUnicode(certificate.proofName());
    specification.setEmbeddedFile(file);
    specification.setEmbeddedFileUnicode(file);
    specification.setFileDescription(messages.text("certificate.ledger"));
    specification.getCOSObject().setName("AFRelationship", "Data");
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(certificate.proofName(), specification));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
    COSArray associated = new COSArray();
    associated.add(specification);
    document.getDocumentCatalog().getCOSObject().setItem("AF", associated);
  }

  private String page(String title) throws IOException {
    html.raw("<html lang=\"").raw(messages.languageTag()).raw("\"><head>");
    html.element("title", "", Columns.visible(title));
    html.raw("<meta name=\"subject\" content=\"")
        .text(messages.text("certificate.title"))
        .raw("\"/><style>");
    try (InputStream css =
        Objects.requireNonNull(CertificatePdf.class.getResourceAsStream("certificate.css"))) {
      html.raw(new String(css.readAllBytes(), StandardCharsets.UTF_8));
    }
    html.raw("</style></head><body>");
    Certificate.Standing standing = certificate.standing();
    html.open("div", standing.ended().isEmpty() ? "frame" : "frame over");
    html.element("h1", "", messages.text("certificate.title"));
    html.element("p", "number", Columns.visible(certificate.number()));
    if (!standing.ended().isEmpty()) {
      html.element("p", "ended", standing.ended());
    }
    html.raw("<table class=\"facts\">");
    row("certificate.app", certificate.appName());
    row("certificate.sponsor", certificate.sponsor());
    row(
        "certificate.filedOn",
        messages.text("certificate.filed", certificate.filedOn(), certificate.revision()));
    row(
        "certificate.state",
        messages.text("certificate.asOf", standing.state(), standing.asOf().toString()));
    html.raw("</table>");
    html.open("div", "sign")
        .raw("<div class=\"code\"><img class=\"qr\" alt=\"")
        .text(messages.text("certificate.qr", certificate.publicAddress()))
        .raw("\" src=\"data:image/png;base64,")
        .raw(QrCode.base64(certificate.publicAddress().toString()))
        .raw("\"/>");
    html.element("p", "small", messages.text("certificate.scan")).close("div");
    html.element("p", "issuer", standing.issuer());
    html.element("p", "", certificate.filedOn().toString());
    html.close("div");
    for (Certificate.FiledPackage filed : certificate.packages()) {
      html.element("h2", "", Columns.visible((filed.name() + " " + filed.version()).strip()));
      html.raw("<table>");
      row("html.sha256", filed.sha256());
      if (!filed.sm3().isEmpty()) {
        row("html.sm3", filed.sm3());
      }
      html.raw("</table>");
    }
    html.open("div", "check");
    html.element("h2", "", messages.text("certificate.check"));
    html.raw("<table>");
    row("certificate.address", certificate.publicAddress().toString());
    row("certificate.ledger", messages.text("certificate.entry", certificate.ledgerIndex()));
    Certificate.LedgerHead head = certificate.ledgerHead();
    row("certificate.head", messages.text("certificate.headOf", head.size(), head.root()));
    if (!certificate.reportSha256().isEmpty()) {
      row("html.report", certificate.reportSha256());
    }
    html.raw("</table>");
    html.element("p", "small", messages.text("certificate.how", certificate.proofName()));
    html.close("div").close("div");
    return html.raw("</body></html>").toString();
  }

  private void row(String key, String value) {
    html.open("tr", "")
        .raw("<th scope=\"row\">")
        .text(messages.text(key))
        .raw("</th>")
        .element("td", "", Columns.visible(value))
        .close("tr");
  }
}
