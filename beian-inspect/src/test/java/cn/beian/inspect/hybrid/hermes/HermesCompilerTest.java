package cn.beian.inspect.hybrid.hermes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our tables beside the compilers themselves. Wants {@code -Dbeian.hermesc=FOLDER} with any number
 * of {@code hermesc} below it, from the npm packages that docs/formats/react-native.md names.
 */
@Tag("deep")
class HermesCompilerTest {
  private static final Pattern FUNCTION = Pattern.compile("\\w*(?:Function|Constructor)<.*>\\(.*");
  private static final Pattern INSTRUCTION = Pattern.compile("    ([A-Z]\\w+)(?: .*)?");

  @TempDir Path folder;

  @Test
  void instructionsOfEveryFunction_areThoseThatTheCompilerDumps() throws Exception {
    String where = System.getProperty("beian.hermesc", "");
    assumeTrue(!where.isEmpty(), "absent: -Dbeian.hermesc");
    List<Path> compilers;
    try (Stream<Path> walk = Files.walk(Path.of(where))) {
      compilers = walk.filter(p -> p.endsWith("hermesc") && Files.isExecutable(p)).toList();
    }
    compilers = compilers.stream().filter(Files::isRegularFile).toList();
    assertThat(compilers).isNotEmpty();
    Path script = folder.resolve("bundle.js");
    try (InputStream in =
        HermesCompilerTest.class.getResourceAsStream("/cn/beian/inspect/hermes/bundle.js")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    for (Path compiler : compilers) {
      Path out = folder.resolve("out.hbc");
      run(compiler, "-O", "-emit-binary", "-out", out.toString(), script.toString());
      byte[] bytes = Files.readAllBytes(out);
      if (!Opcodes.of(HermesFile.version(bytes)).isEmpty()) {
        assertThat(ours(bytes))
            .as(compiler.toString())
            .isEqualTo(dumped(run(compiler, "-b", "-dump-bytecode", out.toString())));
      }
    }
  }

  private static List<List<String>> ours(byte[] bytes) throws Exception {
    HermesFile file = HermesFile.of(bytes, Limits.standard());
    Opcodes opcodes = BundleCode.table(file);
    List<List<String>> functions = new ArrayList<>();
    for (HermesFile.Function function : file.functions()) {
      List<String> names = new ArrayList<>();
      Bytes code = file.bytes();
      for (int at = function.offset(); at < function.offset() + function.size(); ) {
        Opcodes.Instruction instruction = opcodes.at(code.u8(at));
        names.add(instruction.name());
        at += instruction.sizeBytes();
      }
      functions.add(names);
    }
    return functions;
  }

  private static List<List<String>> dumped(String dump) {
    List<List<String>> functions = new ArrayList<>();
    for (String line : dump.split("\n", -1)) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (FUNCTION.matcher(line).matches()) {
        functions.add(new ArrayList<>());
      } else if (!functions.isEmpty() && instruction.matches()) {
        functions.get(functions.size() - 1).add(instruction.group(1));
      }
    }
    return functions;
  }

  private static String run(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isZero();
      return text;
    }
  }
}
