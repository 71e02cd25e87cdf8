package cn.beian.report;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the certificate of a filing says: public fields only.
 *
 * @param number that the app has to show
 * @param revision of the record, from 1
 * @param appName as filed
 * @param sponsor as filed
 * @param filedOn day of the acceptance, Asia/Shanghai
 * @param standing what holds on the day on which it was made
 * @param packages that were filed, in order; may be empty
 * @param reportSha256 digest of the canonical JSON report, empty where there was no automatic test
 * @param ledgerIndex of the entry in the public ledger, from 0
 * @param ledgerHead of the signed ledger that holds the entry
 * @param publicAddress where anybody can look the number up; stands in the QR code
 * @param tlogProof the entry's proof in the format of c2sp.org/tlog-proof, attached as a file
 */
public record Certificate(
    String number,
    int revision,
    String appName,
    String sponsor,
    LocalDate filedOn,
    Standing standing,
    List<FiledPackage> packages,
    String reportSha256,
    long ledgerIndex,
    LedgerHead ledgerHead,
    URI publicAddress,
    String tlogProof) {
  public Certificate {
    packages = List.copyOf(packages);
  }

  /**
   * Who answers for the filing and what became of it.
   *
   * @param issuer unit that accepted it, empty where that is not known
   * @param state of the record, in words of the language it is written in
   * @param asOf day on which the state is this one, Asia/Shanghai
   * @param ended what it means that the filing ended or is about to; empty of one in force
   */
  public record Standing(String issuer, String state, LocalDate asOf, String ended) {}

  /**
   * One package that was filed.
   *
   * @param name platform and package name or AppID, as people read it
   * @param version as the package says it, may be empty
   * @param sha256 lower-case hex
   * @param sm3 lower-case hex, empty where it was not taken
   */
  public record FiledPackage(String name, String version, String sha256, String sm3) {}

  /**
   * A head of the ledger as its checkpoints write it, so that a reader can compare the paper with
   * what others were shown.
   *
   * @param size number of entries
   * @param root in base64
   */
  public record LedgerHead(long size, String root) {}

  /** Name of the attached proof. */
  public String proofName() {
    return number + "-r" + revision + CertificatePdf.PROOF_ENDING;
  }

  /**
   * The proof that a certificate carries, as {@link #writePdf} attached it; empty if there is none.
   *
   * @throws IOException if it is no PDF
   */
  public static Optional<String> proofIn(byte[] pdf) throws IOException {
    return CertificatePdf.proofIn(pdf);
  }

  /**
   * The same found by its bytes, as {@link #writePdf} attaches it uncompressed: for what strangers
   * send, of which nothing is to be unpacked; empty if it is not there.
   */
  public static Optional<String> plainProofIn(byte[] pdf) {
    return CertificatePdf.plainProofIn(pdf);
  }

  /**
   * Writes a tagged PDF (PDF/UA-1, PDF/A-3a) with its font embedded and the proof attached; equal
   * certificates give equal bytes. The stream is not closed. Chinese for a Chinese locale, else
   * English.
   *
   * @throws MissingGlyphException if a name holds a character that the font cannot show
   */
  public void writePdf(Locale locale, OutputStream out) throws IOException, MissingGlyphException {
    new CertificatePdf(this, locale).write(out);
  }
}
