package cn.beian.server.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.QrCode;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.platform.BeianSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A photo of a QR code leads to the record, or to a sentence that says what it was. */
class PhotoOfCodeTest extends ServerTest {
  private static final String NUMBER = "ZW-A-330000-2026-000123-P";
  private static final int SIDE = 5_000;

  @Autowired private BeianSettings settings;

  private HttpResponse<String> sent(byte[] photo) throws Exception {
    Visitor stranger = new Visitor(url(""));
    stranger.get("/lookup");
    return stranger.upload("/lookup/photo", Map.of(), "photo.jpg", photo);
  }

  private static String to(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static byte[] as(String format, BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }

  /** As a hand holds a phone: turned, small within the picture, grey, with grain. */
  private static byte[] photo(String text) throws IOException {
    BufferedImage code =
        Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(QrCode.png(text))));
    BufferedImage picture = new BufferedImage(2_400, 1_800, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(150, 140, 120));
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.rotate(0.3, 1_200, 900);
    graphics.drawImage(code, 900, 600, 620, 620, null);
    graphics.dispose();
    Random grain = new Random(7);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int grey = (picture.getRGB(x, y) & 0xff) * 7 / 10 + 20 + grain.nextInt(30);
        picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    return as("jpeg", picture);
  }

  @Test
  void photo_ofTheCodeOfARecord_leadsToItsPage_andNothingIsKept() throws Exception {
    assertThat(to(sent(photo(url("/records/" + NUMBER))))).endsWith("/records/" + NUMBER);
    assertThat(to(sent(QrCode.png("zw-a-330000-2026-000123-p")))).endsWith("/records/" + NUMBER);
    try (Stream<Path> left = Files.list(settings.dataDir().resolve("document-exchange"))) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/records/ZW-A-330000-2026-000123-P, example.org",
    "https://政务.example.org/, xn--",
    "WIFI:S:office;;, 也不是备案编号",
    "javascript:alert(1), 也不是备案编号"
  })
  void code_ofSomethingElse_isToldAsWhatItWasNot(String text, String said) throws Exception {
    HttpResponse<String> page = sent(QrCode.png(text));
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains(said, "id=\"photo-error\"").doesNotContain("javascript:");
  }

  @Test
  void whatIsNoCode_orTooLarge_isToldAsThat() throws Exception {
    byte[] white = as("png", new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_BINARY));
    assertThat(sent(white).body()).contains("没有认出二维码");
    assertThat(sent("GIF89a".getBytes(StandardCharsets.US_ASCII)).body()).contains("不是 PNG 或 JPEG");
    byte[] gif = as("gif", new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_BINARY));
    assertThat(sent(gif).body()).contains("不是 PNG 或 JPEG");
    byte[] wide = as("png", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY));
    assertThat(wide).as("a small file of many pixels").hasSizeLessThan(100_000);
    assertThat(sent(wide).body()).contains("这张照片太大");
    assertThat(sent(new byte[(5 << 20) + 1]).body()).contains("这张照片太大");
    assertThat(sent(new byte[0]).body()).contains("请选择一张照片");
  }

  @Test
  void code_thatABrowserHasRead_isFollowedLikewise() throws Exception {
    Visitor stranger = new Visitor(url(""));
    assertThat(to(stranger.get("/lookup?code=" + url("/records/" + NUMBER) + "%3Flang=en")))
        .endsWith("/records/" + NUMBER);
    assertThat(stranger.get("/lookup?code=" + url("/rules")).body()).contains("其他页面");
    assertThat(to(stranger.get("/lookup?code=" + url("/records/%252F%252Fexample.org"))))
        .as("never to another site")
        .satisfiesAnyOf(
            to -> assertThat(to).startsWith(url("/records/")),
            to -> assertThat(to).startsWith("/records/"));
  }
}
