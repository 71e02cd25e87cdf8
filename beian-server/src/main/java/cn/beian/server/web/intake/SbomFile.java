package cn.beian.server.web.intake;

import cn.beian.report.Reports;
import cn.beian.report.sbom.Sbom;
import cn.beian.server.platform.SoftwareVersion;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The components of a package as a file: CycloneDX 1.6, the same bytes as the command line's. */
public final class SbomFile {
  private static final String TYPE = "application/vnd.cyclonedx+json;version=1.6";
  private static final int DIGITS = 12;

  private SbomFile() {}

  /** Answers with the file. */
  public static void send(Sbom sbom, HttpServletResponse response) throws IOException {
    response.setContentType(TYPE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"beian-sbom-"
            + sbom.factsDigest().substring(0, DIGITS)
            + ".cdx.json\"");
    Reports.sbom(sbom, SoftwareVersion.NUMBER, Optional.empty(), response.getOutputStream());
  }
}
