package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Messages;
import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredAct.Step;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.procedures.DeclaredProcedures;
import cn.beian.filing.procedures.ProcedureDeclaration;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text whose key follows from a declaration is there; {@code TextsTest} has both languages.
 */
class DeclaredWordsTest {
  private static final Set<DeclaredField.Kind> CHOSEN =
      EnumSet.of(DeclaredField.Kind.CHOICE, DeclaredField.Kind.CHECK);
  private static final Path TEXTS = Path.of("src/main/resources/i18n");

  @Test
  void everyKeyOfADeclaration_hasAText() throws IOException {
    Set<String> texts = texts();
    for (ProcedureDeclaration<?, ?> declared : DeclaredProcedures.ALL) {
      Set<String> missing = new TreeSet<>(keys(declared));
      assertThat(missing).hasSizeGreaterThan(40);
      missing.removeAll(texts);
      assertThat(missing).isEmpty();
      for (DeclaredAct<?, ?> act : declared.acts()) {
        for (Step<?, ?> step : act.steps()) {
          assertThat(Messages.in(Locale.ENGLISH).text(step.cause())).isNotBlank();
        }
      }
    }
  }

  private static List<String> keys(ProcedureDeclaration<?, ?> declared) {
    String place = declared.place();
    String audit = "admin.audit." + declared.name() + '.';
    String did = "work.did." + declared.name() + '.';
    List<String> keys = new ArrayList<>();
    for (String code : List.of("state", "long", "signOwn", "unwritten")) {
      keys.add(place + ".problem." + code);
    }
    if (!declared.openPer().isEmpty()) {
      keys.add(place + ".problem.twice");
    }
    if (!declared.acts(Kind.OTHER).isEmpty()) {
      keys.add(place + ".problem.notOther");
    }
    if (!declared.acts(Kind.OFFICE).isEmpty()) {
      keys.add(place + ".problem.prepared");
    }
    for (String step : List.of(DeclaredProcedure.PREPARE, Procedure.GIVE_BACK)) {
      keys.addAll(List.of(audit + step, did + step));
    }
    for (DeclaredAct<?, ?> act : declared.acts()) {
      keys.addAll(ofAct(place, act));
      act.steps().forEach(step -> keys.addAll(List.of(audit + step.cause(), did + step.cause())));
      act.steps().stream()
          .filter(Step::letter)
          .forEach(step -> keys.add(place + ".letter." + step.cause()));
    }
    return keys;
  }

  private static List<String> ofAct(String place, DeclaredAct<?, ?> act) {
    List<String> keys = new ArrayList<>();
    if (act.kind() == Kind.GIVE_BACK) {
      return keys; // said alike by all
    }
    if (!act.address().isEmpty()) {
      keys.add(place + ".act." + act.address());
    }
    boolean decides = act.kind() == Kind.OTHER || act.steps().size() > 1;
    if (act.kind() == Kind.SEND || decides) {
      keys.add(place + ".act." + act.address() + ".consequence");
    }
    if (decides) {
      keys.add(place + ".act." + act.address() + ".title");
    }
    for (DeclaredField field : act.form()) {
      keys.add(place + "." + field.name());
      String problem = place + ".problem." + field.name();
      keys.add(problem);
      switch (field.kind()) {
        case AMOUNT -> keys.addAll(List.of(problem + ".malformed", place + ".amount"));
        case PAST_DAY -> keys.add(problem + ".future");
        case RECORD -> keys.addAll(List.of(problem + ".malformed", problem + ".unknown"));
        case UNIT, UNIT_OR_OWN -> keys.add(problem + ".several");
        default -> {}
      }
      if (!CHOSEN.contains(field.kind())) {
        keys.add(place + "." + field.name() + ".hint");
      }
    }
    return keys;
  }

  private static Set<String> texts() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.list(TEXTS)) {
      for (Path file : files.filter(one -> one.toString().endsWith("_zh.properties")).toList()) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          read.load(reader);
        }
        keys.addAll(read.stringPropertyNames());
      }
    }
    return keys;
  }
}
