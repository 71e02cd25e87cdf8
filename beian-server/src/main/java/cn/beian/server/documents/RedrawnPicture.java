package cn.beian.server.documents;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures that are drawn anew: what else was in the file stays behind. */
final class RedrawnPicture {
  /** Longest side of what comes out. */
  static final int MOST_PIXELS = 1_600;

  /** Most pixels of what is read. */
  private static final long MOST_READ = 60_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  private RedrawnPicture() {}

  static byte[] redrawn(Path file) throws IOException, UnreadableDocumentException {
    return png(read(file, MOST_READ));
  }

  /**
   * The pixels of a PNG or JPEG, every n-th of a large one.
   *
   * @param most pixels of what is read
   */
  static BufferedImage read(Path file, long most) throws IOException, UnreadableDocumentException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw UnreadableDocumentException.broken("no picture");
      }
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          throw UnreadableDocumentException.broken("another kind of picture");
        }
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > most) {
          throw UnreadableDocumentException.limit("too many pixels");
        }
        ImageReadParam wanted = reader.getDefaultReadParam();
        int every = (int) Math.max(1, Math.max(width, height) / (2 * MOST_PIXELS));
        wanted.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, wanted);
      } catch (RuntimeException | IOException e) {
        throw UnreadableDocumentException.broken(e.toString());
      } finally {
        reader.dispose();
      }
    }
  }

  /** As PNG on white, at most {@link #MOST_PIXELS} long. */
  static byte[] png(BufferedImage read) throws IOException {
    double scale =
        Math.min(1.0, (double) MOST_PIXELS / Math.max(read.getWidth(), read.getHeight()));
    int width = Math.max(1, (int) (read.getWidth() * scale));
    int height = Math.max(1, (int) (read.getHeight() * scale));
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(read, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(drawn, "png", out);
    return out.toByteArray();
  }
}
