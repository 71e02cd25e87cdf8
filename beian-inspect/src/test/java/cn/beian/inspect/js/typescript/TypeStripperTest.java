package cn.beian.inspect.js.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypeStripperTest {
  private static String types(String... lines) throws UnsupportedSyntaxException {
    String text = String.join("\n", lines);
    String plain = TypeStripper.of(text, true, false, 2_000).text();
    assertThat(plain).hasSameSizeAs(text);
    return plain.replaceAll("\\s+", " ").strip();
  }

  private static TypeStripper elements(String text) throws UnsupportedSyntaxException {
    TypeStripper plain = TypeStripper.of(text, true, true, 2_000);
    assertThat(plain.text()).hasSameSizeAs(text);
    return plain;
  }

  @Test
  void types_areBlank_andAllElseStays() throws Exception {
    assertThat(types("let a: string = 'x', b!: Map<string, () => void>;"))
        .isEqualTo("let a = 'x', b ;");
    assertThat(types("function f<T extends A>(this: B, a?: T, ...r: T[]): a is T { return a }"))
        .isEqualTo("function f ( a , ...r ) { return a }");
    assertThat(types("const g = async <T,>(a: T): Promise<T> => a as unknown as T"))
        .isEqualTo("const g = async (a ) => a");
    assertThat(types("x = a ? (b) : c => d")).isEqualTo("x = a ? (b) : c => d");
    assertThat(types("x = a ? (b): c => d : e")).isEqualTo("x = a ? (b) => d : e");
    assertThat(types("f<T>(a!)[0]!.b; y = a < b && c > (d)"))
        .isEqualTo("f (a )[0] .b; y = a < b && c > (d)");
    assertThat(types("for (const k of <K[]>Object.keys(o)) {} "))
        .isEqualTo("for (const k of Object.keys(o)) {}");
  }

  @Test
  void declarationsOfTypes_areBlank() throws Exception {
    assertThat(
            types(
                "import type { A } from 'a'; import { type B, c } from './c'",
                "interface D<T = {}> extends A<{ x: T }> { e(): void; [k: string]: unknown }",
                "export type E = { [K in keyof D]?: D[K] } | `x${string}`;",
                "declare module 'vue' { interface F {} }",
                "declare const g: number\nfunction h(a: string): void\nfunction h(a) { c(a) }"))
        .isEqualTo("import { c } from './c' function h(a) { c(a) }");
  }

  @Test
  void enumeration_keepsItsTexts() throws Exception {
    assertThat(types("export enum S { A = '已签到', B = 1, C }"))
        .isEqualTo("export var S={ A : '已签到', B : 1, _ }");
    assertThat(types("enum S{ A = '签', '未签', default }"))
        .isEqualTo("var S={ A : '签', ____, _______ }");
    assertThat(types("const enum S { ['A'] = 'x' }")).isEqualTo("var S={ ['A'] : 'x' }");
  }

  @Test
  void namespace_keepsWhatItHolds() throws Exception {
    assertThat(
            types(
                "export namespace A.B { export const t = '签到'; export interface C {}",
                "export import D = E.F; namespace G { go('x') } }",
                "declare namespace H { const h: string }",
                "declare module '*.vue'",
                "declare global {}"))
        .isEqualTo("{ const t = '签到'; const D = E.F; { go('x') } }");
  }

  @Test
  void decorators_stay_withoutTheirTypes() throws Exception {
    assertThat(
            types(
                "@Component<A>({ data: () => ({ t: '签到' }) as B })",
                "export default class A {",
                "@Prop({ default: '甲' }) readonly p!: string; @Watch('p') private onP(@Inject() q:"
                    + " B) {}",
                "@Emit() declare r: string; @d abstract s(): void; private t = 1",
                "private [u]() {} }"))
        .isEqualTo(
            "Component ({ data: () => ({ t: '签到' }) }) export default class A { "
                + "@Prop({ default: '甲' }) p ; @Watch('p') onP( q ) {} "
                + "@Emit() r ; t = 1 ; [u]() {} }");
    assertThat(types("@a @b.c('x') export class D {}")).isEqualTo("a; b.c('x');export class D {}");
  }

  @Test
  void importsAndExports_ofTypesAndOldKind() throws Exception {
    assertThat(
            types(
                "import type A = require('a'); import type B = C.D; import type from './t'",
                "import './s' with { type: 'css' }; import type { E } from './e' with { a: 'b' }",
                "interface F {} type G = F; class H {} declare const I: F",
                "export { E, F, G as J, H, I }\nexport as namespace K"))
        .isEqualTo("import type from './t' import './s' ; class H {} export { H, }");
    assertThat(types("export = f({ a: '签到' })\ng('x')"))
        .isEqualTo("module = f({ a: '签到' }) g('x')");
    assertThat(types("export const a: string, b: number;")).isEqualTo("export let a , b ;");
  }

  @Test
  void types_ofNewerKinds() throws Exception {
    assertThat(types("type A<T> = T extends [infer U extends string] ? keyof (T & U) : T; a()"))
        .isEqualTo("a()");
    assertThat(
            types(
                "type A<T> = T extends infer U extends B ? U : T; type C<T> = T extends B<infer U"
                    + " extends D> ? U : 1"))
        .isEmpty();
    assertThat(
            types(
                "let e: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? C :"
                    + " D"))
        .isEqualTo("let e");
    assertThat(
            types(
                "function f<const T>(a: T, b: keyof (T & A)) {} f<<T>() => void>(a) ; c = new"
                    + " D<E>\n"
                    + "f()"))
        .isEqualTo("function f (a , b ) {} f (a) ; c = new D f()");
    assertThat(types("const p = { a: '签' } satisfies P, q = f<A> ?? g; x = a < b > c"))
        .isEqualTo("const p = { a: '签' } , q = f ?? g; x = a < b > c");
    assertThat(types("class A extends (B<T> as C)<T> { constructor(public ...a: T[]) {} }"))
        .isEqualTo("class A extends (B ) { constructor( ...a ) {} }");
    assertThat(types("let x: A\n!function() {}()")).isEqualTo("let x !function() {}()");
  }

  @Test
  void shifts_areNoTypeArguments_howeverMany() throws Exception {
    String text = "x = a << 1 | b << 2;\n".repeat(3_000);
    assertThat(TypeStripper.of(text, true, false, 99).text()).isEqualTo(text);
  }

  @Test
  void resources_areConstants() throws Exception {
    assertThat(
            types("using a = f(), b: B = g(); await using c = h(); for (using d of e) {} using(1)"))
        .isEqualTo("const a = f(), b = g(); const c = h(); for (const d of e) {} using(1)");
    assertThat(types("x = async => 1; switch (y) { case 1, 2: z() }"))
        .isEqualTo("x = async => 1; switch (y) { case 1, 2: z() }");
  }

  @Test
  void classMembers_loseModifiers() throws Exception {
    assertThat(
            types(
                "@Component({}) class A<T> extends B<T> implements C, D {",
                "private readonly x: number = 1; static y?: string",
                "constructor(public a: A, private b = 2) { super() }",
                "abstract m(): void; get z(): T { return this.x! }",
                "declare p: string; [k: string]: any }"))
        .isEqualTo(
            "@Component({}) class A extends B { x = 1; static y constructor( a , b = 2) { super() }"
                + " get z() { return this.x } }");
  }

  @Test
  void arrow_whoseTypeHasSeveralLines_staysOnItsLine() throws Exception {
    String plain = TypeStripper.of("x = (a): Promise<\n A\n> => 1", true, false, 99).text();
    assertThat(plain).startsWith("x = (a)=>").contains("\n");
  }

  @Test
  void element_becomesAnArrayOfItsExpressions() throws Exception {
    TypeStripper plain =
        elements("const A = () => <View onClick={() => go(1)} title='甲'>签到{n}<B/></View>;");
    assertThat(plain.text().replaceAll("\\s+", "")).isEqualTo("constA=()=>[,()=>go(1),n,[]];");
    Element view = plain.elements().get(0);
    assertThat(view.value("@click")).isEqualTo("() => go(1)");
    assertThat(view.value("title")).isEqualTo("甲");
    assertThat(view.children())
        .extracting(Markup::getClass)
        .extracting(Class::getSimpleName)
        .containsExactly("Chars", "Chars", "Element");
    assertThat(view.children().get(1)).isEqualTo(new Chars("{{n}}", 1));
  }

  @Test
  void elements_insideExpressions_areChildrenAndLeaveTheCode() throws Exception {
    Element view =
        elements("x = <V>\n{ok ? <T>已签</T> : '未签'}{l.map(i => <I key={i}/>)}</V>")
            .elements()
            .get(0);
    assertThat(((Chars) view.children().get(0)).text()).contains("'未签'").doesNotContain("已签");
    assertThat(view.children().get(0).line()).isEqualTo(2);
    assertThat(
            view.children().stream()
                .filter(Element.class::isInstance)
                .map(e -> ((Element) e).name()))
        .containsExactly("T", "I");
  }

  @Test
  void fragmentsAndNeighbours_staySyntax() throws Exception {
    for (String text :
        List.of(
            "x = <><A/><B></B>t{1}{2}</>",
            "x = <A b=<C/> {...p} d e-f='1'>{/* c */}{...l}</A>",
            "x = <A.B<T> a={{b: 1}}>{() => { return <i/> }}</A.B>")) {
      String plain = elements(text).text();
      assertThat(TypeStripper.of(plain, false, false, 99).text()).isEqualTo(plain);
    }
  }

  @Test
  void nonsense_isRefusedAndEnds() {
    for (String text :
        List.of(
            "<".repeat(50_000),
            "(".repeat(50_000),
            "a<".repeat(20_000),
            "x = <A",
            "x = `${",
            "'")) {
      assertThatThrownBy(() -> TypeStripper.of(text, true, true, 300))
          .isInstanceOf(UnsupportedSyntaxException.class);
    }
  }

  @Test
  void mutatedScripts_giveTextOfTheSameLengthOrTheDocumentedException() {
    String sample =
        "import {type A} from 'a'; enum E {A='1'} const f = async <T,>(a?: T): Promise<T> => { if"
            + " (a < 1 && /[/]x/.test(`${a}`)) return <V a={b as C}>t{x!}<></></V>; else for (;;)"
            + " {} }";
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(sample);
      for (int i = 0; i < 4; i++) {
        text.setCharAt(
            random.nextInt(text.length()), "<>{}()[]`'\"/=:?!ab ,;\n".charAt(random.nextInt(22)));
      }
      try {
        assertThat(TypeStripper.of(text.toString(), true, true, 500).text()).hasSameSizeAs(text);
      } catch (UnsupportedSyntaxException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }
}
