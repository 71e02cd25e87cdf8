package cn.beian.inspect.ios.plist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlPlistTest {
  private static final int ENTRIES = 5000;

  /** Of each character: whether a tag begins, an entity begins, or one of 12 characters ends. */
  private static final int MOST_LOOKS = 16;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<dict> | <key>k%d</key><string>v</string> | </dict>",
        "<dict> | <key>NSA%dUsageDescription</key><string>v</string> | </dict>",
        "<array> | <dict><key>CFBundleURLSchemes</key><array><string>s%d</string></array></dict>"
            + " | </array>",
        "<string> | <!-- %d --> | </string>",
        "<string> | <![CDATA[%d]]> | </string>",
        "<string> | & | </string>",
        "<string> | &#x41 | </string>",
        "<string> | &amp; | </string>",
        "'' | <!DOCTYPE plist> | <true/>",
        "'' | <?pi %d?> | <true/>",
      })
  void eachCharacter_isLookedAtAFewTimes_howeverManyEntriesThereAre(
      String before, String entry, String after) throws BrokenDataException {
    StringBuilder text = new StringBuilder("<plist>").append(before);
    for (int i = 0; i < ENTRIES; i++) {
      text.append(String.format(entry, i));
    }
    text.append(after).append("</plist>");
    XmlPlist list = new XmlPlist(text.toString(), Limits.standard());
    list.read();
    assertThat(list.searched()).isPositive().isLessThan((long) MOST_LOOKS * text.length());
  }
}
