package cn.beian.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.beian.filing.form.Completeness.Why;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.Defect;
import cn.beian.filing.parameters.ParameterKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Messages ZH = Messages.in(Locale.SIMPLIFIED_CHINESE);
  private static final Messages EN = Messages.in(Locale.ENGLISH);

  @Test
  void languages_both_haveTheSameKeysAndPlaces() {
    assertThat(ZH.keys()).isEqualTo(EN.keys());
    for (String key : ZH.keys()) {
      assertThat(places(ZH.text(key))).as(key).isEqualTo(places(EN.text(key)));
    }
  }

  @Test
  void keys_allAndOnly_enumsFieldsAndChoicesHaveTexts() throws IOException, URISyntaxException {
    Set<String> expected = new TreeSet<>();
    for (Enum<?> constant : enumConstants()) {
      String type = constant.getDeclaringClass().getName().replace('$', '.');
      expected.add(type.replaceAll("^cn\\.beian\\.filing\\.([a-z]+\\.)?", "") + "." + constant);
    }
    for (FormField field : FieldDictionary.fields()) {
      expected.add("field." + field.id());
      boolean dueOnlySometimes = field.absent() && field.type() == FieldType.DOCUMENT;
      if (field.askedOfSponsor() || dueOnlySometimes) {
        expected.add("field." + field.id() + ".why");
      }
      switch (field.days()) {
        case UNTIL_TODAY -> expected.add("field." + field.id() + "." + Why.IN_FUTURE);
        case AFTER_TODAY -> expected.add("field." + field.id() + "." + Why.NOT_IN_FUTURE);
        case ANY -> {}
      }
      field.choices().forEach(choice -> expected.add("choice." + field.id() + "." + choice));
    }
    for (ParameterKey key : ParameterKey.values()) {
      expected.add("Citation." + key.id());
      key.choices().forEach(choice -> expected.add("ParameterKey.Choice." + choice));
    }
    expected.addAll(List.of("choice.yes", "choice.no"));
    List.of("app.version", "approval.result")
        .forEach(field -> expected.add("field." + field + "." + Why.NOT_VALID));
    assertThat(ZH.keys()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A list of several procedures can be read and filtered by the name of the state alone. */
  @Test
  void states_ofWhateverProcedure_shareNoName() throws IOException, URISyntaxException {
    for (Messages messages : List.of(ZH, EN)) {
      List<String> names =
          enumConstants().stream()
              .filter(one -> one.getDeclaringClass().getSimpleName().endsWith("State"))
              .map(messages::text)
              .toList();
      assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }
  }

  @Test
  void defect_wrongCheck_isSaidWithPositionAndExpected() {
    Defect defect = CreditCode.read("91350100M000100Y40").defects().get(0);
    assertThat(EN.text(defect.reason(), defect.position(), defect.found(), defect.expected()))
        .startsWith("The check character (position 18) should be \"3\" but is \"0\"");
  }

  @Test
  void argument_thatLooksLikeAPlace_isNotReplacedAgain() {
    assertThat(EN.text(Defect.Reason.LENGTH, "3", "{2}", "{1}"))
        .isEqualTo("Expected {1} characters, found {2}");
  }

  @Test
  void language_unknown_isRefusedRatherThanGuessed() {
    assertThatIllegalArgumentException().isThrownBy(() -> Messages.in(Locale.FRENCH));
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      if (text.contains("{" + i + "}")) {
        places.add("{" + i + "}");
      }
    }
    return places;
  }

  private static List<Enum<?>> enumConstants() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Messages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> load(name.replace(".class", "").replace('/', '.')))
          .filter(type -> type.isEnum())
          .<Enum<?>>flatMap(type -> Stream.of(type.getEnumConstants()).map(c -> (Enum<?>) c))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
