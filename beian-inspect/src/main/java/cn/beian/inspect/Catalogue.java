package cn.beian.inspect;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Known SDKs, framework code and packers: one tab-separated line each, {@code #} starts a comment.
 *
 * <pre>
 * sdk        package prefix   name   vendor   purpose
 * framework  package prefix   name
 * packer     file name        name   vendor
 * npm        package name     name   vendor   purpose
 * </pre>
 */
public final class Catalogue {
  private static final Catalogue BUNDLED = load();

  /** One line; absent columns are empty. */
  public record Line(String kind, String key, String name, String vendor, String purpose) {}

  private final String digest;
  private final List<Line> lines;

  private Catalogue(String digest, List<Line> lines) {
    this.digest = digest;
    this.lines = List.copyOf(lines);
  }

  /** The catalogue of this version of the software. */
  public static Catalogue bundled() {
    return BUNDLED;
  }

  /** SHA-256 of its bytes, lower-case hex. */
  public String digest() {
    return digest;
  }

  /** The lines of one kind, in file order. */
  public List<Line> lines(String kind) {
    return lines.stream().filter(line -> line.kind.equals(kind)).toList();
  }

  private static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.tsv")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.tsv is missing");
      }
      byte[] bytes = in.readAllBytes();
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Catalogue(digest, parse(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Line> parse(byte[] bytes) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] part = (line + "\t\t\t\t").split("\t", -1);
          lines.add(new Line(part[0], part[1], part[2], part[3], part[4]));
        }
      }
    }
    return lines;
  }
}
