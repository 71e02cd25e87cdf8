package cn.beian.testkit.samples;

import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a small package of every format into a folder, for callers that must have processed all
 * formats: the launcher creates its class archive from a run over them.
 */
public final class SampleFiles {
  private SampleFiles() {}

  /** Writes the packages; the only argument is the folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.write(folder.resolve("app.apk"), Samples.apk());
    Files.write(
        folder.resolve("app.ipa"), IosSamples.ipa().zip(TestSigner.named("CN=Demo")).toBytes());
    Files.write(folder.resolve("app.hap"), HapSamples.hap());
    Files.write(folder.resolve("app.rpk"), Samples.rpk(Samples.quickApp()));
    Files.write(folder.resolve("app.amr"), Samples.amr(Samples.webPages()));
    Files.write(folder.resolve("app.wxapkg"), Samples.wxapkg().plain());
    Files.write(folder.resolve("mini.zip"), Samples.miniProgram().zip());
    Files.write(folder.resolve("uni.zip"), Samples.uniApp().zip());
    Files.write(folder.resolve("taro.zip"), Samples.taro().zip());
    Files.write(folder.resolve("quick.zip"), Samples.quickAppSource().zip());
  }
}
