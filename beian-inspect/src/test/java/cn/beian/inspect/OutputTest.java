package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.inspect.reader.Limits;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code writes to the log and to files that others may read. */
class OutputTest {
  @TempDir Path folder;

  @Test
  void log_ofATextPutTogether_keepsWhatStandsBeforeAValue() throws Exception {
    assertThat(
            outputs(
                "Log.d(\"Login\", \"account=\" + user() + \", password=\" + secret + \" done\");"))
        .containsExactly("log android.util.Log.d [account=, , password=, secret]");
  }

  @Test
  void log_ofAValue_isNamedByItsTagOrField() throws Exception {
    assertThat(outputs("Log.i(\"token\", user()); System.out.println(secret);"))
        .containsExactly(
            "log android.util.Log.i [token]", "log java.io.PrintStream.println [secret]");
  }

  @Test
  void log_ofAFieldThatIsTurnedIntoText_isNamedByTheField() throws Exception {
    assertThat(
            outputs(
                "Log.d(\"Login\", secret.toString()); Log.i(\"Login\","
                    + " String.valueOf(secret).trim());"))
        .containsExactly(
            "log android.util.Log.d [Login, secret]", "log android.util.Log.i [Login, secret]");
  }

  @Test
  void log_ofConstants_isNoOutput() throws Exception {
    assertThat(
            outputs(
                "Log.d(\"Login\", \"password is wrong\"); Log.d(\"Login\", \"n \" + 3);"
                    + " String s = \"password=\" + user(); Log.d(\"Login\", \"ok\");"))
        .isEmpty();
  }

  @Test
  void temporaryFile_besideAnInput_saysWhatIsRead() throws Exception {
    String read = "String s = new android.widget.EditText().getText();";
    String file = "java.io.File.createTempFile(\"a\", \"b\");";

    assertThat(outputs(read + file))
        .containsExactly(
            "temporary_file java.io.File.createTempFile [android.widget.EditText.getText]");
    assertThat(outputs(file)).isEmpty();
  }

  @Test
  void file_forEverybody_isTold() throws Exception {
    assertThat(
            outputs(
                "new android.content.Context().getSharedPreferences(\"a\", 1);"
                    + " new android.content.Context().getSharedPreferences(\"b\", 0);"
                    + " new java.io.File(\"c\").setReadable(true, false);"
                    + " new java.io.File(\"c\").setReadable(true, true);"))
        .containsExactly(
            "world_readable android.content.Context.getSharedPreferences [a]",
            "world_readable java.io.File.setReadable []");
  }

  private List<String> outputs(String statements) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    sources.put(
        "android.util.Log",
        "package android.util; public class Log { public static int d(String t, String m) { return"
            + " 0; } public static int i(String t, String m) { return 0; } }");
    sources.put(
        "android.widget.EditText",
        "package android.widget; public class EditText { public String getText() { return null; }"
            + " }");
    sources.put(
        "android.content.Context",
        "package android.content; public class Context {"
            + " public Object getSharedPreferences(String n, int m) { return null; } }");
    sources.put(
        "cn.gov.demo.Main",
        "package cn.gov.demo; import android.util.Log; public class Main { String secret;"
            + " String user() { return System.getProperty(\"a\"); }"
            + " void run() throws Exception { "
            + statements
            + " } }");
    Path file = folder.resolve("app.apk");
    Files.write(
        file,
        new ApkBytes("cn.gov.demo")
            .mainActivity("cn.gov.demo.Main")
            .file("classes.dex", DexBytes.of(sources))
            .unsigned());
    return PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard())
        .of(FactKind.OUTPUT)
        .stream()
        .map(f -> f.text(Field.TYPE) + " " + f.text(Field.NAME) + " " + f.texts(Field.ARGUMENTS))
        .sorted()
        .toList();
  }
}
