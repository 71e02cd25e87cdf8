package cn.beian.report;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** QR codes: written as a PNG picture, and read from one. */
public final class QrCode {
  private static final int PIXELS = 480;

  /** Blank modules around the code, as ISO/IEC 18004 asks. */
  private static final int QUIET_MODULES = 4;

  /** A picture is read down to this part of its width. */
  private static final int SMALLEST = 4;

  private QrCode() {}

  /**
   * The text of the first code that can be found in a picture. A photo is looked at as it is, then
   * smaller: at another size what disturbs the reader is gone.
   */
  public static Optional<String> read(BufferedImage picture) {
    for (int part = 1; part <= SMALLEST; part *= 2) {
      int width = Math.max(1, picture.getWidth() / part);
      int height = Math.max(1, picture.getHeight() / part);
      RGBLuminanceSource source =
          new RGBLuminanceSource(width, height, pixels(picture, width, height));
      for (Binarizer black :
          List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
        Optional<String> text = read(black);
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> read(Binarizer black) {
    try {
      return Optional.of(
          new QRCodeReader()
              .decode(new BinaryBitmap(black), Map.of(DecodeHintType.TRY_HARDER, true))
              .getText());
    } catch (ReaderException e) {
      return Optional.empty(); // the next look may find it
    }
  }

  /** On white, as the codes of transparent pictures are meant. */
  private static int[] pixels(BufferedImage picture, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return drawn.getRGB(0, 0, width, height, null, 0, width);
  }

  /** The same in base 64, as an address of data holds it. */
  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(png(text));
  }

  /** The picture, 480 pixels wide, of a text of at most some two thousand bytes. */
  public static byte[] png(String text) {
    try {
      BitMatrix code =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  PIXELS,
                  PIXELS,
                  Map.of(
                      EncodeHintType.CHARACTER_SET,
                      "UTF-8",
                      EncodeHintType.MARGIN,
                      QUIET_MODULES,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M));
      BufferedImage image =
          new BufferedImage(code.getWidth(), code.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
      int[] row = new int[code.getWidth()];
      for (int y = 0; y < code.getHeight(); y++) {
        for (int x = 0; x < row.length; x++) {
          row[x] = code.get(x, y) ? 0 : 1; // places in the colours of the image: black, white
        }
        image.getRaster().setSamples(0, y, row.length, 1, 0, row);
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
