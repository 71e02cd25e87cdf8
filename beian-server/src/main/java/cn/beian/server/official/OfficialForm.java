package cn.beian.server.official;

import cn.beian.server.platform.BeianSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The filing form as a document of Word. The text of the official form is not to hand, so the
 * program brings one of its own, which says so; {@value #FILE} in the data folder stands in its
 * place.
 */
@Component
public class OfficialForm {
  /** Name of the template in the data folder. */
  public static final String FILE = "official-form.docx";

  private final Path own;

  OfficialForm(BeianSettings settings) {
    this.own = settings.dataDir().resolve(FILE);
  }

  /**
   * The form, filled in.
   *
   * @param values by the names of places in the template
   * @param rows by the names of rows in the template
   * @throws IOException if the template in the data folder is no document of Word
   */
  public byte[] fill(Map<String, String> values, Map<String, List<Map<String, String>>> rows)
      throws IOException {
    if (!Files.exists(own)) {
      return FormTemplate.bundled().fill(values, rows);
    }
    try {
      return new FormTemplate(Files.readAllBytes(own)).fill(values, rows);
    } catch (IOException e) {
      throw new IOException(own + " cannot be used as the template of the form", e);
    }
  }
}
