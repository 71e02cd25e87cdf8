package cn.beian.inspect.ios;

import cn.beian.inspect.ReaderContract;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.ios.IosSamples;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class IpaContractTest extends ReaderContract {
  private static final Map<String, byte[]> CONTENTS =
      IosSamples.ipa().contents(TestSigner.named("CN=Demo"));

  private static ZipBytes zip() {
    ZipBytes zip = new ZipBytes();
    CONTENTS.forEach(zip::deflated);
    return zip;
  }

  @Override
  protected byte[] sample() {
    return zip().toBytes();
  }

  @Override
  protected String format() {
    return "ipa";
  }

  @Override
  protected byte[] escaping() {
    return zip().deflated("../out.js", "1".getBytes(StandardCharsets.UTF_8)).toBytes();
  }

  @Override
  protected byte[] doubled() {
    byte[] text = "1".getBytes(StandardCharsets.UTF_8);
    return zip().deflated("Payload/a.txt", text).deflated("Payload/a.txt", text).toBytes();
  }
}
