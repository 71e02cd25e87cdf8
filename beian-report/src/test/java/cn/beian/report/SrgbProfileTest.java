package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrgbProfileTest {
  private static final float LAST_BIT = 1 / 255f;

  @Test
  void bytes_areTheSameOnEveryJdk() {
    byte[] profile = SrgbProfile.bytes();
    assertThat(Digest.of(out -> out.write(profile)).sha256())
        .isEqualTo("586dbc64661f5ea001fe6e347d09d233b465c1d95eb01a907dbe75ba6f46c7c7");
    assertThat(ICC_Profile.getInstance(profile).getColorSpaceType()).isEqualTo(ColorSpace.TYPE_RGB);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xffffff, 0x20242a, 0x9e1b1b, 0x1f6b45, 0x805300, 0xffe9b8})
  void colours_areThoseOfSrgb(int colour) {
    float[] rgb = {(colour >> 16) / 255f, (colour >> 8 & 0xff) / 255f, (colour & 0xff) / 255f};
    ColorSpace ours = new ICC_ColorSpace(ICC_Profile.getInstance(SrgbProfile.bytes()));
    assertThat(ours.toRGB(rgb)).containsExactly(rgb, within(LAST_BIT));
    ColorSpace linear = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    assertThat(linear.fromCIEXYZ(ours.toCIEXYZ(rgb)))
        .containsExactly(linear.fromRGB(rgb), within(LAST_BIT));
  }
}
