package cn.beian.inspect.hybrid.hermes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void functionWithoutName_isCalledByTheKeyOfItsObject() {
    ScriptValue.Obj helpers = new ScriptValue.Obj();
    helpers.entries.put("getStyle", new ScriptValue.Closure(7, ""));
    helpers.entries.put("fetch", new ScriptValue.Closure(8, "load"));
    helpers.entries.put("unknown", ScriptValue.NOTHING);
    assertThat(Names.of(Names.member(helpers, "getStyle"))).isEqualTo("?.getStyle");
    assertThat(Names.of(Names.member(helpers, "fetch"))).isEqualTo("load");
    assertThat(Names.of(Names.member(helpers, "unknown"))).isEqualTo("?.unknown");
    assertThat(Names.of(new ScriptValue.Closure(7, ""))).isEqualTo("?");
  }

  @Test
  void functionWithoutName_staysTheFunction() {
    ScriptValue.Obj handlers = new ScriptValue.Obj();
    handlers.entries.put("sign", new ScriptValue.Closure(7, ""));
    assertThat(Names.member(handlers, "sign"))
        .isInstanceOfSatisfying(
            ScriptValue.Closure.class, closure -> assertThat(closure.function).isEqualTo(7));
  }
}
